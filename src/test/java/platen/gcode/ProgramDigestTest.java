package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import platen.values.Digest;

/// The expected digests were printed by a firmware rig written independently in C.
class ProgramDigestTest {
    private static final String RIG_SAYS = "e5c4fd3f9557b4b545a9d281024cb5cf6c227d6990df8532fb7ec1b468f62b9f";

    @Test
    void agreesWithAnIndependentReader() throws IOException {
        try (var program = fixture()) {
            assertEquals(new ProgramDigest.Counted(new Digest(RIG_SAYS), 11), ProgramDigest.of(program));
        }
    }

    @Test
    void isTheSameInAnyPieces() throws IOException {
        byte[] program;
        try (var in = fixture()) {
            program = in.readAllBytes();
        }
        for (int size = 1; size < 40; size++) {
            var digest = new ProgramDigest();
            for (int from = 0; from < program.length; from += size) {
                digest.bytes(program, from, Math.min(program.length, from + size));
            }
            assertEquals(RIG_SAYS, digest.counted().digest().hex());
        }
    }

    @Test
    void isTheSameLineByLineAndCanBeAskedOnTheWay() {
        var digest = new ProgramDigest();
        for (var line : List.of("G28", "M105", "G1 X10 ; right")) {
            digest.line(line.getBytes(US_ASCII), 0, line.length());
            digest.counted();
        }
        assertEquals(sha256("G28\nG1X10\n"), digest.counted().digest());
        assertEquals(2, digest.counted().commands());
    }

    @Test
    void endsALastLineThatHasNoLineEnd() throws IOException {
        assertEquals(of("G28\nG1 X1\n"), of("G28\nG1 X1"));
    }

    @Test
    void digestsLinesLongerThanItsBuffer() throws IOException {
        var digits = "1".repeat(200_000);
        assertEquals(
                sha256("G1X" + digits + "\nG28\n"),
                of("G1 X" + digits + "\nG28").digest());
        assertEquals(
                new ProgramDigest.Counted(sha256("G28\n"), 1), of("M117 x" + digits + "\nM73 P" + digits + "\nG28"));
    }

    @Test
    void knowsHousekeepingByTheWholeWord() {
        assertTrue(isHousekeeping("M105"));
        assertTrue(isHousekeeping("m73P10"));
        assertFalse(isHousekeeping("M1050"));
        assertFalse(isHousekeeping("M7"));
        assertFalse(isHousekeeping("M"));
        assertFalse(isHousekeeping("G20"));
        assertFalse(isHousekeeping(""));
    }

    private static boolean isHousekeeping(String command) {
        return ProgramDigest.isHousekeeping(command.getBytes(US_ASCII), 0, command.length());
    }

    private static ProgramDigest.Counted of(String program) throws IOException {
        return ProgramDigest.of(new ByteArrayInputStream(program.getBytes(US_ASCII)));
    }

    private static Digest sha256(String content) {
        return Digest.of(content.getBytes(US_ASCII));
    }

    private static InputStream fixture() {
        var found = ProgramDigestTest.class.getResourceAsStream("/gcode/digest.gcode");
        if (found == null) throw new IllegalStateException("digest.gcode belongs to the test resources");
        return found;
    }
}
