package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import platen.printers.Connection;
import platen.printers.Dialect;

/// What a host says besides the program, and what it learns from answers: never at the cost of a move.
class HousekeepingTest {
    private static final String MOVES = "G1 X1\nG1 X2\nG1 X3\nG1 X4\nG1 X5\nG1 X6\n";

    @Test
    void announcesThatItAnswersPrompts() {
        Dialogue.ready("PROMPT_SUPPORT").play("> M876P1\n< ok\n.");
    }

    @Test
    void warnsOfAFirmwareThatWouldNotNoticeAHeaterThatRunsAway() {
        Dialogue.with("ender3").opened().play("""
            ~ 400
            >
            > N0 M110 N0*125
            < ok
            > M115
            < FIRMWARE_NAME:Marlin 1.0.0
            < Cap:THERMAL_PROTECTION:0
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Connected
            = Noted streaming.no-thermal-protection
            """);
    }

    @Test
    void asksForTemperaturesWhenThePlannerIsFull() {
        Dialogue.ready().printing(MOVES).play("""
            > G1X1
            ~ 5200
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > G1X2
            """);
    }

    @Test
    void asksLaterWhileThePlannerMayRunDry() {
        var dialogue = Dialogue.ready().printing("G1 X1\n".repeat(1000));
        for (int i = 0; i < 110; i++) dialogue.play("> G1X1\n~ 50\n< ok P15 B3");
        for (int i = 0; i < 300; i++) {
            var sent = dialogue.next();
            if (sent.contains("M105")) return;
            dialogue.play("~ 50\n< ok P15 B3");
        }
        throw new AssertionError("it never asks");
    }

    @Test
    void showsHowFarThePrintIsWhereTheProgramDoesNot() {
        var dialogue = Dialogue.ready("BUILD_PERCENT").printing("G1 X1\nG1 X2\nG1 X3\nG1 X4\n");
        dialogue.play("> G1X1\n< ok P15 B3\n> G1X2\n< ok P4 B3\n> M73P50\n< ok P4 B3\n> G1X3");
    }

    @Test
    void leavesTheDisplayToAProgramThatUsesIt() {
        var dialogue = Dialogue.ready("BUILD_PERCENT").printing("M73 P0\nG1 X2\nG1 X3\nG1 X4\n");
        dialogue.play("> M73P0\n< ok P15 B3\n> G1X2\n< ok P4 B3\n> G1X3\n< ok P4 B3\n> G1X4");
    }

    @Test
    void tellsAFirmwareThatWatchesTheFilamentThatAJobRuns() {
        Dialogue.ready("RUNOUT").asking("G1 X1\nG1 X2\n").play("""
            > N0 M110 N0*125
            < ok
            > M75
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Started
            > G1X1
            ! pause
            < ok
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > M114
            < ok
            > M76
            < ok
            = Paused streaming.paused
            ! resume
            = Resumed
            > G1X2
            < ok
            > M400
            < ok
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Ended FINISHED streaming.finished OFF
            > M77
            """);
    }

    @Test
    void warnsOnceOfABadLine() {
        var dialogue = Dialogue.ready().printing("G1 X1\n".repeat(1000));
        for (int i = 2; i < 22; i++) {
            dialogue.play("> N" + i + "G1X1\n< Error:checksum mismatch, Last Line: " + (i - 1) + "\n< Resend: " + i
                    + "\n< ok\n> N" + i + "G1X1\n< ok");
        }
        dialogue.play("~ 50\n= Noted streaming.many-resends\n> N22G1X1\n< ok\n~ 50\n> N23G1X1\n");
        assertEquals(20, dialogue.print().resends());
    }

    @Test
    void aFirmwareThatTellsItsPlacesOpensTheWindowOnALinkThatLosesNothing() {
        onNativeUsb().printing(MOVES).play("""
            > G1X1
            .
            < ok N2 P15 B2
            > G1X2
            > G1X3
            > G1X4
            .
            < ok N3 P14 B2
            > G1X5
            """);
    }

