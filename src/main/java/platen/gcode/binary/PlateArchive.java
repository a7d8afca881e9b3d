package platen.gcode.binary;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A 3MF that was sliced already (`.gcode.3mf` of Bambu Studio and OrcaSlicer): each plate has its program in it.
///
/// A zip file may be meant to harm: what it says of itself may be a lie, so that bytes are counted while they are read.
public final class PlateArchive implements AutoCloseable {
    private static final Pattern PLATE = Pattern.compile("(?i)/?Metadata/(plate_\\d{1,3})\\.gcode");
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 2L << 30;
    /// Programs shrink to a fifth or less; a thousandth is a bomb.
    private static final long MOST_RATIO = 200;

    private static final long SMALL_BYTES = 10 << 20;
    private static final int ZIP_P = 'P';
    private static final int ZIP_K = 'K';

    private final ZipFile zip;
    private final List<? extends ZipEntry> plates;

    private PlateArchive(ZipFile zip) {
        this.zip = zip;
        plates = zip.stream()
                .filter(entry -> PLATE.matcher(entry.getName()).matches())
                .toList();
    }

    static boolean isZip(byte[] head) {
        return head.length >= 2 && head[0] == ZIP_P && head[1] == ZIP_K;
    }

    /// Opens what is a zip file with sliced plates; empty for anything else.
    public static Optional<PlateArchive> open(Path file, byte[] head) throws IOException {
        if (!isZip(head)) return Optional.empty();
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            return Optional.empty(); // the reader of meshes says what is wrong with it
        }
        if (zip.size() <= MOST_ENTRIES) {
            var archive = new PlateArchive(zip);
            if (!archive.plates.isEmpty()) return Optional.of(archive);
        }
        zip.close();
        return Optional.empty();
    }

    /// The program of the only plate. Which one is meant of several, nobody can know.
    public InputStream program() throws IOException {
        if (plates.size() > 1) throw new Damaged("gcode.plates", plates.size());
        return new Counted(zip, plates.getFirst());
    }

    /// The slicer's picture of the first plate.
    public Optional<InputStream> picture() throws IOException {
        var plate = PLATE.matcher(plates.getFirst().getName());
        if (!plate.matches()) return Optional.empty();
        var entry = zip.getEntry("Metadata/" + plate.group(1) + ".png");
        return entry == null ? Optional.empty() : Optional.of(new Counted(zip, entry));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// Closing it closes the archive: nothing else is read from it.
    private static final class Counted extends FilterInputStream {
        private final ZipFile zip;
        private final long allowed;
        private long read;

        Counted(ZipFile zip, ZipEntry entry) throws IOException {
            super(zip.getInputStream(entry));
            this.zip = zip;
            long small = Math.max(SMALL_BYTES, Math.max(0, entry.getCompressedSize()) * MOST_RATIO);
            allowed = Math.min(MOST_BYTES, small);
        }

        @Override
        public int read() throws IOException {
            try {
                return counted(super.read(), 1);
            } catch (ZipException e) {
                throw new Damaged("gcode.plate-broken", read);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int some = super.read(bytes, from, length);
                return counted(some, some);
            } catch (ZipException e) {
                throw new Damaged("gcode.plate-broken", read);
            }
        }

        private int counted(int result, int bytes) throws Damaged {
            if (result >= 0) read += bytes;
            if (read > allowed) throw new Damaged("gcode.plate-bomb");
            return result;
        }

        @Override
        public void close() throws IOException {
            super.close();
            zip.close();
        }
    }
}
