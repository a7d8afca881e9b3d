package platen.documents;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// JPEG: segments, of which APP0 (JFIF) says the resolution and SOF the pixels.
final class Jpeg {
    private static final int APP0 = 0xe0;
    private static final int JFIF = 0x4a464946;
    private static final int JFIF_BYTES = 14;
    private static final int LENGTH_BYTES = 2;
    private static final int MOST_SEGMENTS = 10_000;
    private static final int TAIL_BYTES = 1_024;
    private static final double INCH_CM = 2.54;

    private Jpeg() {}

    static Pages read(DataInputStream in) throws IOException {
        in.readShort();
        Double dpi = null;
        for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
            int marker = marker(in);
            int length = in.readUnsignedShort() - LENGTH_BYTES;
            if (length < 0) throw new BrokenImage();
            if (isFrame(marker)) return frame(in, dpi);
            if (marker == APP0 && length >= JFIF_BYTES) {
                dpi = resolution(in);
                length -= JFIF_BYTES;
            }
            in.skipNBytes(length);
        }
        throw new BrokenImage();
    }

    /// Whether its end mark (EOI) is where it ends; some cameras write a little after it.
    static boolean isWhole(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - TAIL_BYTES));
            var tail = new String(in.readNBytes(TAIL_BYTES), StandardCharsets.ISO_8859_1);
            return tail.contains("\u00ff\u00d9");
        }
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

    private static Pages frame(DataInputStream in, @Nullable Double dpi) throws IOException {
        in.readByte();
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        return new Image(width, height, dpi).page(Kind.JPEG);
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
