package platen.inspection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.Unreadable;
import platen.meshes.Solids;

/// Models made to take all time and all memory, in real child processes of 512 MB: each gets an answer.
class HostileModelsIT {
    /// The inspector's own bound, and the start of its process.
    private static final Duration LONGEST = Duration.ofSeconds(75);

    private static final int HEADER_BYTES = 84;
    private static final int TRIANGLE_BYTES = 50;
    private static final int MOST_TRIANGLES = 5_000_000;
    private static final int[] TETRAHEDRON = {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3};

    @TempDir
    Path folder;

    private Inspector inspector;

    @BeforeEach
    void begin() {
        inspector = new Inspector(folder.resolve("tmp"), folder.resolve("printers"));
    }

    @AfterEach
    void end() {
        inspector.close();
    }

    @Test
    void countsAMillionTinyBodies() throws Exception {
        var mesh = assertInstanceOf(OfMesh.class, inspect(bodies(1_000_000), "dust.stl"));
        assertEquals(1_000_000, mesh.soundness().bodies());
        assertTrue(mesh.findings().stream()
                .anyMatch(finding -> finding.message().key().equals("meshes.many-bodies")));
    }

    @Test
    void readsTheLargestModelAndRefusesALargerOne() throws Exception {
        var largest = assertInstanceOf(OfMesh.class, inspect(bodies(MOST_TRIANGLES / 4), "largest.stl"));
        assertEquals(MOST_TRIANGLES, largest.measures().triangles());
        assertEquals("meshes.too-large", refusal(sparse(MOST_TRIANGLES + 1), "larger.stl"));
    }

    @Test
    void refusesAnArchiveInAnArchive() throws Exception {
        var bomb = Solids.zip(
                "3D/3dmodel.model",
                "<model>".repeat(9).concat(" ".repeat(20_000_000)).getBytes(US_ASCII));
        var outer = Solids.zip("inner.zip", Solids.zip("inner.zip", bomb));
        assertEquals("meshes.not-3mf", refusal(Files.write(folder.resolve("a"), outer), "nested.3mf"));
        var disguised = Solids.zip("3D/3dmodel.model", bomb);
        assertEquals("meshes.not-xml", refusal(Files.write(folder.resolve("b"), disguised), "disguised.3mf"));
        assertEquals("meshes.zip-bomb", refusal(Files.write(folder.resolve("c"), bomb), "bomb.3mf"));
    }

    @Test
    void refusesALineThatNeverEnds() throws Exception {
        var line = Files.write(folder.resolve("line"), ("v 1 2 3\nf " + "1 ".repeat(40_000_000)).getBytes(US_ASCII));
        assertEquals("meshes.too-large", refusal(line, "line.obj"));
    }

    private String refusal(Path file, String name) throws InterruptedException {
        return assertInstanceOf(Unreadable.class, inspect(file, name)).why().key();
    }

    private Inspection inspect(Path file, String name) throws InterruptedException {
        var start = System.nanoTime();
        var inspection = inspector.inspect(file, name, "ender3", null);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(LONGEST) < 0, "in time");
        return inspection;
    }

    /// Crumbs of a tenth of a millimetre, side by side.
    private Path bodies(int count) throws IOException {
        var file = folder.resolve("bodies.stl");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(header(4 * count));
            var crumb = ByteBuffer.allocate(4 * TRIANGLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int body = 0; body < count; body++) {
                int row = body / 1_200;
                float x = body % 1_200 * 0.15f;
                float y = row * 0.15f;
                for (int corner = 0; corner < TETRAHEDRON.length; corner++) {
                    int at = corner / 3 * TRIANGLE_BYTES + 12 + corner % 3 * 12;
                    int point = TETRAHEDRON[corner];
                    crumb.putFloat(at, point == 1 ? x + 0.1f : x);
                    crumb.putFloat(at + 4, point == 2 ? y + 0.1f : y);
                    crumb.putFloat(at + 8, point == 3 ? 0.1f : 0);
                }
                out.write(crumb.array());
            }
        }
        return file;
    }

    /// As long as its number of triangles says, all of them zeros.
    private Path sparse(int triangles) throws IOException {
        var path = folder.resolve("sparse.stl");
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(header(triangles));
            file.setLength(HEADER_BYTES + (long) triangles * TRIANGLE_BYTES);
        }
        return path;
    }

    private static byte[] header(int triangles) {
        var header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return header.putInt(HEADER_BYTES - Integer.BYTES, triangles).array();
    }
}
