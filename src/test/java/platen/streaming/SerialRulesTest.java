package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import platen.printers.Dialect;

/// What `docs/serial-rules.md` asks of framing, acknowledgements and resends.
class SerialRulesTest {
    private static final String MOVES = "G1 X1\nG1 X2\nG1 X3\nG1 X4\nG1 X5\nG1 X6\n";
    // Framing

    @Test
    void aLineMayBeAsLongAsTheProfileSays() {
        var object =
                "EXCLUDE_OBJECT_DEFINE NAME=part CENTER=100,100 POLYGON=[[80,80],[120,80],[120,120],[80,120],[80,80]]";
        klipper(object + "\nG28\n").play("> " + object + "\n< ok\n> G28");
        Dialogue.ready()
                .printing("G28\n" + object + "\n")
                .play("> G28\n< ok\n" + Dialogue.COLD + "= Ended FAILED streaming.too-long OFF");
    }

    @Test
    void aProgramThatAsksForAPersonIsHeldByTheHost() {
        Dialogue.ready()
                .printing("G1 X1\nM0 Put the nut in\n@beep\nG1 X2\n;@pause\n")
                .play("""
            > N2G1X1
            < ok
            > N3M400
            < ok
            > N4M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > N5M114
            < ok
            = Paused streaming.program-holds-for
            .
            ! resume
            = Resumed
            > N6G1X2
            < ok
            > N7M400
            < ok
            > N8M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > N9M114
            < ok
            = Paused streaming.program-holds
            """);
    }

    // Acknowledgements

