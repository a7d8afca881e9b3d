package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SameCommandsTest {
    private static final String PROGRAM = "; made by\nG28\nG1 X1 E1\n;TIME\nG1 X2 E2 ; on\nM730\n";

    @Test
    void leavesOutRemarksAndProgress() throws IOException {
        assertTrue(areSame(PROGRAM, PROGRAM));
        assertTrue(areSame(PROGRAM, "G28\nM73 P0 R12\n\nG1 X1 E1\nG1 X2 E2 ; on\nM730\nM73 P100 R0\n; end\n"));
        assertTrue(areSame("", ";\n"));
    }

    @Test
    void seesWhatIsOtherMissingOrMore() throws IOException {
        assertFalse(areSame(PROGRAM, PROGRAM.replace("X2", "X3")));
        assertFalse(areSame(PROGRAM, PROGRAM.replace("M730\n", "")));
        assertFalse(areSame(PROGRAM, PROGRAM + "M84\n"));
        assertFalse(areSame("", "G28\n"));
    }

    @Test
    void comparesLinesThatAreLongerThanItsMemory() throws IOException {
        var longLine = "M117 " + "x".repeat(600_000);
        assertTrue(areSame(longLine + "\nG28\n", ";\n" + longLine + "\nG28\n"));
        assertFalse(areSame(longLine + "y\n", longLine + "z\n"));
    }

    private static boolean areSame(String one, String other) throws IOException {
        return SameCommands.are(
                new ByteArrayInputStream(one.getBytes(US_ASCII)), new ByteArrayInputStream(other.getBytes(US_ASCII)));
    }
}
