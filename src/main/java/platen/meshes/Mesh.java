package platen.meshes;

import java.util.ArrayList;
import java.util.List;

/// Triangles in space, in millimetres: 36 bytes each, in pieces, so that growing copies nothing.
///
/// At most [#LARGEST] of them: 180 MB here, and 230 MB more while [Seams] looks for holes in a surface that
/// hangs together. Five million triangles of which no two touch take more than the inspecting process has.
public final class Mesh {
    public static final int LARGEST = 5_000_000;
    private static final int NUMBERS_PER_TRIANGLE = 9;
    private static final int PIECE_TRIANGLES = 1 << 16;
    /// What no printer reaches, 100 m, is nonsense; beyond it a float cannot hold a tenth of a millimetre.
    private static final float FARTHEST_MM = 100_000;

    private final List<float[]> pieces = new ArrayList<>();
    private int count;
    private float minX = Float.POSITIVE_INFINITY;
    private float minY = Float.POSITIVE_INFINITY;
    private float minZ = Float.POSITIVE_INFINITY;
    private float maxX = Float.NEGATIVE_INFINITY;
    private float maxY = Float.NEGATIVE_INFINITY;
    private float maxZ = Float.NEGATIVE_INFINITY;

    Mesh() {}

    /// Adds a triangle. Its corners turn left as seen from outside.
    void add(float ax, float ay, float az, float bx, float by, float bz, float cx, float cy, float cz) throws Unusable {
        if (count == LARGEST) throw new Unusable("meshes.too-large", LARGEST);
        var at = count % PIECE_TRIANGLES * NUMBERS_PER_TRIANGLE;
        if (at == 0) pieces.add(new float[PIECE_TRIANGLES * NUMBERS_PER_TRIANGLE]);
        var piece = pieces.getLast();
        piece[at] = ax;
        piece[at + 1] = ay;
        piece[at + 2] = az;
        piece[at + 3] = bx;
        piece[at + 4] = by;
        piece[at + 5] = bz;
        piece[at + 6] = cx;
        piece[at + 7] = cy;
        piece[at + 8] = cz;
        count++;
        surround(ax, ay, az);
        surround(bx, by, bz);
        surround(cx, cy, cz);
    }

    private void surround(float x, float y, float z) throws Unusable {
        if (!(Math.abs(x) <= FARTHEST_MM && Math.abs(y) <= FARTHEST_MM && Math.abs(z) <= FARTHEST_MM)) {
            throw new Unusable("meshes.no-place", count);
        }
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        minZ = Math.min(minZ, z);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
        maxZ = Math.max(maxZ, z);
    }

    public int triangles() {
        return count;
    }

    public Box box() {
        return new Box(minX, minY, minZ, maxX, maxY, maxZ);
    }

    /// One of the nine numbers of a triangle: x y z of its first corner, then the second, then the third.
    float number(int triangle, int which) {
        return pieces.get(triangle / PIECE_TRIANGLES)[triangle % PIECE_TRIANGLES * NUMBERS_PER_TRIANGLE + which];
    }

    /// The piece that holds a triangle's numbers, from [#offset] on: for loops over millions.
    float[] piece(int triangle) {
        return pieces.get(triangle / PIECE_TRIANGLES);
    }

    int offset(int triangle) {
        return triangle % PIECE_TRIANGLES * NUMBERS_PER_TRIANGLE;
    }
}
