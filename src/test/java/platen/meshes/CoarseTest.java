package platen.meshes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.meshes.formats.SolidWriter;

class CoarseTest {
    private static final double RADIUS = 20;

    @TempDir
    private Path folder;

    @Test
    void keepsASmallMeshAsItIs() throws Unusable {
        var ball = ball(40);
        var coarse = Coarse.of(ball, ball.triangles());
        assertEquals(ball.triangles(), coarse.triangles());
        assertTrue(coarse.corners() < ball.triangles(), "triangles share their corners");
    }

    @Test
    void boundsALargeOneAndKeepsItsForm() throws Unusable {
        var ball = ball(600);
        var coarse = Coarse.of(ball, 20_000);
        assertTrue(coarse.triangles() <= 20_000 && coarse.triangles() > 5_000, "so many: " + coarse.triangles());
        for (int corner = 0; corner < coarse.corners(); corner++) {
            double x = coarse.from(corner, 0) - RADIUS;
            double y = coarse.from(corner, 1) - RADIUS;
            double z = coarse.from(corner, 2) - RADIUS;
            assertEquals(RADIUS, Math.sqrt(x * x + y * y + z * z), 0.5);
        }
    }

    @Test
    void writesWhatABrowserReads() throws Exception {
        var file = folder.resolve("solid.gz");
        SolidWriter.write(ball(20), file);
        byte[] bytes;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            bytes = in.readAllBytes();
        }
        var read = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0x31534c50, read.getInt());
        int corners = read.getInt();
        int triangles = read.getInt();
        assertEquals(2 * RADIUS, read.getFloat(20), 1e-3);
        int from = 24 + (corners * 6 + 3) / 4 * 4;
        assertEquals(from + triangles * 12, bytes.length);
        for (int at = from; at < bytes.length; at += 4) {
            int corner = read.getInt(at);
            assertTrue(corner >= 0 && corner < corners, "no such corner: " + corner);
        }
    }

    private static Mesh ball(int around) throws Unusable {
        var mesh = new Mesh();
        for (int row = 0; row < around / 2; row++) {
            for (int column = 0; column < around; column++) {
                var a = at(row, column, around);
                var b = at(row + 1, column, around);
                var c = at(row + 1, column + 1, around);
                var d = at(row, column + 1, around);
                if (row > 0) mesh.add(a[0], a[1], a[2], b[0], b[1], b[2], d[0], d[1], d[2]);
                if (row + 1 < around / 2) mesh.add(b[0], b[1], b[2], c[0], c[1], c[2], d[0], d[1], d[2]);
            }
        }
        return mesh;
    }

    private static float[] at(int row, int column, int around) {
        double tilt = 2 * Math.PI * row / around;
        double angle = 2 * Math.PI * (column % around) / around;
        return new float[] {
            (float) (RADIUS * Math.sin(tilt) * Math.cos(angle)),
            (float) (RADIUS * Math.sin(tilt) * Math.sin(angle)),
            (float) (RADIUS * Math.cos(tilt))
        };
    }
}
