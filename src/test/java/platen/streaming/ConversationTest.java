package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import platen.streaming.Status.Connection;

/// Dialogues with firmwares about one print, as they were heard or as issues tell of them.
class ConversationTest {
    private static final String PROGRAM = """
            G28 ; home
            ; a comment

            G1 X10 F3000
            """;
    private static final String FINISH = """
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FINISHED streaming.finished OFF
            .
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
            """).play(FINISH);
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
    void resendsOnlyAfterTheOkThatFollowsTheRequest() {
        Dialogue.ready().printing(PROGRAM).play("""
            > N2G28
            < Error:checksum mismatch, Last Line: 1
            < Resend: 2
            .
            < ok
            > N2G28
            < ok
            > N3G1X10F3000
            < ok
            """).play(FINISH);
    }

    @Test
    void resendsWhenTheOkAfterTheRequestDoesNotCome() {
        Dialogue.ready().printing(PROGRAM).play("""
            > G28
            < Resend:2
            ~ 450
            .
            ~ 100
            > G28
            < ok
            > G1X10F3000
            < Resend:3
            < T:20.0 /0.0
            > G1X10F3000
            < ok
            """).play(FINISH);
    }

    @Test
    void survivesADoubledOk() {
        Dialogue.ready().printing(PROGRAM).play("""
            > N2G28
            < ok
            < ok
            > N3G1X10F3000
            > N4M400
            < Error:checksum mismatch, Last Line: 2
            < Resend: 3
            < ok
            > N3G1X10F3000
            < ok
            > N4M400
            < ok
            > N5M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FINISHED streaming.finished OFF
            """);
    }

    @Test
    void asksUnderTheNextNumberWhenAnOkIsLost() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            ~ 3000
            > N3M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > N4G1X2
            < ok
            """).play(FINISH);
    }

    @Test
    void learnsFromTheProbeThatALineWasLost() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            ~ 3000
            > N3M105
            < Error:Line Number is not Last Line Number+1, Last Line: 1
            < Resend: 2
            < ok
            > N2G1X1
            < ok
            > N3M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > N4G1X2
            < ok
            """).play(FINISH);
    }

    @Test
    void probesOnWhenADuplicateIsDroppedInSilence() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            < Resend: 2
            < ok
            > N2G1X1
            .
            ~ 3000
            > N3M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > N4G1X2
            < ok
            """).play(FINISH);
    }

    @Test
    void ignoresARequestForTheLineThatComesNext() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            < Error:Line Number is not Last Line Number+1, Last Line: 2
            < Resend: 3
            < ok
            .
            ~ 600
            > N3G1X2
            < ok
            """).play(FINISH);
    }

    @Test
    void stopsWhenTheSameLineNeverArrives() {
        var dialogue = Dialogue.ready().printing("G1 X1\n");
        for (int i = 0; i < 9; i++) dialogue.play("> G1X1\n< Resend: 2\n< ok");
        dialogue.play("""
            > G1X1
            < Resend: 2
            > N0 M110 N0*125
            < ok
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FAILED streaming.same-line-again OFF
            """);
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
    void recognisesARestartByItsCount() {
        Dialogue.ready().printing("G1 X1\nG1 X2\nG1 X3\n").play("""
            > G1X1
            < ok
            > G1X2
            < ok
            > G1X3
            < Error:Line Number is not Last Line Number+1, Last Line: 0
            < Resend: 1
            < ok
            .
            ~ 2600
            > M105
            < Error:Line Number is not Last Line Number+1, Last Line: 0
            < Resend: 1
            > N0 M110 N0*125
            < ok
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FAILED streaming.restarted-unseen OFF
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
    void findsALostOkThatReportsOfTemperaturesHide() {
        var dialogue = Dialogue.ready().printing("M109 S200\nG1 X1\n").play("> N2M109S200");
        for (int i = 0; i < 40; i++) dialogue.play("<  T:150.0 /200.0 B:20.0 /0.0\n~ 2000\n.");
        for (int i = 0; i < 31; i++) dialogue.play("<  T:199.8 /200.0 B:20.0 /0.0\n~ 2000");
        dialogue.play("""
            > N3M105
            < ok T:200.0 /200.0 B:20.0 /0.0
            > N4G1X1
            < ok
            """);
    }

    /// Found by simulation: the M110 of a print was damaged, an answer to the M105 before it came twice, and the
    /// firmware would have dropped line 2 as one that it had had.
    @Test
    void countsAnewWhenTheFirmwareCountsFromBefore() {
        Dialogue.ready().asking("G28\nG1 X1\n").play("""
            > N0 M110 N0*125
            < ok T:20.0 /0.0 B:20.0 /0.0
            .
            < Error:checksum mismatch, Last Line: 3
            < Resend: 4
            < ok
            > N0 M110 N0*125
            < ok
            ~ 350
            > N1M105*6
            < Error:Line Number is not Last Line Number+1, Last Line: 3
            < Resend: 4
            < ok
            > N0 M110 N0*125
            < ok
            ~ 350
            > N1M105*6
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Started
            > N2G28
            < ok
            > N3G1X1
            """);
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
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > G1X1
            < ok
            """).play(FINISH);
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
