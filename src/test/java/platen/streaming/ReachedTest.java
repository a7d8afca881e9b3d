package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// How far a print is, for whoever writes it down: what was accepted, not what was sent.
class ReachedTest {
    private static final String PROGRAM = """
            G28
            ;LAYER:0
            G1 X10
            ;LAYER:1
            G1 X20
            G1 X30
            """;

    @Test
    void knowsTheLayerOfTheLineThatWasAcceptedLast() {
        var dialogue = Dialogue.ready().printing(PROGRAM).play("> G28");
        assertPrint(dialogue, 0, 0, 0);
        dialogue.play("""
            < ok
            > G1X10
            """);
        assertPrint(dialogue, 1, 4, 0);
        dialogue.play("""
            < ok
            > G1X20
            """);
        assertPrint(dialogue, 3, "G28\n;LAYER:0\nG1 X10\n".length(), 1);
        dialogue.play("""
            < ok
            > G1X30
            """);
        assertPrint(dialogue, 5, "G28\n;LAYER:0\nG1 X10\n;LAYER:1\nG1 X20\n".length(), 2);
    }

    @Test
    void aLineThatIsSentAgainBeginsNoLayer() {
        var dialogue = Dialogue.ready().printing(PROGRAM).play("""
            > G28
            < ok
            > G1X10
            < Error:checksum mismatch, Last Line: 2
            < Resend: 3
            < ok
            > G1X10
            """);
        assertPrint(dialogue, 1, 4, 0);
        dialogue.play("""
            < ok
            > G1X20
            """);
        assertEquals(1, dialogue.print().layer());
    }

    private static void assertPrint(Dialogue dialogue, long line, long offset, int layer) {
        var print = dialogue.print();
        assertEquals(line, print.fileLine());
        assertEquals(offset, print.fileOffset());
        assertEquals(layer, print.layer());
    }
}
