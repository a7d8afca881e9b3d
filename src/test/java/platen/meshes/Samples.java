package platen.meshes;

/// How the sample parts are made: [SamplesTest] holds the files to it.
final class Samples {
    private static final int TEETH = 12;
    private static final double THICKNESS_MM = 6;
    private static final double BORE_RADIUS_MM = 3;
    private static final double ROOT_RADIUS_MM = 11;
    private static final double TIP_RADIUS_MM = 15;
    /// Where a tooth's outline bends, in parts of its share of the circle, and how far out it is there.
    private static final double[][] OUTLINE = {
        {0.00, 0}, {0.18, 0}, {0.26, 0.5}, {0.36, 1}, {0.64, 1}, {0.74, 0.5}, {0.82, 0}
    };

    private Samples() {}

    static Mesh cube() throws Unusable {
        var mesh = new Mesh();
        var corners = Solids.box(20, 20, 20);
        for (int i = 0; i < corners.length; i += 3) {
            add(mesh, point(corners[i]), point(corners[i + 1]), point(corners[i + 2]));
        }
        return mesh;
    }

    /// A gear with a bore: its faces are strips between the outline and a circle of as many points.
    static Mesh gear() throws Unusable {
        var mesh = new Mesh();
        int points = TEETH * OUTLINE.length;
        for (int i = 0; i < points; i++) {
            int next = (i + 1) % points;
            quad(mesh, rim(i, 1), rim(next, 1), bore(next, 1), bore(i, 1));
            quad(mesh, bore(i, 0), bore(next, 0), rim(next, 0), rim(i, 0));
            quad(mesh, rim(i, 0), rim(next, 0), rim(next, 1), rim(i, 1));
            quad(mesh, bore(next, 0), bore(i, 0), bore(i, 1), bore(next, 1));
        }
        return mesh;
    }

    private static double[] rim(int point, int level) {
        var bend = OUTLINE[point % OUTLINE.length];
        return at(point, ROOT_RADIUS_MM + bend[1] * (TIP_RADIUS_MM - ROOT_RADIUS_MM), level);
    }

    private static double[] bore(int point, int level) {
        return at(point, BORE_RADIUS_MM, level);
    }

    private static double[] at(int point, double radius, int level) {
        int tooth = point / OUTLINE.length;
        double turn = (tooth + OUTLINE[point % OUTLINE.length][0]) / TEETH;
        double angle = turn * 2 * Math.PI;
        return new double[] {radius * Math.cos(angle), radius * Math.sin(angle), level * THICKNESS_MM};
    }

    private static void quad(Mesh mesh, double[] a, double[] b, double[] c, double[] d) throws Unusable {
        add(mesh, a, b, c);
        add(mesh, a, c, d);
    }

    private static void add(Mesh mesh, double[] a, double[] b, double[] c) throws Unusable {
        mesh.add(
                (float) a[0],
                (float) a[1],
                (float) a[2],
                (float) b[0],
                (float) b[1],
                (float) b[2],
                (float) c[0],
                (float) c[1],
                (float) c[2]);
    }

    private static double[] point(float[] corner) {
        return new double[] {corner[0], corner[1], corner[2]};
    }
}
