package platen.gcode.pictures;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads the picture format QOI ("quite OK image"), in which slicers write pictures for printers' small screens.
final class Qoi {
    private static final int MAGIC = 0x716f6966; // "qoif"
    private static final int HEAD_BYTES = 14;
    private static final int RGB = 0xfe;
    private static final int RGBA = 0xff;
    private static final int SEEN = 64;
    private static final int OPAQUE = 0xff00_0000;

    private final ByteBuffer in;
    private final int[] seen = new int[SEEN];
    private int dot = OPAQUE;
    private int run;

    private Qoi(ByteBuffer in) {
        this.in = in;
    }

    /// Nothing where it is damaged, or larger than it should be.
    static Optional<BufferedImage> read(byte[] bytes, int mostSide) {
        if (bytes.length < HEAD_BYTES) return Optional.empty();
        var in = ByteBuffer.wrap(bytes);
        int magic = in.getInt();
        int width = in.getInt();
        int height = in.getInt();
        in.getShort(); // channels and colour space
        boolean fits = width > 0 && width <= mostSide && height > 0 && height <= mostSide;
        return magic == MAGIC && fits ? new Qoi(in).dots(width, height) : Optional.empty();
    }

    private Optional<BufferedImage> dots(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (run > 0) run--;
                else if (!next()) return Optional.empty();
                picture.setRGB(x, y, dot);
            }
        }
        return Optional.of(picture);
    }

    /// False where the bytes end too early.
    private boolean next() {
        if (!in.hasRemaining()) return false;
        int tag = in.get() & 0xff;
        int more = tag == RGBA ? 4 : tag == RGB ? 3 : tag >> 6 == 2 ? 1 : 0;
        if (in.remaining() < more) return false;
        if (tag == RGB) {
            dot = (dot & OPAQUE) | byteAt() << 16 | byteAt() << 8 | byteAt();
        } else if (tag == RGBA) {
            dot = byteAt() << 16 | byteAt() << 8 | byteAt() | byteAt() << 24;
        } else {
            switch (tag >> 6) {
                case 0 -> dot = seen[tag];
                case 1 -> change((tag >> 4 & 3) - 2, (tag >> 2 & 3) - 2, (tag & 3) - 2);
                case 2 -> {
                    int green = (tag & 63) - 32;
                    int others = byteAt();
                    change(green - 8 + (others >> 4), green, green - 8 + (others & 15));
                }
                default -> run = tag & 63;
            }
        }
        seen[place()] = dot;
        return true;
    }

    private void change(int red, int green, int blue) {
        int r = ((dot >> 16) + red) & 255;
        int g = ((dot >> 8) + green) & 255;
        int b = (dot + blue) & 255;
        dot = (dot & OPAQUE) | r << 16 | g << 8 | b;
    }

    private int place() {
        int r = dot >> 16 & 255;
        int g = dot >> 8 & 255;
        int b = dot & 255;
        int a = dot >>> 24;
        return (r * 3 + g * 5 + b * 7 + a * 11) % SEEN;
    }

    private int byteAt() {
        return in.get() & 0xff;
    }
}
