package platen.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.virtual.Report.Pace;

/// What the report says of a print that did not flow.
class StandstillTest {

    @Test
    void countsHowOftenItRanOutOfMovesAndHowLong() {
        var talk = Dialogue.marlin();
        talk.ask("G1 X10 F3000");
        talk.pass(2); // it takes 0.3 s, and 0.1 s before it
        talk.ask("G1 X20");
        talk.ask("M400");
        assertEquals(1, talk.report().underruns());
        assertEquals(1.7, talk.report().stoodStillS(), 0.1);
    }

    @Test
    void aRestThatWasAskedForIsNoUnderrun() {
        var talk = Dialogue.marlin();
        for (var wait : List.of("M400", "G4 S2", "G28", "M109 S30", "M84")) {
            talk.ask("G1 X50 F3000");
            talk.ask(wait);
            talk.pass(3);
            talk.ask("G1 X60");
            talk.ask("M400");
        }
        assertEquals(0, talk.report().underruns());
        assertEquals(0, talk.report().stoodStillS());
    }

    @Test
    void countsItsStartsAfterTheFirst() {
        var talk = Dialogue.marlin();
        talk.firmware.reset(0);
        assertEquals(0, talk.report().resets());
        talk.firmware.reset(0);
        assertEquals(1, talk.report().resets());
        assertTrue(talk.report().toJson().contains("\"underruns\":0,\"stood_still_s\":0.0,\"resets\":1,\"faults\":{}"));
    }

    @Test
    void tellsHowQuicklyTheMovesOfAPrintCame() {
        var talk = Dialogue.marlin();
        assertEquals(Pace.NONE, talk.report().last().pace());
        talk.ask("M110 N0");
        talk.ask("G28");
        talk.ask("G1 X10 F3000");
        talk.pass(2);
        talk.ask("M105");
        talk.ask("G1 X20");
        talk.pass(5);
        talk.ask("M84");
        var pace = talk.report().last().pace();
        assertEquals(2, pace.lines(), "M105 and G1 X20");
        assertEquals("M105\nG1 X20\n".length(), pace.bytes());
        assertEquals(2, pace.timeS(), 0.1);
        talk.ask("M110 N0");
        talk.ask("G28");
        assertEquals(Pace.NONE, talk.report().last().pace());
    }
}
