package platen.meshes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.meshes.formats.StlWriter;

class SamplesTest {
    @TempDir
    Path folder;

    @Test
    void theSamplesAreSound() throws IOException {
        assertEquals(
                new Measures(List.of(20.0, 20.0, 20.0), 8000, 2400, 12, 0, 0, 0, false), Measures.of(Samples.cube()));
        var part = Part.of(Samples.gear(), 0.4);
        assertEquals(List.of(), part.findings());
        var gear = part.measures();
        assertEquals(29.5, gear.widthMm(), 0.1);
        assertEquals(3_000, gear.volumeMm3(), 1);
    }

    @Test
    void theFilesAreWhatTheyAreSaidToBe() throws IOException {
        assertFile("cube.stl", Samples.cube());
        assertFile("gear.stl", Samples.gear());
    }

    private void assertFile(String name, Mesh mesh) throws IOException {
        var made = folder.resolve(name);
        StlWriter.write(mesh, 0, 0, 0, made);
        try (var shipped = Objects.requireNonNull(Samples.class.getResourceAsStream("/samples/" + name))) {
            assertArrayEquals(Files.readAllBytes(made), shipped.readAllBytes());
        }
    }
}
