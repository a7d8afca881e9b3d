package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.printers.Profiles;

/// Where time and filament of a program go.
class SharesTest {
    @TempDir
    private Path folder;

    @Test
    void timeGoesToLayersAndToTheSlicersKindsOfLine() throws IOException {
        var plan = read("""
                G28
                M83
                G1 Z0.2 F600
                ;LAYER_CHANGE
                ;TYPE:Perimeter
                G1 X100 E5 F1200
                ;TYPE:Solid infill
                G1 Y50 E2 F1200
                G1 X10 Y10 F6000
                G1 E-2 F1800
                ;LAYER_CHANGE
                G1 Z0.4 F600
                G1 E2 F1800
                ;TYPE:Perimeter
                G1 X110 E5 F1200
                G4 S3
                """);
        var shares = plan.timeShares();
        assertEquals(
                List.of("travel", "retraction", "homing", "waiting", "Perimeter", "Solid infill"),
                List.copyOf(shares.featuresS().keySet()));
        assertEquals(10, seconds(plan, "Perimeter"), 0.5); // two lines of 100 mm at 20 mm/s
        assertEquals(2.5, seconds(plan, "Solid infill"), 0.3);
        assertEquals(3, seconds(plan, "waiting"), 1e-9);
        assertEquals(2, shares.layersS().size());
        assertEquals(plan.timeS(), sum(shares.featuresS().values()), 0.01);
        assertEquals(plan.timeS(), shares.beforeLayersS() + sum(shares.layersS()), 0.01);
    }

    @Test
    void eachSlicersWordsAreKnown() throws IOException {
        for (var remark : List.of(
                ";TYPE:WALL", "; FEATURE: WALL", "; feature WALL", "; 'WALL', 0.9 [feed mm/s], 35 [head mm/s]")) {
            var plan = read("G28\nM83\n" + remark + "\nG1 X100 E5 F1200\n");
            assertEquals(5, seconds(plan, "WALL"), 0.3, remark);
        }
    }

    @Test
    void filamentIsCountedForEachToolAndWhatIsThrownAway() throws IOException {
        var plan = read("""
                G28
                M83
                G1 X50 E7 F1200
                ;LAYER_CHANGE
                ;TYPE:Perimeter
                G1 X100 E5
                G1 E-2 F1800
                T1
                G1 E10 F300
                ;TYPE:Wipe tower
                G1 Y20 E3 F1200
                ;TYPE:Perimeter
                G1 X10 E4
                G1 E-1 F1800
                T0
                G1 E2 F1800
                G1 Y30 E1 F1200
                G1 E-3 F1800
                """);
        var filament = plan.filament();
        assertEquals(2, filament.tools().size());
        assertEquals(13, filament.tools().get(0).filamentMm(), 1e-9);
        assertEquals(17, filament.tools().get(1).filamentMm(), 1e-9);
        assertEquals(30, plan.filamentMm(), 1e-9);
        assertEquals(13, filament.purgedMm(), 1e-9); // pushed out in the air, and the tower
        assertEquals(7, filament.primedMm(), 1e-9);
        assertEquals(4, filament.retractedMm(), 1e-9);
        assertEquals(3, filament.retractions());
    }

    @Test
    void firmwareRetractionTakesTimeAndNoFilament() throws IOException {
        var plan = read("G28\nM83\nG1 X50 E5 F1200\nM207 S3 F1800\nG10\nG1 X0\nG11\nG1 Y50 E5\n");
        assertEquals(10, plan.filamentMm(), 1e-9);
        double twice = seconds(plan, "retraction");
        assertTrue(twice > 0.2 && twice < 0.7, twice + " s");
    }

    private Plan read(String program) throws IOException {
        var file = Files.writeString(folder.resolve("part.gcode"), program);
        var profile = Profiles.shipped().profile("ender3").orElseThrow();
        return ((ProgramReading.Read) ProgramReader.read(file, profile)).plan();
    }

    private static double seconds(Plan plan, String feature) {
        return plan.timeShares().featuresS().getOrDefault(feature, 0.0);
    }

    private static double sum(Iterable<Double> each) {
        double sum = 0;
        for (double one : each) sum += one;
        return sum;
    }
}
