package platen.gcode.binary;

import java.util.List;

/// A picture of the print that a slicer put into its program: as it came, not looked at yet.
public final class EmbeddedPicture {

    /// How the bytes are to be read.
    public enum Format {
        PNG,
        JPG,
        QOI;

        /// As binary G-code counts them from 0.
        static final List<Format> BY_NUMBER = List.of(PNG, JPG, QOI);
    }

    private final Format format;
    private final int width;
    private final int height;
    private final byte[] bytes;

    EmbeddedPicture(Format format, int width, int height, byte[] bytes) {
        this.format = format;
        this.width = width;
        this.height = height;
        this.bytes = bytes;
    }

    public Format format() {
        return format;
    }

    public byte[] bytes() {
        return bytes;
    }

    /// As large as it is said to be.
    public long dots() {
        return (long) width * height;
    }

    EmbeddedPicture with(byte[] other) {
        return new EmbeddedPicture(format, width, height, other);
    }
}
