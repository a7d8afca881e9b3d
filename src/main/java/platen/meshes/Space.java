package platen.meshes;

/// Triangles in space: nine numbers from `at` on.
final class Space {
    private Space() {}

    static double area(float[] n, int at) {
        double ux = n[at + 3] - (double) n[at];
        double uy = n[at + 4] - (double) n[at + 1];
        double uz = n[at + 5] - (double) n[at + 2];
        double vx = n[at + 6] - (double) n[at];
        double vy = n[at + 7] - (double) n[at + 1];
        double vz = n[at + 8] - (double) n[at + 2];
        return length(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
    }

    /// Of length 1, to the outside; 0 0 0 for a triangle without an area.
    static double[] normal(float[] n, int at) {
        var cross = cross(n, at);
        double length = length(cross[0], cross[1], cross[2]);
        for (int i = 0; i < 3; i++) cross[i] = length > 0 ? cross[i] / length : 0;
        return cross;
    }

    /// Six times the volume between a triangle and the lowest corner of the box.
    static double pyramid(float[] n, int at, Box box) {
        var cross = cross(n, at);
        return (n[at] - box.minX()) * cross[0]
                + (n[at + 1] - box.minY()) * cross[1]
                + (n[at + 2] - box.minZ()) * cross[2];
    }

    private static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }

    private static double[] cross(float[] n, int at) {
        double ux = n[at + 3] - (double) n[at];
        double uy = n[at + 4] - (double) n[at + 1];
        double uz = n[at + 5] - (double) n[at + 2];
        double vx = n[at + 6] - (double) n[at];
        double vy = n[at + 7] - (double) n[at + 1];
        double vz = n[at + 8] - (double) n[at + 2];
        return new double[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
    }
}
