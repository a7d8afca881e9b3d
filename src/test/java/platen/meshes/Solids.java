package platen.meshes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Boxes in each format, for tests.
public final class Solids {
    /// The corners of the unit cube that each of its triangles has, turning left as seen from outside.
    private static final int[][] FACES = {
        {0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4}, {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6},
        {1, 3, 5}, {3, 7, 5}
    };

    private Solids() {}

    public static float[][] box(float x, float y, float z) {
        var corners = new float[FACES.length * 3][];
        for (int i = 0; i < corners.length; i++) {
            int corner = FACES[i / 3][i % 3];
            corners[i] = new float[] {(corner & 1) * x, (corner >> 1 & 1) * y, (corner >> 2) * z};
        }
        return corners;
    }

    public static byte[] binaryStl(float[][] corners, String header) {
        var bytes = ByteBuffer.allocate(84 + corners.length / 3 * 50).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header.getBytes(StandardCharsets.US_ASCII)).putInt(80, corners.length / 3);
        for (int i = 0; i < corners.length; i++) {
            for (int axis = 0; axis < 3; axis++) {
                bytes.putFloat(84 + i / 3 * 50 + 12 + i % 3 * 12 + axis * 4, corners[i][axis]);
            }
        }
        return bytes.array();
    }

    public static String textStl(float[][] corners) {
        var text = new StringBuilder("solid a box with a name\n");
        for (int i = 0; i < corners.length; i++) {
            if (i % 3 == 0) text.append(" facet normal 0 0 0\n  outer loop\n");
            text.append("   vertex %e %s %s%n".formatted(corners[i][0], corners[i][1], corners[i][2]));
            if (i % 3 == 2) text.append("  endloop\n endfacet\n");
        }
        return text.append("endsolid a box with a name\n").toString();
    }

    public static String obj(float x, float y, float z) {
        var text = new StringBuilder("# a box\nmtllib box.mtl\no box\n");
        for (int corner = 0; corner < 8; corner++) {
            text.append("v %s %s %s%n".formatted((corner & 1) * x, (corner >> 1 & 1) * y, (corner >> 2) * z));
        }
        text.append("vn 0 0 1\nf 1 3 4 2\nf 5/1/1 6/1/1 8/1/1 7/1/1\nf 1//1 2//1 6//1 5//1\nf 3 7 8 4\n");
        return text.append("f -8 -4 -2 -6\nf 2 4 8 6").toString();
    }

    public static String model(String unit, String build) {
        var text = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n<model unit='" + unit
                + "' xmlns='http://schemas.microsoft.com/3dmanufacturing/core/2015/02'><resources>"
                + "<object id='1' type='model'><mesh><vertices>");
        for (int corner = 0; corner < 8; corner++) {
            text.append("<vertex x='%d' y='%d' z='%d'/>".formatted(corner & 1, corner >> 1 & 1, corner >> 2));
        }
        text.append("</vertices><triangles>");
        for (var face : FACES) {
            text.append("<triangle v1='%d' v2='%d' v3='%d'/>".formatted(face[0], face[1], face[2]));
        }
        return text.append("</triangles></mesh></object>")
                .append("<object id='2' type='model'><components><component objectid='1'/>")
                .append("<component objectid='1' transform='-1 0 0 0 1 0 0 0 1 5 0 0'/></components></object>")
                .append("</resources><build>")
                .append(build)
                .append("</build></model>")
                .toString();
    }

    public static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    public static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    /// A 3MF whose model is followed by many blanks.
    public static void bomb(Path file, long bytes) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("3D/3dmodel.model"));
            out.write("<model>".getBytes(StandardCharsets.UTF_8));
            writeBlanks(out, bytes);
            out.write("</model>".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
    }

    private static void writeBlanks(OutputStream out, long bytes) throws IOException {
        var blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        for (long left = bytes; left > 0; left -= blanks.length) out.write(blanks);
    }
}
