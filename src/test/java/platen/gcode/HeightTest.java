package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.printers.Profile;
import platen.printers.Profiles;

class HeightTest {
    private static final Profile MODEL = Profiles.shipped().profile("virtual").orElseThrow();
    private static final String PROGRAM = """
            G28
            G1 Z5 F3000
            G92 E0
            G1 Z0.3
            G1 X10 E1
            G1 E0.2 ; retract
            G1 Z2 ; hop
            G1 X50
            G1 Z0.6
            G1 E1
            G1 Y20 E1.5
            M83
            G91
            G1 Z0.3
            G3 X5 I2 J2 E0.1
            """;

    @TempDir
    private Path folder;

    @Test
    void countsWhatWasExtrudedNotWhereTheNozzleHops() throws IOException {
        assertEquals(new Height(0, 0), at(PROGRAM, 4));
        assertEquals(new Height(1, 0.3), at(PROGRAM, 5));
        assertEquals(new Height(1, 0.3), at(PROGRAM, 10));
        assertEquals(new Height(2, 0.6), at(PROGRAM, 11));
        assertEquals(3, at(PROGRAM, 1000).layer());
        assertEquals(0.9, at(PROGRAM, 1000).mm(), 1e-9);
    }

    @Test
    void countsTheLayersThatTheSlicerTellsOf() throws IOException {
        var program = "G28\nG1 Z0.2\n;LAYER:0\nG1 X10 E1\nG1 Z0.3\nG1 X20 E2\n;LAYER:1\nG1 Z0.5\nG1 X10 E3\n";
        assertEquals(new Height(1, 0.3), at(program, 6));
        assertEquals(new Height(2, 0.5), at(program, 9));
    }

    private Height at(String program, long line) throws IOException {
        return Height.at(Files.writeString(folder.resolve("part.gcode"), program), MODEL, line);
    }
}
