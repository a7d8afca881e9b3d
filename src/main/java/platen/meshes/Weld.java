package platen.meshes;

import java.util.Arrays;
import java.util.Optional;

/// The corners of a mesh that stand on the same point, by a name for each point: its number, from 0 on.
///
/// Points are the same when their numbers are. A mesh of more than [#MOST_POINTS] is not looked at so closely:
/// it would not fit in the inspecting process, and no surface that hangs together has so many.
final class Weld {
    static final int MOST_POINTS = 5_000_000;
    private static final int FREE = -1;
    private static final int PIECE_BITS = 16;
    private static final int PIECE_POINTS = 1 << PIECE_BITS;

    private final int[] corners;
    private float[][] points = new float[1 + MOST_POINTS / PIECE_POINTS][];
    private int[] table;
    private int count;

    private Weld(Mesh mesh) {
        corners = new int[3 * mesh.triangles()];
        table = table(Integer.highestOneBit(Math.max(1 << 8, mesh.triangles())) * 2);
    }

    static Optional<Weld> of(Mesh mesh) {
        var weld = new Weld(mesh);
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            if (weld.count > MOST_POINTS - 3) return Optional.empty();
            var n = mesh.piece(triangle);
            int at = mesh.offset(triangle);
            for (int corner = 0; corner < 3; corner++, at += 3) {
                weld.corners[3 * triangle + corner] = weld.name(n[at], n[at + 1], n[at + 2]);
            }
        }
        weld.table = table(1); // its work is done
        return Optional.of(weld);
    }

    int points() {
        return count;
    }

    int triangles() {
        return corners.length / 3;
    }

    /// The point of a corner; corners count three to a triangle.
    int point(int corner) {
        return corners[corner];
    }

    float number(int point, int axis) {
        return points[point >>> PIECE_BITS][(point & (PIECE_POINTS - 1)) * 3 + axis];
    }

    /// Two corners on one point: a triangle without an area, which has no edges to match.
    boolean isFlat(int triangle) {
        int a = corners[3 * triangle];
        int b = corners[3 * triangle + 1];
        int c = corners[3 * triangle + 2];
        return a == b || b == c || c == a;
    }

    boolean hasFlat() {
        for (int triangle = 0; triangle < triangles(); triangle++) {
            if (isFlat(triangle)) return true;
        }
        return false;
    }

    private int name(float x, float y, float z) {
        int at = place(x, y, z);
        if (table[at] != FREE) return table[at];
        if (2 * (count + 1) > table.length) {
            grow();
            at = place(x, y, z);
        }
        int piece = count >>> PIECE_BITS;
        if (points[piece] == null) points[piece] = new float[3 * PIECE_POINTS];
        int first = (count & (PIECE_POINTS - 1)) * 3;
        points[piece][first] = x;
        points[piece][first + 1] = y;
        points[piece][first + 2] = z;
        table[at] = count;
        return count++;
    }

    private void grow() {
        table = table(2 * table.length);
        for (int point = 0; point < count; point++) {
            table[place(number(point, 0), number(point, 1), number(point, 2))] = point;
        }
    }

    private int place(float x, float y, float z) {
        int mask = table.length - 1;
        int at = hash(x, y, z) & mask;
        while (table[at] != FREE && !stands(table[at], x, y, z)) at = (at + 1) & mask;
        return at;
    }

    private boolean stands(int point, float x, float y, float z) {
        var piece = points[point >>> PIECE_BITS];
        int at = (point & (PIECE_POINTS - 1)) * 3;
        return piece[at] == x && piece[at + 1] == y && piece[at + 2] == z;
    }

    /// Adding 0 makes one zero of the two.
    private static int hash(float x, float y, float z) {
        long bits = Float.floatToRawIntBits(x + 0f) * 0x9E37_79B9_7F4A_7C15L;
        bits = (bits ^ (bits >>> 32) ^ Float.floatToRawIntBits(y + 0f)) * 0xC2B2_AE3D_27D4_EB4FL;
        bits = (bits ^ (bits >>> 32) ^ Float.floatToRawIntBits(z + 0f)) * 0x1656_67B1_9E37_79F9L;
        return (int) (bits >>> 32);
    }

    private static int[] table(int size) {
        var table = new int[size];
        Arrays.fill(table, FREE);
        return table;
    }
}
