package platen.meshes;

import java.util.Arrays;

/// The surface of a mesh in a bounded number of triangles: enough to look at, and small enough to send.
///
/// Corners that lie in one cell of a grid become one, in the middle of them all; triangles that vanish are left out.
/// The grid is as fine as the bound allows: so fine that only the same corners meet, where the mesh is small.
public final class Coarse {
    private static final int FINEST = 1 << 20;
    private static final double COARSER = 1.3;
    /// A grid of this cell over a flat surface makes about as many triangles as its cells, twice.
    private static final double TRIANGLES_PER_CELL = 2.2;

    private final Mesh mesh;
    private final Box box;
    private final int most;
    private final double cell;
    private final Cells cells = new Cells();
    private float[] sums = new float[3 << 10];
    private int[] counts = new int[1 << 10];
    private int[] corners = new int[3 << 10];
    private int triangles;

    private Coarse(Mesh mesh, int most, double cell) {
        this.mesh = mesh;
        this.box = mesh.box();
        this.most = most;
        this.cell = cell;
    }

    /// At most so many triangles of a mesh.
    public static Coarse of(Mesh mesh, int most) {
        var box = mesh.box();
        double finest = Math.max(box.sizeX(), Math.max(box.sizeY(), box.sizeZ())) / FINEST;
        double cell = Math.max(finest, 1e-9);
        if (mesh.triangles() > most) cell = Math.max(cell, Math.sqrt(TRIANGLES_PER_CELL * area(mesh) / most));
        while (true) {
            var coarse = new Coarse(mesh, most, cell);
            if (coarse.gather()) return coarse;
            cell *= COARSER;
        }
    }

    private static double area(Mesh mesh) {
        double twice = 0;
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            var n = mesh.piece(triangle);
            int at = mesh.offset(triangle);
            double ux = (double) n[at + 3] - n[at];
            double uy = (double) n[at + 4] - n[at + 1];
            double uz = (double) n[at + 5] - n[at + 2];
            double vx = (double) n[at + 6] - n[at];
            double vy = (double) n[at + 7] - n[at + 1];
            double vz = (double) n[at + 8] - n[at + 2];
            double x = uy * vz - uz * vy;
            double y = uz * vx - ux * vz;
            double z = ux * vy - uy * vx;
            twice += Math.sqrt(x * x + y * y + z * z);
        }
        return twice / 2;
    }

    /// False when it became too many.
    private boolean gather() {
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            var n = mesh.piece(triangle);
            int at = mesh.offset(triangle);
            int a = corner(n[at], n[at + 1], n[at + 2]);
            int b = corner(n[at + 3], n[at + 4], n[at + 5]);
            int c = corner(n[at + 6], n[at + 7], n[at + 8]);
            if (a == b || b == c || c == a) continue;
            if (triangles == most) return false;
            if (3 * triangles == corners.length) corners = Arrays.copyOf(corners, 2 * corners.length);
            corners[3 * triangles] = a;
            corners[3 * triangles + 1] = b;
            corners[3 * triangles + 2] = c;
            triangles++;
        }
        return true;
    }

    private int corner(float x, float y, float z) {
        double fromX = x - box.minX();
        double fromY = y - box.minY();
        double fromZ = z - box.minZ();
        long place = ((long) (fromX / cell) << 42) | ((long) (fromY / cell) << 21) | (long) (fromZ / cell);
        int corner = cells.number(place);
        if (corner == counts.length) {
            counts = Arrays.copyOf(counts, 2 * corner);
            sums = Arrays.copyOf(sums, 6 * corner);
        }
        // A mean that moves stays exact enough, and no sum grows.
        int count = ++counts[corner];
        sums[3 * corner] += (float) ((fromX - sums[3 * corner]) / count);
        sums[3 * corner + 1] += (float) ((fromY - sums[3 * corner + 1]) / count);
        sums[3 * corner + 2] += (float) ((fromZ - sums[3 * corner + 2]) / count);
        return corner;
    }

    public Box box() {
        return box;
    }

    public int triangles() {
        return triangles;
    }

    /// How many corners there are.
    public int corners() {
        return cells.size();
    }

    /// The number of one of the three corners of a triangle.
    public int cornerOf(int triangle, int which) {
        return corners[3 * triangle + which];
    }

    /// How far a corner is from the lower left front end of the box, along one axis.
    public float from(int corner, int axis) {
        return sums[3 * corner + axis];
    }

    /// Gives each place the next number, when it is first asked for.
    private static final class Cells {
        private static final int FIRST = 1 << 12;
        private static final long FREE = -1;

        private long[] places = new long[FIRST];
        private int[] numbers = new int[FIRST];
        private int size;

        Cells() {
            Arrays.fill(places, FREE);
        }

        int size() {
            return size;
        }

        int number(long place) {
            int at = find(place);
            if (places[at] == FREE) {
                if (2 * size >= places.length) {
                    grow();
                    at = find(place);
                }
                places[at] = place;
                numbers[at] = size++;
            }
            return numbers[at];
        }

        private int find(long place) {
            int mask = places.length - 1;
            int at = (int) ((place * 0x9E37_79B9_7F4A_7C15L) >>> 40) & mask;
            while (places[at] != FREE && places[at] != place) at = (at + 1) & mask;
            return at;
        }

        private void grow() {
            var before = places;
            var known = numbers;
            places = new long[2 * before.length];
            numbers = new int[2 * before.length];
            Arrays.fill(places, FREE);
            for (int i = 0; i < before.length; i++) {
                if (before[i] == FREE) continue;
                int at = find(before[i]);
                places[at] = before[i];
                numbers[at] = known[i];
            }
        }
    }
}
