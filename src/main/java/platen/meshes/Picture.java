package platen.meshes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// A shaded picture of a part, seen from its front right corner and above, on nothing.
///
/// Drawn twice as large as it gets, so that edges are smooth. Triangles may be so many and so large that they would
/// fill the picture for hours: after [#MOST_STEPS] it stays as far as it got.
public final class Picture {
    public static final int WIDTH = 480;
    public static final int HEIGHT = 360;

    private static final int FINER = 2;
    private static final int COLUMNS = FINER * WIDTH;
    private static final int ROWS = FINER * HEIGHT;
    private static final double FILLED = 0.94;
    private static final long MOST_STEPS = 500_000_000;
    /// The eye looks along this; then what is to the right and what is up in the picture.
    private static final double[] AHEAD = unit(-1, 1, -0.9);

    private static final double[] RIGHT = unit(1, 1, 0);
    private static final double[] UP = unit(-0.9, 0.9, 2);
    private static final double[] LAMP = unit(0.15, -0.55, 0.8);
    private static final double[] SECOND_LAMP = unit(0.95, 0.3, 0.25);
    private static final int[] OUTSIDE = {128, 164, 206};
    private static final int[] INSIDE = {196, 120, 92};

    private final float[] depths = new float[COLUMNS * ROWS];
    private final int[] colours = new int[COLUMNS * ROWS];
    private final double scale;
    private final double middleX;
    private final double middleY;
    private long steps;

    private Picture(Box box) {
        Arrays.fill(depths, Float.POSITIVE_INFINITY);
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 8; corner++) {
            double x = (corner & 1) == 0 ? box.minX() : box.maxX();
            double y = (corner & 2) == 0 ? box.minY() : box.maxY();
            double z = (corner & 4) == 0 ? box.minZ() : box.maxZ();
            minX = Math.min(minX, dot(RIGHT, x, y, z));
            maxX = Math.max(maxX, dot(RIGHT, x, y, z));
            minY = Math.min(minY, dot(UP, x, y, z));
            maxY = Math.max(maxY, dot(UP, x, y, z));
        }
        scale = FILLED * Math.min(COLUMNS / Math.max(maxX - minX, 1e-9), ROWS / Math.max(maxY - minY, 1e-9));
        middleX = (minX + maxX) / 2;
        middleY = (minY + maxY) / 2;
    }

    public static void write(Mesh mesh, Path png) throws IOException {
        PngWriter.write(WIDTH, HEIGHT, of(mesh), png);
    }

    /// Red, green, blue and opacity of each dot, row by row.
    public static int[] of(Mesh mesh) {
        var picture = new Picture(mesh.box());
        for (int triangle = 0; triangle < mesh.triangles() && picture.steps < MOST_STEPS; triangle++) {
            picture.draw(mesh.piece(triangle), mesh.offset(triangle));
        }
        return picture.shrunk();
    }

    private void draw(float[] n, int at) {
        double ax = column(n, at), ay = row(n, at);
        double bx = column(n, at + 3), by = row(n, at + 3);
        double cx = column(n, at + 6), cy = row(n, at + 6);
        int left = (int) Math.ceil(Math.max(0, Math.min(ax, Math.min(bx, cx)) - 0.5));
        int right = (int) Math.floor(Math.min(COLUMNS - 1, Math.max(ax, Math.max(bx, cx)) - 0.5));
        int top = (int) Math.ceil(Math.max(0, Math.min(ay, Math.min(by, cy)) - 0.5));
        int bottom = (int) Math.floor(Math.min(ROWS - 1, Math.max(ay, Math.max(by, cy)) - 0.5));
        double twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (left > right || top > bottom || twice == 0) return;
        steps += (long) (right - left + 1) * (bottom - top + 1);
        int colour = colour(n, at);
        double az = depth(n, at), bz = depth(n, at + 3), cz = depth(n, at + 6);
        for (int row = top; row <= bottom; row++) {
            double y = row + 0.5;
            for (int column = left; column <= right; column++) {
                double x = column + 0.5;
                double a = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / twice;
                double b = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / twice;
                double c = 1 - a - b;
                if (a < 0 || b < 0 || c < 0) continue;
                float depth = (float) (a * az + b * bz + c * cz);
                int dot = row * COLUMNS + column;
                if (depth >= depths[dot]) continue;
                depths[dot] = depth;
                colours[dot] = colour;
            }
        }
    }

    private double column(float[] n, int at) {
        return COLUMNS / 2.0 + (dot(RIGHT, n[at], n[at + 1], n[at + 2]) - middleX) * scale;
    }

    private double row(float[] n, int at) {
        return ROWS / 2.0 - (dot(UP, n[at], n[at + 1], n[at + 2]) - middleY) * scale;
    }

    private static double depth(float[] n, int at) {
        return dot(AHEAD, n[at], n[at + 1], n[at + 2]);
    }

    /// What looks away from the eye is seen through a hole: the inside, in another colour.
    private static int colour(float[] n, int at) {
        var normal = Space.normal(n, at);
        var away = dot(AHEAD, normal[0], normal[1], normal[2]) > 0;
        double sign = away ? -1 : 1;
        double first = Math.max(0, sign * dot(LAMP, normal[0], normal[1], normal[2]));
        double second = Math.max(0, sign * dot(SECOND_LAMP, normal[0], normal[1], normal[2]));
        double light = 0.32 + 0.68 * first + 0.22 * second;
        var base = away ? INSIDE : OUTSIDE;
        return 0xff00_0000 | (lit(base[0], light) << 16) | (lit(base[1], light) << 8) | lit(base[2], light);
    }

    private static int lit(int colour, double light) {
        return (int) Math.min(255, colour * light);
    }

    private int[] shrunk() {
        var dots = new int[WIDTH * HEIGHT];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                dots[row * WIDTH + column] = mean(row * FINER * COLUMNS + column * FINER);
            }
        }
        return dots;
    }

    private int mean(int at) {
        int seen = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < FINER * FINER; i++) {
            int colour = colours[at + i / FINER * COLUMNS + i % FINER];
            if (colour == 0) continue;
            seen++;
            red += (colour >> 16) & 255;
            green += (colour >> 8) & 255;
            blue += colour & 255;
        }
        if (seen == 0) return 0;
        int opacity = 255 * seen / (FINER * FINER);
        return (opacity << 24) | ((red / seen) << 16) | ((green / seen) << 8) | (blue / seen);
    }

    private static double dot(double[] direction, double x, double y, double z) {
        return direction[0] * x + direction[1] * y + direction[2] * z;
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
