package platen.meshes.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import platen.meshes.Coarse;
import platen.meshes.Mesh;

/// Writes what a browser needs to show a part: bounded, and compressed with gzip.
///
/// `PLS1`, the number of corners and of triangles (32 bits), width, depth and height (floats, mm); then the corners, 16
/// bits for each axis from one end of the box to the other, filled up to four bytes; then three numbers of corners (32
/// bits) for each triangle. Little end first.
public final class SolidWriter {
    /// About 1 MB compressed.
    public static final int MOST_TRIANGLES = 150_000;

    private static final int HEAD_BYTES = 24;
    private static final int FARTHEST = 65_535;
    private static final int BUFFER_BYTES = 1 << 16;

    private SolidWriter() {}

    public static void write(Mesh mesh, Path file) throws IOException {
        var coarse = Coarse.of(mesh, MOST_TRIANGLES);
        try (var out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), BUFFER_BYTES)) {
            write(coarse, out);
        }
    }

    private static void write(Coarse coarse, OutputStream out) throws IOException {
        var box = coarse.box();
        double[] sizes = {box.sizeX(), box.sizeY(), box.sizeZ()};
        var head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.put("PLS1".getBytes(StandardCharsets.US_ASCII));
        head.putInt(coarse.corners()).putInt(coarse.triangles());
        for (double size : sizes) head.putFloat((float) size);
        out.write(head.array());
        var corner = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < coarse.corners(); i++) {
            for (int axis = 0; axis < 3; axis++) corner.putShort(2 * axis, share(coarse.from(i, axis), sizes[axis]));
            out.write(corner.array());
        }
        if (coarse.corners() % 2 == 1) out.write(new byte[2]);
        var triangle = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < coarse.triangles(); i++) {
            for (int which = 0; which < 3; which++) triangle.putInt(4 * which, coarse.cornerOf(i, which));
            out.write(triangle.array());
        }
    }

    private static short share(double from, double size) {
        return (short) (size > 0 ? Math.round(FARTHEST * Math.clamp(from / size, 0, 1)) : 0);
    }
}
