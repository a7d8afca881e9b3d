package platen.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.documents.Fix;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.OfMesh;
import platen.inspection.Inspection.OfProgram;
import platen.inspection.Inspection.Unreadable;

/// In real child processes of our own program.
class InspectorIT {
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
    void inspectsInAProcessOfItsOwn() throws IOException, InterruptedException {
        var mesh = inspector.inspect(sample("cube.stl"), "../../etc/cube.stl", "ender3", null);
        assertEquals(8000, assertInstanceOf(OfMesh.class, mesh).measures().volumeMm3());
        assertEquals("cube.stl", mesh.name());
        var program = inspector.inspect(sample("cube.gcode"), "Zahnrad ⚙ \"'$(id).gcode", "virtual", "PETG");
        assertEquals("PETG", assertInstanceOf(OfProgram.class, program).material());
        assertEquals("Zahnrad ⚙ \"'$(id).gcode", program.name());
    }

    @Test
    void rewritesAMeshAsOurOwnStl() throws IOException, InterruptedException {
        var out = folder.resolve("ours.stl");
        assertInstanceOf(OfMesh.class, inspector.rewrite(sample("gear.stl"), "gear.stl", "ender3", out));
        assertTrue(Files.readString(out, StandardCharsets.ISO_8859_1).startsWith("written by Platen"));
    }

    @Test
    void makesADocumentFitAPaper() throws IOException, InterruptedException {
        var out = folder.resolve("made.pdf");
        var needs = new Needs(Paper.of("A5").orElseThrow(), Make.BOOKLET, null);
        assertTrue(inspector.remake(sample("flyer.pdf"), needs, EnumSet.allOf(Fix.class), out));
        var made = assertInstanceOf(OfDocument.class, inspector.inspect(out, "made.pdf", "ender3", null));
        assertEquals(0, made.pages().pages() % 4, "whole sheets of four pages");
        assertEquals(148, made.pages().sizes().getFirst().widthMm(), 0.1);
        assertFalse(inspector.remake(sample("cube.stl"), needs, EnumSet.allOf(Fix.class), folder.resolve("none.pdf")));
    }

    @Test
    void bearsAFileOfTwoGigabytes() throws IOException, InterruptedException {
        var huge = folder.resolve("huge");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength((2L << 30) + 1);
        }
        assertUnreadable("meshes.too-many-bytes", inspector.inspect(huge, "huge.stl", "ender3", null));
        Files.delete(huge);
    }

    @Test
    void bearsWhatTakesTooMuchMemoryOrTime() throws IOException, InterruptedException {
        var points = Files.writeString(folder.resolve("points.obj"), "v 1 2 3\n".repeat(5_100_000));
        assertUnreadable("meshes.too-many-points", inspector.inspect(points, "points.obj", "ender3", null));
        try (var hasty = new Inspector(folder.resolve("hasty"), folder, Duration.ofMillis(50))) {
            assertUnreadable("inspection.too-long", hasty.inspect(points, "points.obj", "ender3", null));
        }
    }

    @Test
    void saysThatItFailedWhereTheProfileIsUnknown() throws IOException, InterruptedException {
        assertUnreadable("inspection.failed", inspector.inspect(sample("cube.stl"), "cube.stl", "nothing", null));
    }

    private static void assertUnreadable(String key, Inspection inspection) {
        assertEquals(key, assertInstanceOf(Unreadable.class, inspection).why().key());
    }

    private Path sample(String name) throws IOException {
        try (var in = Objects.requireNonNull(Look.class.getResourceAsStream("/samples/" + name))) {
            return Files.write(folder.resolve("stored"), in.readAllBytes());
        }
    }
}
