package platen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import platen.cli.Vanished.Next;
import platen.gcode.ProgramDigest;
import platen.streaming.Figures;
import platen.streaming.Occurrence;
import platen.streaming.Occurrence.Ended;
import platen.streaming.Outcome;
import platen.streaming.Outcome.End;
import platen.streaming.Outcome.Heaters;
import platen.streaming.Recording;
import platen.values.Message;

/// What becomes of a printer that vanished in mid-print.
class VanishedTest {
    private final Vanished vanished = new Vanished();

    @Test
    void isDoneWithAPrinterOnceItSaysThatItIsCold() {
        assertEquals(Next.WAIT, vanished.heard(new Occurrence.Disconnected(Message.of("streaming.no-port", "x"))));
        assertEquals(Next.COLD, vanished.heard(new Occurrence.CooledDown(true)));
    }

    @Test
    void doesNotTakeAPrinterForColdThatOnlyAnswers() {
        assertEquals(Next.WAIT, vanished.heard(new Occurrence.Connected("Marlin")));
    }

    @Test
    void tellsAPrinterAgainThatStaysHotAndGivesUpInTheEnd() {
        assertEquals(Next.WAIT, vanished.heard(new Occurrence.CooledDown(false)));
        assertEquals(Next.COOL_AGAIN, vanished.heard(new Occurrence.Connected("Marlin")));
        assertEquals(Next.WAIT, vanished.heard(new Occurrence.CooledDown(false)));
        assertEquals(Next.COOL_AGAIN, vanished.heard(new Occurrence.Connected("Marlin")));
        assertEquals(Next.HOT, vanished.heard(new Occurrence.CooledDown(false)));
    }

    @Test
    void isNoneThatEndedColdOrStoppedItself() {
        assertTrue(Vanished.is(ended("streaming.port-lost", Heaters.UNCONFIRMED)));
        assertFalse(Vanished.is(ended("streaming.port-lost", Heaters.OFF)));
        assertFalse(Vanished.is(ended("streaming.halted", Heaters.UNCONFIRMED)));
        assertFalse(Vanished.is(Vanished.cold(ended("streaming.port-lost", Heaters.UNCONFIRMED))));
    }

    private static Ended ended(String why, Heaters heaters) {
        var nothing = new ProgramDigest().counted().digest();
        var figures = new Figures(0, 0, nothing, 0, 0, 0, 0, 0, 0, 0);
        return new Ended("a", new Outcome(End.FAILED, Message.of(why, "x"), heaters), figures, Recording.NONE);
    }
}
