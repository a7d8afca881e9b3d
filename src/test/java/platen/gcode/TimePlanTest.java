package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.printers.Profile;
import platen.printers.Profiles;

/// When each line of a program is carried out.
class TimePlanTest {
    private static final Profile MODEL = Profiles.shipped().profile("virtual").orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void agreesWithTheFileCheckAndNeverRunsBackwards() throws IOException {
        var program = new StringBuilder("G28\nM104 S200\nM109 S200\nG1 Z0.2 F600\n");
        for (int i = 0; i < 3_000; i++)
            program.append("G1 X").append(i % 100).append(" Y10 E").append(i).append('\n');
        program.append("G1 Z0.4\n");
        for (int i = 0; i < 3_000; i++)
            program.append("G1 X")
                    .append(i % 50)
                    .append(" Y20 E")
                    .append(3_000 + i)
                    .append('\n');
        var file = Files.writeString(folder.resolve("part.gcode"), program);
        var plan = TimePlan.of(file, MODEL);
        var read = (ProgramReading.Read) ProgramReader.read(file, MODEL);
        assertEquals(read.plan().timeS(), plan.totalS(), 0.01);
        for (long line = 1; line < 6_005; line++)
            assertTrue(plan.atLineS(line) >= plan.atLineS(line - 1), "line " + line);
        assertEquals(plan.totalS(), plan.atLineS(1_000_000), 0.01);
        assertEquals(0.2, plan.heightMm(2_000), 1e-6);
        assertEquals(0.4, plan.heightMm(5_000), 1e-6);
        assertTrue(plan.atLineS(3_000) > plan.totalS() * 0.5, "longer moves come first");
    }

    @Test
    void anEmptyProgramTakesNoTime() throws IOException {
        var plan = TimePlan.of(Files.writeString(folder.resolve("empty.gcode"), "\n"), MODEL);
        assertEquals(0, plan.totalS());
        assertEquals(0, plan.atLineS(5));
    }
}
