package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import platen.printers.Profiles;

/// What several plastics weigh that one program prints.
class ToolWeightTest {
    private static final String TWO = "M83\nT0\nG1 X10 E100 F600\nT1\nG1 X20 E300\n";

    @Test
    void weighsEachToolByWhatItsPlasticWeighs() throws IOException {
        var plan = plan(TWO + "; filament_density = 1,2\n");
        double each = plan.filamentMm3() / 4 / 1_000;
        assertEquals(each * (1 + 3 * 2), plan.filamentG(1.24), 1e-9);
    }

    @Test
    void weighsWhatTheSlicerSaysNothingOfByTheMaterial() throws IOException {
        var plan = plan(TWO + "; filament_density = 0,2\n");
        double each = plan.filamentMm3() / 4 / 1_000;
        assertEquals(each * (1.24 + 3 * 2), plan.filamentG(1.24), 1e-9);
        assertEquals(plan(TWO).filamentMm3() / 1_000 * 1.24, plan(TWO).filamentG(1.24), 1e-9);
    }

    @Test
    void weighsASingleToolByTheMaterialThatIsChosen() throws IOException {
        var plan = plan("M83\nG1 X10 E100 F600\n; filament_density = 1\n");
        assertEquals(plan.filamentMm3() / 1_000 * 1.24, plan.filamentG(1.24), 1e-9);
    }

    private static Plan plan(String program) throws IOException {
        var profile = Profiles.load(Path.of("none")).profile("mk3s").orElseThrow();
        var text = new ByteArrayInputStream(program.getBytes(US_ASCII));
        return assertInstanceOf(ProgramReading.Read.class, ProgramReader.read(text, profile))
                .plan();
    }
}