    @Test
    void theWindowStaysClosedAfterDamage() {
        onNativeUsb().printing(MOVES).play("""
            > N2G1X1
            < ok N2 P15 B1
            > N3G1X2
            > N4G1X3
            < Error:checksum mismatch, Last Line: 2
            < Resend: 3
            < ok
            ~ 350
            > N3G1X2
            .
            < ok N3 P14 B3
            > N4G1X3
            .
            < ok N4 P14 B3
            > N5G1X4
            .
            """);
    }

    @Test
    void onABridgeOnlyAPersonOpensTheWindow() {
        Dialogue.ready().printing(MOVES).play("> G1X1\n< ok N2 P15 B3\n> G1X2\n.\n< ok N3 P14 B3\n> G1X3\n.");
    }

    @Test
    void leavesAPrinterInPeaceForAsLongAsItsDwellLasts() {
        Dialogue.ready(Dialect.REPETIER)
                .printing("G4 S60\nG1 X1\n")
                .play("> G4S60\n~ 59900\n.\n< ok\n> M105\n< ok\n> G1X1");
    }

    @Test
    void aHeatUpThatSomebodyBeganAtThePanelIsNoSilence() {
        var dialogue = Dialogue.ready().printing("G1 X1\nG1 X2\n").play("> G1X1");
        for (int second = 0; second < 300; second++) {
            dialogue.play("~ 1000\n<  T:" + (20 + second / 3) + ".0 /200.0 B:20.0 /0.0\n.");
        }
        dialogue.play("< ok\n> G1X2");
    }

    @Test
    void noticesABoardThatLivesOnTheCableAndCannotHeat() {
        var dialogue = Dialogue.ready("AUTOREPORT_TEMP")
                .play("> M155S2\n< ok")
                .printing("M109 S200\nG1 X1\n")
                .play("> M109S200");
        for (int second = 0; second < 96; second += 2) dialogue.play("<  T:22.1 /200.0 B:21.0 /0.0\n~ 2000");
        dialogue.play("= Noted streaming.does-not-heat");
        for (int second = 0; second < 300; second += 2) dialogue.play("<  T:22.1 /200.0 B:21.0 /0.0\n~ 2000");
        assertNull(dialogue.conversation().news(), "it is told once");
    }

    @Test
    void countsHowOftenThePlannerRanDry() {
        var dialogue = Dialogue.ready().printing("G1 X1\n".repeat(7));
        for (int free : new int[] {15, 9, 4, 0, 15, 3, 2}) dialogue.play("> G1X1\n< ok P" + free + " B3");
        dialogue.play("> M400\n< ok P15 B3\n> M105\n< ok T:20.0 /0.0 B:20.0 /0.0");
        assertEquals(2, dialogue.ended().figures().underruns());
    }

    @Test
    void tellsWhatIsLikelyPrintedFromWhatWasSent() {
        var dialogue = Dialogue.ready().printing("G1 X1\n".repeat(40));
        for (int i = 0; i < 30; i++) dialogue.play("> G1X1\n< ok");
        assertEquals(31, dialogue.print().sent());
        assertEquals(30, dialogue.print().fileLine());
        assertEquals(14, dialogue.print().likelyLine(), "16 moves wait in the planner");
    }

    @Test
    void keepsTheWayFreeForM112WhileKlipperIsSilent() {
        var dialogue = Dialogue.with("voron-klipper")
                .opened()
                .play("""
            ~ 400
            >
            > M115
            < ok
            > M105
            < ok FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.13.0-84104bbb
            < ok B:25.0 /0.0 T0:25.0 /0.0
            = Connected
            """)
                .asking("M190 S110\n")
                .play("> M105\n< ok B:25.0 /0.0 T0:25.0 /0.0\n= Started\n> M190S110");
        dialogue.pass(Duration.ofHours(1));
        for (int probes = 0; probes < 6; probes++) dialogue.play("> M105");
        dialogue.play(".\n= Stalled\n! stop\n> M112");
    }

    private static Dialogue onNativeUsb() {
        var profile = Dialogue.like(Dialect.MARLIN, 1, 128);
        return Dialogue.of(profile.withConnection(new Connection(Dialect.MARLIN, 115_200, true, 1, 128, 96, false)));
    }
}
