package platen.meshes;

import java.util.Arrays;

/// Finds corners that stand on the same point: a hash table of the first corner on each.
final class PointTable {
    private static final int FREE = -1;

    private final Mesh mesh;
    private int[] firsts = table(1 << 12);
    private int count;

    PointTable(Mesh mesh) {
        this.mesh = mesh;
    }

    /// The first corner that was asked for at the point of this one. Corners count three to a triangle.
    int named(int corner) {
        if (count * 2 > firsts.length) grow();
        int at = place(corner);
        if (firsts[at] == FREE) {
            firsts[at] = corner;
            count++;
        }
        return firsts[at];
    }

    private void grow() {
        var old = firsts;
        firsts = table(old.length * 2);
        for (int corner : old) {
            if (corner != FREE) firsts[place(corner)] = corner;
        }
    }

    private int place(int corner) {
        int mask = firsts.length - 1;
        float x = number(corner, 0);
        float y = number(corner, 1);
        float z = number(corner, 2);
        int at = hash(x, y, z) & mask;
        while (firsts[at] != FREE && !stands(firsts[at], x, y, z)) at = at + 1 & mask;
        return at;
    }

    private boolean stands(int corner, float x, float y, float z) {
        return number(corner, 0) == x && number(corner, 1) == y && number(corner, 2) == z;
    }

    private float number(int corner, int axis) {
        return mesh.number(corner / 3, corner % 3 * 3 + axis);
    }

    /// Adding 0 makes one zero of the two.
    private static int hash(float x, float y, float z) {
        long bits = Float.floatToRawIntBits(x + 0f) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ Float.floatToRawIntBits(y + 0f)) * 0xC2B2AE3D27D4EB4FL;
        bits = (bits ^ Float.floatToRawIntBits(z + 0f)) * 0x165667B19E3779F9L;
        return (int) (bits >>> 32);
    }

    private static int[] table(int size) {
        var table = new int[size];
        Arrays.fill(table, FREE);
        return table;
    }
}
