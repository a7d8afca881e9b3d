package platen.meshes;

import java.util.Arrays;
import java.util.Random;

/// How much of a surface has too little behind it: a thousand points, spread evenly over the surface, each with a
/// needle that goes straight in. Where the needle comes out again within its length, the wall is thinner than that.
///
/// The needles stand in the squares of a grid across the two longest sides of the box, so that a triangle meets only
/// those near it. Large triangles meet more; a bound on all meetings holds for every shape, and what was not looked
/// at then counts as thick.
final class Thin {
    private static final int NEEDLES = 1_000;
    private static final int GRID = 64;
    private static final long MOST_MEETINGS = 100_000_000;
    /// Nearer than this is the face that the needle stands in, or one beside it.
    private static final double OWN_FACE_MM = 0.002;
    /// The far face looks away from the needle, by 60° at most: at a sharp edge there is no wall.
    private static final double LOOKS_AWAY = 0.5;

    private final Mesh mesh;
    private final double length;
    private final int across;
    private final int along;
    private final double lowAcross;
    private final double lowAlong;
    private final double perMm;
    private final double[][] needles;
    private final int[] firsts = new int[GRID * GRID + 1];
    private final boolean[] isThin;
    private long meetings;

    private Thin(Mesh mesh, double areaMm2, double thanMm) {
        this.mesh = mesh;
        length = thanMm;
        var box = mesh.box();
        var shortest = Math.min(box.sizeX(), Math.min(box.sizeY(), box.sizeZ()));
        across = shortest == box.sizeX() ? 1 : 0;
        along = shortest == box.sizeZ() ? 1 : 2;
        lowAcross = across == 0 ? box.minX() : box.minY();
        lowAlong = along == 1 ? box.minY() : box.minZ();
        perMm = GRID / Math.max(thanMm, Math.max(box.sizeX(), Math.max(box.sizeY(), box.sizeZ())));
        needles = needles(areaMm2);
        isThin = new boolean[needles.length];
        sortIntoSquares();
    }

    /// The share of the surface, from 0 to 1, with less than `thanMm` behind it.
    static double share(Mesh mesh, double areaMm2, double thanMm) {
        if (!(areaMm2 > 0)) return 0;
        var thin = new Thin(mesh, areaMm2, thanMm);
        thin.look();
        int count = 0;
        for (boolean one : thin.isThin) {
            if (one) count++;
        }
        return thin.needles.length == 0 ? 0 : (double) count / thin.needles.length;
    }

    /// Each is a point and a direction of length 1. They stand a thousandth of the surface apart, at a random place
    /// of their triangle.
    private double[][] needles(double areaMm2) {
        var found = new double[NEEDLES][];
        var random = new Random(1);
        double step = areaMm2 / NEEDLES;
        double next = step / 2;
        double passed = 0;
        int count = 0;
        for (int triangle = 0; triangle < mesh.triangles() && count < NEEDLES; triangle++) {
            var n = mesh.piece(triangle);
            int at = mesh.offset(triangle);
            double area = Space.area(n, at);
            passed += area;
            for (; next <= passed && count < NEEDLES && area > 0; next += step) {
                found[count++] = needle(n, at, random.nextDouble(), random.nextDouble());
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static double[] needle(float[] n, int at, double one, double two) {
        double root = Math.sqrt(one);
        double b = root * (1 - two);
        double c = root * two;
        double a = 1 - b - c;
        var needle = new double[6];
        for (int i = 0; i < 3; i++) needle[i] = a * n[at + i] + b * n[at + 3 + i] + c * n[at + 6 + i];
        var out = Space.normal(n, at);
        for (int i = 0; i < 3; i++) needle[3 + i] = -out[i];
        return needle;
    }

    private void sortIntoSquares() {
        Arrays.sort(needles, (one, two) -> Integer.compare(square(one), square(two)));
        for (var needle : needles) firsts[square(needle) + 1]++;
        for (int square = 0; square < GRID * GRID; square++) firsts[square + 1] += firsts[square];
    }

    private int square(double[] needle) {
        return place(needle[along] - lowAlong) * GRID + place(needle[across] - lowAcross);
    }

    private int place(double mm) {
        return Math.max(0, Math.min(GRID - 1, (int) (mm * perMm)));
    }

    private void look() {
        for (int triangle = 0; triangle < mesh.triangles() && meetings < MOST_MEETINGS; triangle++) {
            meet(mesh.piece(triangle), mesh.offset(triangle));
        }
    }

    /// A needle is no longer than `length`: it stands within that of all that it meets.
    private void meet(float[] n, int at) {
        float a = n[at + across], b = n[at + 3 + across], c = n[at + 6 + across];
        int left = place(Math.min(a, Math.min(b, c)) - lowAcross - length);
        int right = place(Math.max(a, Math.max(b, c)) - lowAcross + length);
        float d = n[at + along], e = n[at + 3 + along], f = n[at + 6 + along];
        int front = place(Math.min(d, Math.min(e, f)) - lowAlong - length);
        int back = place(Math.max(d, Math.max(e, f)) - lowAlong + length);
        meetings += back - front + 1;
        for (int row = front * GRID; row <= back * GRID; row += GRID) {
            int end = firsts[row + right + 1];
            meetings += end - firsts[row + left];
            for (int needle = firsts[row + left]; needle < end; needle++) {
                if (!isThin[needle] && comesOut(needles[needle], n, at)) isThin[needle] = true;
            }
        }
    }

    private boolean comesOut(double[] needle, float[] n, int at) {
        for (int i = 0; i < 3; i++) {
            double tip = needle[i] + needle[3 + i] * length;
            double low = Math.min(needle[i], tip);
            double high = Math.max(needle[i], tip);
            if (n[at + i] < low && n[at + 3 + i] < low && n[at + 6 + i] < low) return false;
            if (n[at + i] > high && n[at + 3 + i] > high && n[at + 6 + i] > high) return false;
        }
        return crosses(needle, n, at);
    }

    /// Möller and Trumbore's test of a line and a triangle.
    private boolean crosses(double[] needle, float[] n, int at) {
        double dx = needle[3], dy = needle[4], dz = needle[5];
        double ux = n[at + 3] - (double) n[at],
                uy = n[at + 4] - (double) n[at + 1],
                uz = n[at + 5] - (double) n[at + 2];
        double vx = n[at + 6] - (double) n[at],
                vy = n[at + 7] - (double) n[at + 1],
                vz = n[at + 8] - (double) n[at + 2];
        double px = dy * vz - dz * vy, py = dz * vx - dx * vz, pz = dx * vy - dy * vx;
        double det = ux * px + uy * py + uz * pz;
        double cx = uy * vz - uz * vy, cy = uz * vx - ux * vz, cz = ux * vy - uy * vx;
        double twice = Math.sqrt(cx * cx + cy * cy + cz * cz);
        if (-det < LOOKS_AWAY * twice || twice == 0) return false;
        double tx = needle[0] - n[at], ty = needle[1] - n[at + 1], tz = needle[2] - n[at + 2];
        double u = (tx * px + ty * py + tz * pz) / det;
        if (u < 0 || u > 1) return false;
        double qx = ty * uz - tz * uy, qy = tz * ux - tx * uz, qz = tx * uy - ty * ux;
        double v = (dx * qx + dy * qy + dz * qz) / det;
        if (v < 0 || u + v > 1) return false;
        double depth = (vx * qx + vy * qy + vz * qz) / det;
        return depth > OWN_FACE_MM && depth < length;
    }
}
