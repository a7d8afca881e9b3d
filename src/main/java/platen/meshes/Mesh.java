package platen.meshes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Triangles in space, in millimetres: 36 bytes each, in pieces, so that growing copies nothing.
///
/// At most [#LARGEST] of them: 180 MB here, and at most 280 MB more while it is seen how they meet; see [Weld].
public final class Mesh {
    public static final int LARGEST = 5_000_000;
    /// What a triangle takes in a binary STL.
    public static final int RECORD_BYTES = 50;

    public static final int NUMBERS_PER_TRIANGLE = 9;
    static final int PIECE_TRIANGLES = 1 << 16;
    private static final int NORMAL_BYTES = 12;
    /// What no printer reaches, 100 m, is nonsense; beyond it a float cannot hold a tenth of a millimetre.
    public static final float FARTHEST_MM = 100_000;

    private static final VarHandle LITTLE_FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<float[]> pieces = new ArrayList<>();
    private int count;
    private float minX = Float.POSITIVE_INFINITY;
    private float minY = Float.POSITIVE_INFINITY;
    private float minZ = Float.POSITIVE_INFINITY;
    private float maxX = Float.NEGATIVE_INFINITY;
    private float maxY = Float.NEGATIVE_INFINITY;
    private float maxZ = Float.NEGATIVE_INFINITY;

    /// Adds a triangle. Its corners turn left as seen from outside.
    public void add(float ax, float ay, float az, float bx, float by, float bz, float cx, float cy, float cz)
            throws Unusable {
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

    /// Adds a triangle of another mesh, as it is or turned to look the other way.
    void add(Mesh other, int triangle, boolean turned) throws Unusable {
        var n = other.piece(triangle);
        int a = other.offset(triangle);
        int b = turned ? a + 6 : a + 3;
        int c = turned ? a + 3 : a + 6;
        add(n[a], n[a + 1], n[a + 2], n[b], n[b + 1], n[b + 2], n[c], n[c + 1], n[c + 2]);
    }

    /// Makes all faces look the other way.
    void turnInsideOut() {
        for (int triangle = 0; triangle < count; triangle++) {
            var n = piece(triangle);
            int at = offset(triangle);
            for (int axis = 0; axis < 3; axis++) {
                float second = n[at + 3 + axis];
                n[at + 3 + axis] = n[at + 6 + axis];
                n[at + 6 + axis] = second;
            }
        }
    }

    /// Adds triangles as a binary STL has them: a normal, which is left out, nine numbers, and two bytes of anything.
    public void addRecords(byte[] records, int triangles) throws Unusable {
        for (int from = 0; from < triangles; ) {
            if (count == LARGEST) throw new Unusable("meshes.too-large", LARGEST);
            int at = count % PIECE_TRIANGLES;
            if (at == 0) pieces.add(new float[PIECE_TRIANGLES * NUMBERS_PER_TRIANGLE]);
            int now = Math.min(triangles - from, Math.min(PIECE_TRIANGLES - at, LARGEST - count));
            decode(records, from, now, pieces.getLast(), at * NUMBERS_PER_TRIANGLE);
            surround(pieces.getLast(), at * NUMBERS_PER_TRIANGLE, now);
            from += now;
        }
    }

    private static void decode(byte[] records, int from, int triangles, float[] piece, int to) {
        int at = from * RECORD_BYTES + NORMAL_BYTES;
        for (int triangle = 0; triangle < triangles; triangle++) {
            for (int number = 0; number < NUMBERS_PER_TRIANGLE; number++) {
                piece[to++] = (float) LITTLE_FLOATS.get(records, at + number * Float.BYTES);
            }
            at += RECORD_BYTES;
        }
    }

    /// As [#surround(float,float,float)] for many, which are counted here; four times as fast.
    private void surround(float[] piece, int from, int triangles) throws Unusable {
        float lowX = minX, lowY = minY, lowZ = minZ, highX = maxX, highY = maxY, highZ = maxZ;
        for (int at = from; at < from + triangles * NUMBERS_PER_TRIANGLE; at += 3) {
            float x = piece[at];
            float y = piece[at + 1];
            float z = piece[at + 2];
            if (isNowhere(x, y, z)) throw nowhere(count + (at - from) / NUMBERS_PER_TRIANGLE + 1);
            if (x < lowX) lowX = x;
            if (x > highX) highX = x;
            if (y < lowY) lowY = y;
            if (y > highY) highY = y;
            if (z < lowZ) lowZ = z;
            if (z > highZ) highZ = z;
        }
        count += triangles;
        minX = lowX;
        minY = lowY;
        minZ = lowZ;
        maxX = highX;
        maxY = highY;
        maxZ = highZ;
    }

    private void surround(float x, float y, float z) throws Unusable {
        if (isNowhere(x, y, z)) throw nowhere(count);
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        minZ = Math.min(minZ, z);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
        maxZ = Math.max(maxZ, z);
    }

    public static boolean isNowhere(float x, float y, float z) {
        return !(Math.abs(x) <= FARTHEST_MM && Math.abs(y) <= FARTHEST_MM && Math.abs(z) <= FARTHEST_MM);
    }

    private static Unusable nowhere(int triangle) {
        return new Unusable("meshes.no-place", triangle);
    }

    public int triangles() {
        return count;
    }

    public Box box() {
        return new Box(minX, minY, minZ, maxX, maxY, maxZ);
    }

    /// One of the nine numbers of a triangle: x y z of its first corner, then the second, then the third.
    public float number(int triangle, int which) {
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
