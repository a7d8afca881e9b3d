package platen.meshes;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes a PNG with opacity. By hand, since the JDK's own way loads its whole toolkit of windows first, which takes
/// longer than reading, drawing and writing together.
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS = 8;
    private static final int RGB_AND_OPACITY = 6;
    private static final int BYTES_PER_DOT = 4;
    private static final int AS_DIFFERENCE_TO_ABOVE = 2;

    private PngWriter() {}

    /// Each dot is opacity, red, green, blue, from the highest byte down.
    static void write(int width, int height, int[] dots, Path file) throws IOException {
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(SIGNATURE);
            var header = new ByteArrayOutputStream();
            var fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {BITS, RGB_AND_OPACITY, 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            var body = new ByteArrayOutputStream();
            var deflater = new Deflater();
            try (var packed = new DeflaterOutputStream(body, deflater)) {
                rows(width, height, dots, packed);
            } finally {
                deflater.end();
            }
            chunk(out, "IDAT", body.toByteArray());
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static void rows(int width, int height, int[] dots, OutputStream out) throws IOException {
        var above = new byte[width * BYTES_PER_DOT];
        var differences = new byte[1 + above.length];
        differences[0] = AS_DIFFERENCE_TO_ABOVE;
        for (int row = 0; row < height; row++) {
            for (int i = 0; i < above.length; i++) {
                int dot = Integer.rotateLeft(dots[row * width + i / BYTES_PER_DOT], 8); // opacity comes last
                byte value = (byte) (dot >>> (8 * (BYTES_PER_DOT - 1 - i % BYTES_PER_DOT)));
                differences[1 + i] = (byte) (value - above[i]);
                above[i] = value;
            }
            out.write(differences);
        }
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        var type = name.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(type);
        check.update(content);
        out.writeInt(content.length);
        out.write(type);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
