package platen.meshes.formats;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import platen.meshes.Box;
import platen.meshes.Mesh;

/// Writes our own binary STL of a mesh: what the slicer gets instead of a customer's file.
public final class StlWriter {
    private StlWriter() {}

    /// The middle of the mesh comes to a place on the bed, and its lowest point to z = 0, turned to the left.
    public static void write(Mesh mesh, double centreX, double centreY, int degrees, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(mesh, placed(mesh.box(), centreX, centreY, degrees), out);
        }
    }

    /// A quarter is exact: it makes no number other than those of the file.
    private static Transform placed(Box box, double centreX, double centreY, int degrees) {
        double cos = degrees == 90 ? 0 : Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middleX = (box.minX() + box.maxX()) / 2;
        double middleY = (box.minY() + box.maxY()) / 2;
        double x = centreX - middleX * cos + middleY * sin;
        double y = centreY - middleX * sin - middleY * cos;
        return new Transform(cos, sin, 0, -sin, cos, 0, 0, 0, 1, x, y, -box.minZ());
    }

    private static void write(Mesh mesh, Transform to, OutputStream out) throws IOException {
        var header = ByteBuffer.allocate(BinaryStl.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("written by Platen".getBytes(StandardCharsets.US_ASCII));
        header.putInt(BinaryStl.HEADER_BYTES - 4, mesh.triangles());
        out.write(header.array());
        var record = ByteBuffer.allocate(Mesh.RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            for (int corner = 0; corner < 3; corner++) {
                double x = mesh.number(triangle, corner * 3);
                double y = mesh.number(triangle, corner * 3 + 1);
                double z = mesh.number(triangle, corner * 3 + 2);
                record.putFloat(12 + corner * 12, (float) to.x(x, y, z));
                record.putFloat(16 + corner * 12, (float) to.y(x, y, z));
                record.putFloat(20 + corner * 12, (float) to.z(x, y, z));
            }
            putNormal(record);
            out.write(record.array());
        }
    }

    private static void putNormal(ByteBuffer record) {
        double ux = record.getFloat(24) - record.getFloat(12);
        double uy = record.getFloat(28) - record.getFloat(16);
        double uz = record.getFloat(32) - record.getFloat(20);
        double vx = record.getFloat(36) - record.getFloat(12);
        double vy = record.getFloat(40) - record.getFloat(16);
        double vz = record.getFloat(44) - record.getFloat(20);
        double x = uy * vz - uz * vy;
        double y = uz * vx - ux * vz;
        double z = ux * vy - uy * vx;
        double length = Math.sqrt(x * x + y * y + z * z);
        record.putFloat(0, (float) (length > 0 ? x / length : 0));
        record.putFloat(4, (float) (length > 0 ? y / length : 0));
        record.putFloat(8, (float) (length > 0 ? z / length : 0));
    }
}
