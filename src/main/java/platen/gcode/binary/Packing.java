package platen.gcode.binary;

import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// How the content of a block is made small.
final class Packing {
    static final int NONE = 0;
    static final int DEFLATE = 1;
    static final int HEATSHRINK_11 = 2;
    static final int HEATSHRINK_12 = 3;

    private Packing() {}

    static boolean isKnown(int compression) {
        return compression >= NONE && compression <= HEATSHRINK_12;
    }

    /// Exactly `size` bytes, or nothing: the content is damaged, or packed in a way that nobody knows.
    static Optional<byte[]> unpacked(int compression, byte[] data, int size) {
        return switch (compression) {
            case NONE -> Optional.of(data);
            case DEFLATE -> inflated(data, size);
            case HEATSHRINK_11 -> Heatshrink.unpacked(data, size, 11, 4);
            case HEATSHRINK_12 -> Heatshrink.unpacked(data, size, 12, 4);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> inflated(byte[] data, int size) {
        var content = new byte[size];
        try (var inflater = new Inflater()) {
            inflater.setInput(data);
            int length = 0;
            while (length < size) {
                int more = inflater.inflate(content, length, size - length);
                if (more == 0) return Optional.empty();
                length += more;
            }
            return Optional.of(content);
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }
}
