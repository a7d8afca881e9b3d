package platen.meshes.formats;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import platen.meshes.Unusable;

/// A zip file that may be meant to harm: how much is in it is counted while it is read, since what it
/// says of itself may be a lie.
final class Archive implements AutoCloseable {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 2L << 30;
    /// XML of a mesh shrinks to a tenth; a thousandth is a bomb.
    private static final long MOST_RATIO = 200;

    private static final long SMALL_BYTES = 10 << 20;

    private final ZipFile zip;
    private long total;

    Archive(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        int entries = zip.size();
        if (entries > MOST_ENTRIES) {
            zip.close();
            throw new Unusable("meshes.zip-entries", entries, MOST_ENTRIES);
        }
    }

    /// An entry by its path, whatever the case of letters; 3MF compares them so.
    Optional<InputStream> open(String path) throws IOException {
        var wanted = path.startsWith("/") ? path.substring(1) : path;
        var entry = zip.stream()
                .filter(candidate -> candidate.getName().equalsIgnoreCase(wanted))
                .findFirst();
        return entry.isPresent() ? Optional.of(new Counted(entry.get())) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Counted extends FilterInputStream {
        private final String name;
        private final long allowed;
        private long read;

        Counted(ZipEntry entry) throws IOException {
            super(zip.getInputStream(entry));
            name = entry.getName();
            allowed = Math.max(SMALL_BYTES, Math.max(0, entry.getCompressedSize()) * MOST_RATIO);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var some = super.read(bytes, from, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int bytes) throws Unusable {
            read += bytes;
            total += bytes;
            if (read > allowed || total > MOST_BYTES) throw new Unusable("meshes.zip-bomb", name, read);
        }
    }
}
