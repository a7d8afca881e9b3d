package platen.documents.reading;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What a camera notes beside its picture: which way it was held, and a resolution.
///
/// `orientation` is 1 to 8 as EXIF has them: 1 is upright, 3 upside down, 6 and 8 lie on a side; the even ones below 6
/// and the odd ones above are mirrored.
record Exif(int orientation, @Nullable Double dpi) {
    static final Exif NONE = new Exif(1, null);
    private static final int HEADER_BYTES = 6;
    private static final int ENTRY_BYTES = 12;
    private static final int MOST_ENTRIES = 1_000;
    private static final int ORIENTATION = 0x0112;
    private static final int X_RESOLUTION = 0x011a;
    private static final int RESOLUTION_UNIT = 0x0128;
    private static final int CENTIMETRE = 3;
    private static final double INCH_CM = 2.54;

    /// Reads the segment that begins with `Exif`; what is damaged says nothing.
    static Exif of(byte[] segment) {
        if (segment.length < HEADER_BYTES || segment[0] != 'E' || segment[1] != 'x' || segment[4] != 0) return NONE;
        try {
            return directory(ByteBuffer.wrap(segment, HEADER_BYTES, segment.length - HEADER_BYTES)
                    .slice());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException _) {
            return NONE;
        }
    }

    private static Exif directory(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int start = tiff.getInt(4);
        int entries = Math.min(tiff.getShort(start) & 0xffff, MOST_ENTRIES);
        int orientation = 1;
        int unit = 2;
        Double across = null;
        for (int i = 0; i < entries; i++) {
            int entry = start + 2 + i * ENTRY_BYTES;
            int value = tiff.getShort(entry + 8) & 0xffff;
            switch (tiff.getShort(entry) & 0xffff) {
                case ORIENTATION -> orientation = value;
                case RESOLUTION_UNIT -> unit = value;
                case X_RESOLUTION -> across = ratio(tiff, tiff.getInt(entry + 8));
                default -> {}
            }
        }
        if (orientation < 1 || orientation > 8) orientation = 1;
        return new Exif(orientation, across == null ? null : across * (unit == CENTIMETRE ? INCH_CM : 1));
    }

    private static @Nullable Double ratio(ByteBuffer tiff, int at) {
        double below = tiff.getInt(at + 4) & 0xffff_ffffL;
        double above = tiff.getInt(at) & 0xffff_ffffL;
        return below == 0 || above == 0 ? null : above / below;
    }
}
