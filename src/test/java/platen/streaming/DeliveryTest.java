package platen.streaming;

import org.junit.jupiter.api.Test;

/// Each line is accepted once, whatever becomes of it and of its `ok` on the wire.
class DeliveryTest {
    private static final String PROGRAM = "G28\nG1 X10 F3000\n";

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
            """).play(Dialogue.FINISH);
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
            """).play(Dialogue.FINISH);
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
            """).play(Dialogue.FINISH);
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
            """).play(Dialogue.FINISH);
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
            """).play(Dialogue.FINISH);
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
            """).play(Dialogue.FINISH);
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
}
