package platen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.meshes.Part;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;

class FlatPartTest {
    @TempDir
    Path folder;

    @Test
    void isOneSoundPlateWithHoles() throws IOException {
        var read =
                assertInstanceOf(Reading.Read.class, MeshFile.read(FlatPart.write(folder.resolve("flat.stl")), true));
        var part = Part.of(read.mesh(), 0.4);
        assertEquals((180 * 180 - 81 * 25) * 3, part.measures().volumeMm3(), 1e-6);
        assertEquals(List.of(), part.findings());
        assertEquals(1, part.soundness().bodies());
    }
}