    @Test
    void surplusOksGiveNoCredit() {
        Dialogue.ready().play("< ok\n< ok\n.").printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            .
            < ok
            > N3G1X2
            .
            """);
    }

    @Test
    void takesWaitForTheOkThatWasLost() {
        Dialogue.ready(Dialect.REPETIER).printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            < wait
            > N3G1X2
            < ok 3
            > N4M400
            """);
    }

    @Test
    void aNumberedOkAcceptsAllLinesBeforeIt() {
        var dialogue =
                Dialogue.sendingAhead(3, 128).printing("G1 X1\nG1 X2\nG1 X3\n").play("""
            > N2G1X1
            > N3G1X2
            > N4G1X3
            < ok N2 P14 B3
            < ok N4 P12 B3
            """);
        assertEquals(3, dialogue.print().accepted());
        dialogue.play("> N5M400");
    }

    @Test
    void anEmptyLineBeforeARequestAndASkippedLineAreNothingSpecial() {
        Dialogue.ready(Dialect.REPETIER).printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            <
            < Resend:2
            < ok
            > N2G1X1
            < skip 2
            < ok
            > N3G1X2
            < ok
            > N4M400
            """);
    }

    @Test
    void theOkAfterAnErrorOfKlipperAcceptsNothingNew() {
        klipper("G28\nG1 X500\n").play("""
            > G28
            < ok
            > G1X500
            < !! Move out of range: 500.000 100.000 0.000 [0.000]
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok
            .
            < ok B:25.0 /0.0 T0:25.0 /0.0
            = Ended FAILED streaming.error OFF
            """);
    }

    @Test
    void anUnknownCommandIsAcceptedLikeOthers() {
        Dialogue.ready().printing("M900 K0.1\nG1 X1\n").play("""
            > N2M900K0.1
            < echo:Unknown command: "M900 K0.1"
            < ok
            > N3G1X1
            < Error:volume.init failed
            < ok
            > N4M400
            """);
    }

    // Resends

    @Test
    void goesBackToTheLineAndIgnoresTheRequestsOfThoseUnderWay() {
        Dialogue.sendingAhead(4, 128).printing(MOVES).play("""
            > N2G1X1
            > N3G1X2
            > N4G1X3
            > N5G1X4
            .
            < Error:checksum mismatch, Last Line: 1
            < Resend: 2
            < ok
            .
            < Error:Line Number is not Last Line Number+1, Last Line: 1
            < Resend: 2
            < ok
            < Error:Line Number is not Last Line Number+1, Last Line: 1
            < Resend: 2
            < ok
            .
            ~ 350
            > N2G1X1
            .
            < ok
            > N3G1X2
            .
            < ok
            > N4G1X3
            .
            < ok
            > N5G1X4
            < ok
            > N6G1X5
            .
            """);
    }

    @Test
    void doesNotTakeTheRequestsOfManyLinesUnderWayForOneThatNeverArrives() {
        var program = new StringBuilder();
        for (int i = 2; i < 16; i++) program.append("G1 X").append(i).append('\n');
        var dialogue = Dialogue.sendingAhead(14, 1024).printing(program.toString());
        for (int i = 2; i < 16; i++) dialogue.play("> N" + i + "G1X" + i);
        dialogue.play("< Error:checksum mismatch, Last Line: 1\n< Resend: 2\n< ok");
        for (int i = 3; i < 16; i++) {
            dialogue.play("< Error:Line Number is not Last Line Number+1, Last Line: 1\n< Resend: 2\n< ok\n.");
        }
        dialogue.play("~ 350\n> N2G1X2\n< ok\n> N3G1X3");
    }

    @Test
    void pausesWhenTheRestOfALineThatWasCutInTwoMayHaveBeenExecuted() {
        Dialogue.sendingAhead(3, 128).printing(MOVES).play("""
            > N2G1X1
            > N3G1X2
            > N4G1X3
            < Error:checksum mismatch, Last Line: 1
            < Resend: 2
            < ok
            < ok
            ~ 350
            > N2G1X1
            < ok
            > N3G1X2
            < ok
            > N4G1X3
            < ok
            > N5M400
            < ok
            > N6M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > N7M114
            < ok
            = Paused streaming.surplus-ok
            """);
    }

    @Test
    void theRestOfALineThatIsNoCommandHarmsNothing() {
        Dialogue.sendingAhead(3, 128).printing(MOVES).play("""
            > N2G1X1
            > N3G1X2
            > N4G1X3
            < ok
            > N5G1X4
            < Error:checksum mismatch, Last Line: 2
            < Resend: 3
            < ok
            < echo:Unknown command: "4*98"
            < ok
            ~ 350
            > N3G1X2
            < ok
            > N4G1X3
            < ok
            > N5G1X4
            < ok
            > N6G1X5
            """);
    }

    @Test
    void stopsWhenALineIsWantedThatWasSentTooLongAgo() {
        var dialogue = Dialogue.ready().printing("G1 X1\n".repeat(1000));
        for (int more = 0; more < 2; more++) {
            dialogue.conversation()
                    .supply(Dialogue.chunk("G1 X1\n".repeat(1000), Dialogue.like(Dialect.MARLIN, 1, 128)));
        }
        for (int i = 0; i < 2200; i++) dialogue.play("> G1X1\n< ok");
        dialogue.play("""
            > N2202G1X1
            < Error:Line Number is not Last Line Number+1, Last Line: 99
            < Resend: 100
            """ + Dialogue.COLD + "= Ended FAILED streaming.forgotten-line OFF");
    }

    @Test
    void repeatsLinesThatWereSentLongAgo() {
        var dialogue = Dialogue.ready().printing("G1 X1\n".repeat(1000));
        for (int i = 0; i < 200; i++) dialogue.play("> G1X1\n< ok");
        dialogue.play("> N202G1X1\n< Error:Line Number is not Last Line Number+1, Last Line: 115\n< Resend: 116");
        dialogue.play("< ok");
        for (int line = 116; line <= 203; line++) dialogue.play("> N" + line + "G1X1\n< ok");
    }

    @Test
    void learnsFromTheNextLineWhatADamageWithoutARequestHasCost() {
        Dialogue.ready().printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            < Error:No Line Number with checksum, Last Line: 1
            .
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
            """);
    }

    @Test
    void aRequestForTheFirstLineRightAfterAResetRepeatsNoMove() {
        Dialogue.ready().asking("G1 X1\n").play("""
            > N0 M110 N0*125
            < ok
            > N1M105
            < Error:Line Number is not Last Line Number+1, Last Line: 0
            < Resend: 1
            < ok
            > N1M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            = Started
            > N2G1X1
            """);
    }

    @Test
    void smoothieOwesNoOkAfterItsRequest() {
        Dialogue.ready(Dialect.SMOOTHIE).printing("G1 X1\nG1 X2\n").play("""
            > N2G1X1
            < rs N2 Expected checksum 67
            > N2G1X1
            < ok
            > N3G1X2
            """);
    }

    @Test
    void endsColdWhereNobodyCanSayWhetherALineArrived() {
        Dialogue.with("reprapfirmware")
                .greeted()
                .printing("G1 X1\nG1 X2\n")
                .play("""
            > N2G1X1
            ~ 3000
            > N3M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            """ + Dialogue.COLD + "= Ended FAILED streaming.unanswered-line OFF");
    }

    @Test
    void waitsForKlipperWithoutNumbersAndWithoutRepeating() {
        klipper("G28\nG1 X500\n").play("""
            > G28
            ~ 15100
            > M105
            ~ 1000
            .
            < ok
            .
            < ok B:25.0 /0.0 T0:25.0 /0.0
            > G1X500
            < Resend: 1
            .
            """);
    }

    private static Dialogue klipper(String program) {
        return Dialogue.with("voron-klipper").opened().play("""
            ~ 400
            >
            > M115
            < ok
            > M105
            < ok FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.13.0-84104bbb
            < ok B:25.0 /0.0 T0:25.0 /0.0
            = Connected
            """).asking(program).play("""
            > M105
            < ok B:25.0 /0.0 T0:25.0 /0.0
            = Started
            """);
    }
}
