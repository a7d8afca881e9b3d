package platen.meshes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import platen.meshes.formats.MeshFile;
import platen.meshes.formats.Reading;
import platen.meshes.formats.StlWriter;

/// What must hold for every part, tried with parts from a seed.
class MeasuresPropertyTest {
    private static final int TRIES = 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"micron, 0.001", "millimeter, 1", "centimeter, 10", "inch, 25.4", "foot, 304.8", "meter, 1000"})
    void aTurnedAndStretchedCubeHasTheVolumeThatItsUnitAndItsTransformGive(String unit, double mm) throws IOException {
        var random = new Random(3);
        for (int i = 0; i < TRIES; i++) {
            double turn = random.nextDouble() * 6;
            double x = 1 + random.nextDouble();
            double y = 1 + random.nextDouble();
            double z = random.nextBoolean() ? 1 + random.nextDouble() : -1 - random.nextDouble(); // a mirror
            var matrix = String.format(
                    Locale.ROOT,
                    "%f %f 0 %f %f 0 0 0 %f 3 4 5",
                    x * Math.cos(turn),
                    x * Math.sin(turn),
                    -y * Math.sin(turn),
                    y * Math.cos(turn),
                    z);
            var model = Solids.model(unit, "<item objectid='1' transform='" + matrix + "'/>");
            var file = Solids.zip(folder.resolve("part"), Map.of("3D/3dmodel.model", model.getBytes(UTF_8)));
            var sums = Sums.of(read(file));
            double volume = x * y * Math.abs(z) * mm * mm * mm;
            assertEquals(1, sums.volumeMm3() / volume, 1e-4, matrix);
            assertEquals(2 * (x * y + Math.abs(z) * (x + y)) * mm * mm, sums.areaMm2(), 1e-4 * sums.areaMm2(), matrix);
            assertTrue(sums.closed() && sums.alike(), matrix);
        }
    }

    @Test
    void ourOwnStlMeasuresAsItsOrigin() throws IOException {
        var gear = Sums.of(Samples.gear());
        for (int degrees = 0; degrees <= 90; degrees += 15) {
            var file = folder.resolve("ours.stl");
            StlWriter.write(Samples.gear(), 110, 110, degrees, file);
            var ours = Sums.of(read(file));
            assertEquals(1, ours.volumeMm3() / gear.volumeMm3(), 1e-5);
            assertEquals(1, ours.areaMm2() / gear.areaMm2(), 1e-5);
            assertTrue(ours.closed() && ours.alike());
        }
    }

    private static Mesh read(Path file) throws IOException {
        assertTrue(Files.exists(file));
        return assertInstanceOf(Reading.Read.class, MeshFile.read(file, true)).mesh();
    }
}
