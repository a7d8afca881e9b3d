package platen.streaming;

import org.junit.jupiter.api.Test;

/// What `docs/serial-rules.md` asks of sending ahead.
class SerialFlowTest {

    @Test
    void countsTheBytesUnderWayAsWellAsTheCommands() {
        Dialogue.sendingAhead(32, 64)
                .printing("G1 X1\nG1 X2\nG1 X3\nG1 X4\nG1 X5\nG1 X6\n")
                .play("""
            > N2G1X1
            > N3G1X2
            > N4G1X3
            > N5G1X4
            > N6G1X5
            .
            < ok
            > N7G1X6
            """);
    }

    @Test
    void sendsNothingAheadOfAFilamentChange() {
        Dialogue.sendingAhead(4, 128)
                .printing("G1 X1\nM600\nG1 X2\nG1 X3\nG1 X4\n")
                .play("""
            > N2G1X1
            > N3M600
            .
            < ok
            .
            < ok
            > N4G1X2
            < ok
            > N5G1X3
            > N6G1X4
            """);
    }
}
