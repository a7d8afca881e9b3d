package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import platen.printers.Profiles;

/// What a RepRapFirmware is limited to, it is told in mm a minute.
class RepRapLimitsTest {
    private static final String ZIGZAG = "G1 X10 Y1 F3000\nG1 X0 Y2\n".repeat(20);

    @Test
    void takesItsHighestSpeedsByTheMinute() throws IOException {
        assertEquals(10, seconds("reprapfirmware", "M203 X600\nG1 X100 F6000\n"), 0.5);
        assertEquals(10, seconds("ender3", "M203 X10\nG1 X100 F6000\n"), 0.5);
    }

    @Test
    void takesItsJerkByTheMinuteOrTheSecond() throws IOException {
        double slow = seconds("reprapfirmware", "M566 X60 Y60\n" + ZIGZAG);
        assertEquals(slow, seconds("reprapfirmware", "M205 X1 Y1\n" + ZIGZAG), 1e-9);
        assertTrue(slow > seconds("reprapfirmware", "M566 X900 Y900\n" + ZIGZAG) * 1.02);
    }

    @Test
    void takesItsAccelerations() throws IOException {
        double slow = seconds("reprapfirmware", "M204 T20 P20\nG1 X100 F6000\n");
        assertEquals(2 * Math.sqrt(100 / 20.0), slow, 0.2);
        assertTrue(seconds("reprapfirmware", "M201 X20\nG1 X100 F6000\n") > 4);
    }

    @Test
    void leavesOthersAlone() throws IOException {
        assertEquals(seconds("ender3", ZIGZAG), seconds("ender3", "M566 X60 Y60\n" + ZIGZAG), 1e-9);
    }

    private static double seconds(String printer, String program) throws IOException {
        var profile = Profiles.load(Path.of("none")).profile(printer).orElseThrow();
        var text = new ByteArrayInputStream(("G28\nG90\n" + program).getBytes(US_ASCII));
        return assertInstanceOf(ProgramReading.Read.class, ProgramReader.read(text, profile))
                .plan()
                .motionTimeS();
    }
}
