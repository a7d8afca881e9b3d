package platen.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A closed shape with bumps and dents, from a seed, of as many triangles as one likes.
final class MeshShapes {
    private static final double RADIUS_MM = 40;
    private static final int WAVES = 12;
    private static final int HEADER_BYTES = 80;
    private static final int TRIANGLE_BYTES = 50;

    private final int rings;
    private final int sectors;
    private final double[] waves = new double[4 * WAVES];
    private final int[] order;

    /// Neighbours stand side by side in the file, as a slicer or a modeller writes them; or, `shuffled`, anywhere.
    MeshShapes(int triangles, long seed, boolean shuffled) {
        rings = sectors = Math.max(3, (int) Math.round((1 + Math.sqrt(1 + 2.0 * triangles)) / 2));
        var random = new Random(seed);
        for (int i = 0; i < waves.length; i++) waves[i] = random.nextDouble();
        order = new int[2 * sectors * (rings - 1)];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            if (!shuffled) continue;
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }

    void writeBinary(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var bytes = ByteBuffer.allocate(TRIANGLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            out.write(new byte[HEADER_BYTES]);
            out.write(bytes.putInt(order.length).array(), 0, Integer.BYTES);
            for (int triangle : order) {
                bytes.position(12);
                for (float number : corners(triangle)) bytes.putFloat(number);
                out.write(bytes.array());
            }
        }
    }

    void writeText(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, "solid shape\n");
            for (int triangle : order) {
                var n = corners(triangle);
                write(out, "  facet normal 0.000000e+00 0.000000e+00 0.000000e+00\n    outer loop\n");
                for (int i = 0; i < n.length; i += 3) {
                    write(out, "      vertex %e %e %e\n".formatted(n[i], n[i + 1], n[i + 2]));
                }
                write(out, "    endloop\n  endfacet\n");
            }
            write(out, "endsolid shape\n");
        }
    }

    void writeObj(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int point = 0; point < 2 + (rings - 1) * sectors; point++) {
                var n = point(point);
                write(out, "v %.6f %.6f %.6f\n".formatted(n[0], n[1], n[2]));
            }
            for (int triangle : order) {
                var names = names(triangle);
                write(out, "f %d %d %d\n".formatted(names[0] + 1, names[1] + 1, names[2] + 1));
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private float[] corners(int triangle) {
        var corners = new float[9];
        var names = names(triangle);
        for (int corner = 0; corner < 3; corner++) System.arraycopy(point(names[corner]), 0, corners, 3 * corner, 3);
        return corners;
    }

    /// Point 0 is the south pole, 1 the north pole, the others stand ring by ring between them.
    private int[] names(int triangle) {
        int ring = (triangle + sectors) / (2 * sectors);
        int inRing = ring == 0 ? triangle : (triangle - sectors) % (2 * sectors);
        int sector = ring == 0 || ring == rings - 1 ? inRing : inRing / 2;
        int next = (sector + 1) % sectors;
        if (ring == 0) return new int[] {0, name(0, next), name(0, sector)};
        if (ring == rings - 1) return new int[] {1, name(ring - 1, sector), name(ring - 1, next)};
        return inRing % 2 == 0
                ? new int[] {name(ring - 1, sector), name(ring - 1, next), name(ring, next)}
                : new int[] {name(ring - 1, sector), name(ring, next), name(ring, sector)};
    }

    private int name(int ring, int sector) {
        return 2 + ring * sectors + sector;
    }

    private float[] point(int name) {
        double up = name < 2 ? (name - 0.5) * Math.PI : Math.PI * ((name - 2) / sectors + 1) / rings - Math.PI / 2;
        double around = name < 2 ? 0 : 2 * Math.PI * ((name - 2) % sectors) / sectors;
        double x = Math.cos(up) * Math.cos(around);
        double y = Math.cos(up) * Math.sin(around);
        double z = Math.sin(up);
        double radius = RADIUS_MM;
        for (int i = 0; i < waves.length; i += 4) {
            radius +=
                    8.0 / WAVES * Math.sin(9 * (waves[i] * x + waves[i + 1] * y + waves[i + 2] * z) + 6 * waves[i + 3]);
        }
        return new float[] {(float) (radius * x), (float) (radius * y), (float) (radius * z)};
    }
}
