package platen.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A large flat part as binary STL: a plate of 180 × 180 × 3 mm with 81 square holes, so that its layers are long lines
/// and many travels.
final class FlatPart {
    private static final int CELLS = 36;
    private static final float CELL_MM = 5;
    private static final float HIGH_MM = 3;
    private static final int HOLE_EVERY = 4;
    private static final int HOLE_AT = 2;
    private static final int HEADER_BYTES = 80;
    private static final int TRIANGLE_BYTES = 50;
    private static final int NORMAL_BYTES = 12;
    /// A hole in it never reaches a corner: top, bottom and four sides at most, of two triangles each.
    private static final int MOST_TRIANGLES = CELLS * CELLS * 12;

    private final ByteBuffer triangles =
            ByteBuffer.allocate(MOST_TRIANGLES * TRIANGLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private FlatPart() {}

    static Path write(Path file) throws IOException {
        var part = new FlatPart();
        for (int column = 0; column < CELLS; column++) {
            for (int row = 0; row < CELLS; row++) {
                if (isSolid(column, row)) part.cell(column, row);
            }
        }
        int count = part.triangles.position() / TRIANGLE_BYTES;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[HEADER_BYTES]);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(count)
                    .array());
            out.write(part.triangles.array(), 0, part.triangles.position());
        }
        return file;
    }

    private static boolean isSolid(int column, int row) {
        boolean isHole = column % HOLE_EVERY == HOLE_AT && row % HOLE_EVERY == HOLE_AT;
        return column >= 0 && row >= 0 && column < CELLS && row < CELLS && !isHole;
    }

    /// Top and bottom, and a wall where its neighbour is empty; all turned outward.
    private void cell(int column, int row) {
        float x = column * CELL_MM;
        float y = row * CELL_MM;
        float toX = x + CELL_MM;
        float toY = y + CELL_MM;
        square(x, y, HIGH_MM, toX, y, HIGH_MM, toX, toY, HIGH_MM, x, toY, HIGH_MM);
        square(x, y, 0, x, toY, 0, toX, toY, 0, toX, y, 0);
        if (!isSolid(column - 1, row)) square(x, y, 0, x, y, HIGH_MM, x, toY, HIGH_MM, x, toY, 0);
        if (!isSolid(column + 1, row)) square(toX, y, 0, toX, toY, 0, toX, toY, HIGH_MM, toX, y, HIGH_MM);
        if (!isSolid(column, row - 1)) square(x, y, 0, toX, y, 0, toX, y, HIGH_MM, x, y, HIGH_MM);
        if (!isSolid(column, row + 1)) square(x, toY, 0, x, toY, HIGH_MM, toX, toY, HIGH_MM, toX, toY, 0);
    }

    /// Four corners, one after the other.
    private void square(float... n) {
        triangle(n, 0, 3, 6);
        triangle(n, 0, 6, 9);
    }

    private void triangle(float[] n, int... corners) {
        triangles.position(triangles.position() + NORMAL_BYTES);
        for (int corner : corners) {
            for (int axis = 0; axis < 3; axis++) triangles.putFloat(n[corner + axis]);
        }
        triangles.putShort((short) 0);
    }
}
