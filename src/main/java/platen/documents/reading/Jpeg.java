package platen.documents.reading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// JPEG: segments, of which APP0 (JFIF) says the resolution, APP1 (EXIF) which way the
/// camera was held, and SOF the pixels.
final class Jpeg {
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int JFIF = 0x4a464946;
    private static final int JFIF_BYTES = 14;
    private static final int LENGTH_BYTES = 2;
    private static final int MOST_SEGMENTS = 10_000;
    private static final double INCH_CM = 2.54;

    private Jpeg() {}

    static Image read(DataInputStream in) throws IOException {
        in.readShort();
        Double dpi = null;
        var exif = Exif.NONE;
        for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
            int marker = marker(in);
            int length = in.readUnsignedShort() - LENGTH_BYTES;
            if (length < 0) throw new BrokenImage();
            if (isFrame(marker)) return frame(in, dpi, exif);
            if (marker == APP0 && length >= JFIF_BYTES) {
                dpi = resolution(in);
                length -= JFIF_BYTES;
            } else if (marker == APP1) {
                var found = Exif.of(in.readNBytes(length));
                if (exif.equals(Exif.NONE)) exif = found;
                length = 0;
            }
            in.skipNBytes(length);
        }
        throw new BrokenImage();
    }

    /// Whether the picture's end mark (EOI) follows its dots. Telephones write a second picture, a film or notes after
    /// it, and a smaller one before it.
    static boolean isWhole(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.readShort();
            for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
                int marker = marker(in);
                in.skipNBytes(Math.max(0, in.readUnsignedShort() - LENGTH_BYTES));
                if (marker == SOS) return hasEnd(in);
            }
            return false;
        } catch (EOFException | BrokenImage _) {
            return false;
        }
    }

    private static boolean hasEnd(DataInputStream in) throws IOException {
        int before = 0;
        for (int now = in.read(); now >= 0; now = in.read()) {
            if (before == 0xff && now == EOI) return true;
            before = now;
        }
        return false;
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) throw new BrokenImage();
        int marker = in.readUnsignedByte();
        while (marker == 0xff) marker = in.readUnsignedByte();
        return marker;
    }

    /// SOF0 to SOF15, without the tables that stand among them (DHT, JPG, DAC).
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Image frame(DataInputStream in, @Nullable Double dpi, Exif exif) throws IOException {
        in.readByte();
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        return new Image(width, height, dpi == null ? exif.dpi() : dpi, exif.orientation());
    }

    private static @Nullable Double resolution(DataInputStream in) throws IOException {
        boolean isJfif = in.readInt() == JFIF;
        in.skipNBytes(3);
        int unit = in.readUnsignedByte();
        int across = in.readUnsignedShort();
        in.readInt();
        if (!isJfif || across < 2) return null;
        return switch (unit) {
            case 1 -> (double) across;
            case 2 -> across * INCH_CM;
            default -> null;
        };
    }
}
