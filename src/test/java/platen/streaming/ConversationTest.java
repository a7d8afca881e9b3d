package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import platen.streaming.Status.Connection;

/// Dialogues with firmwares about one print and its end, as they were heard or as issues tell of them.
class ConversationTest {
    private static final String PROGRAM = """
            G28 ; home
            ; a comment

            G1 X10 F3000
            """;

    @Test
    void sendsEachLineAfterTheOkOfTheLast() {
        Dialogue.ready().printing(PROGRAM).play("""
            > N2G28
            .
            < echo:busy: processing
            .
            < X:0.00 Y:0.00 Z:0.00 E:0.00 Count X:0 Y:0 Z:0
            < ok
            > N3G1X10F3000
            < ok
            """).play(Dialogue.FINISH);
    }

    @Test
    void countsWhatWasAccepted() {
        var dialogue = Dialogue.ready().printing(PROGRAM).play("""
            > G28
            < ok
            > G1X10F3000
            < ok
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            """);
        var ended = dialogue.ended();
        assertEquals(2, ended.figures().commands());
        assertEquals(4, ended.figures().lines());
        assertEquals(0, ended.figures().resends());
    }

    @Test
    void endsColdWhenThePrinterRestarts() {
        Dialogue.ready().printing(PROGRAM).play("""
            > G28
            < ok
            > G1X10F3000
            < start
            < PowerUp
            > N0 M110 N0*125
            < Marlin bugfix-2.1.x
            ~ 2100
            > N0 M110 N0*125
            < ok
            ~ 350
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FAILED streaming.restarted OFF
            """);
    }

    @Test
    void tellsWhyThePrinterStoppedItself() {
        var dialogue = Dialogue.ready().printing(PROGRAM).play("""
            > G28
            < Error:Heating failed, system stopped! Heater_ID: E0
            > N0 M110 N0*125
            < echo:Heating Failed
            < Error:Printer halted. kill() called!
            < //action:poweroff
            ~ 2100
            = Ended FAILED streaming.halted UNCONFIRMED
            """);
        assertEquals(Connection.HALTED, dialogue.status().connection());
        dialogue.asking(PROGRAM).play("= Refused streaming.needs-reset");
    }

    @Test
    void startsNothingOnAPrinterThatMayGetReadyLongAfterwards() {
        var deaf = Dialogue.with("ender3").opened().asking(PROGRAM).play("""
            ~ 31000
            = Unanswered
            = Refused streaming.not-ready
            """);
        assertFalse(deaf.conversation().isTaken());
        var gone = Dialogue.with("ender3").opened().asking(PROGRAM).lost().play("""
            = Disconnected
            = Refused streaming.not-connected
            """);
        gone.asking(PROGRAM).play("= Refused streaming.not-connected");
        assertFalse(gone.conversation().isTaken());
    }

    @Test
    void raisesStalledAndWaitsForAPerson() {
        var dialogue = Dialogue.ready().printing(PROGRAM).play("""
            > G28
            ~ 100000
            = Stalled
            > M105
            """);
        assertTrue(dialogue.status().stalled());
        dialogue.pass(Duration.ofMinutes(20));
        assertEquals(Status.Stage.PRINTING, dialogue.print().stage());
        dialogue.play("< ok\n= Recovered");
    }

    @Test
    void waitsWithoutLimitWhileThePrinterWaitsForAPerson() {
        var dialogue = Dialogue.ready().printing("M600\nG1 X1\n").play("""
            > M600
            < //action:paused
            = Paused streaming.paused-by-printer
            < echo:busy: processing
            < //action:prompt_begin Nozzle Parked
            < //action:prompt_button Continue
            < //action:prompt_show
            < echo:busy: paused for user
            = NeedsPerson [Nozzle Parked]
            ~ 3600000
            .
            """);
        var prompt = Objects.requireNonNull(dialogue.status().prompt());
        assertEquals(new Status.Prompt(prompt.number(), "Nozzle Parked", List.of("Continue")), prompt);
        dialogue.play("""
            ! answer 0
            > M876 S0
            < echo:busy: processing
            < //action:resumed
            = Resumed
            < ok
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > G1X1
            < ok
            """).play(Dialogue.FINISH);
    }

    @Test
    void pausesAtTheFirstRefusalToExtrude() {
        Dialogue.ready().printing("G1 E1\nG1 E2\n").play("""
            > G1E1
            < echo: cold extrusion prevented
            < ok
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > M114
            < X:10.00 Y:20.00 Z:0.30 E:1.00 Count X:800 Y:1600 Z:120
            < ok
            > M83
            """);
    }

    @Test
    void refusesASecondPrint() {
        Dialogue.ready().printing(PROGRAM).asking(PROGRAM).play("= Refused streaming.prints-already");
    }

    @Test
    void neverSendsWhatIsNotForTheWire() {
        Dialogue.ready().printing("G28\nM112\nG1 X1\n").play("""
            > G28
            < ok
            > N0 M110 N0*125
            < ok
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FAILED streaming.not-for-the-wire OFF
            """);
    }

    @Test
    void tellsWhenTheProgramLeavesAHeaterOn() {
        Dialogue.ready().printing("M104 S200\n").play("""
            > M104S200
            < ok
            > M400
            < ok
            > M105
            < ok T:25.0 /200.0 B:20.0 /0.0
            = Ended FINISHED streaming.finished LEFT_ON
            """);
    }

    @Test
    void aFailedPrintHandsOnWhatWasSaidLast() {
        var dialogue = Dialogue.ready().printing("G28\nG1 X1\nG1 X2\n").play("""
            > G28
            < ok
            > G1X1
            < Error:Heating failed, system stopped! Heater_ID: 0
            < Error:Printer halted. kill() called!
            ~ 30000
            """);
        var recording = dialogue.ended().recording();
        var said = recording.lines().stream().map(line -> line.substring(13)).toList();
        assertEquals("Marlin 2.1.2", recording.firmware());
        assertEquals("ender3", recording.profile());
        assertTrue(
                said.containsAll(List.of("< FIRMWARE_NAME:Marlin 2.1.2 PROTOCOL_VERSION:1.0", "= the print begins")));
        int halted = said.indexOf("< Error:Heating failed, system stopped! Heater_ID: 0");
        assertEquals(List.of("> N2G28*49", "< ok", "> N3G1X1*98"), said.subList(halted - 3, halted));
        assertTrue(said.contains("< Error:Printer halted. kill() called!"), said::toString);
        assertEquals("> N0 M110 N0*125", said.getLast());
    }

    @Test
    void aPrintWhosePortIsLostHandsItOnToo() {
        var dialogue = Dialogue.ready().printing("G28\n").play("> G28").lost();
        var lines = dialogue.ended().recording().lines();
        assertTrue(lines.getLast().endsWith("= the port was lost"), lines.getLast());
        assertTrue(lines.get(lines.size() - 2).contains("G28"), lines::toString);
    }
}
