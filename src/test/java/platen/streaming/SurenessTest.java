package platen.streaming;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import platen.printers.Dialect;

/// When a print counts as printed: an `ok` has no name, and may be an old one, but temperatures answer a question.
class SurenessTest {

    @Test
    void oldOksDoNotEndAPrint() {
        Dialogue.ready().printing("G1 X1\n").play("""
            > G1X1
            < ok
            > M400
            < ok
            > M105
            < ok
            ~ 300
            > M105
            < ok
            ~ 300
            > M105
            < ok T:20.0 /0.0 B:20.0 /0.0
            > M115
            < FIRMWARE_NAME:Marlin
            < ok
            = Ended FINISHED streaming.finished OFF
            """);
    }

    /// After a long silence answers may still come to what was asked during it.
    @Test
    void aLateAnswerDoesNotLetAPrintBegin() {
        var dialogue = Dialogue.ready();
        dialogue.pass(Duration.ofSeconds(6));
        dialogue.play("> M105");
        dialogue.pass(Duration.ofMinutes(5));
        for (int probes = 0; probes < 12; probes++) dialogue.play("> M105");
        dialogue.play("= Stalled\n< ok T:20.0 /0.0 B:20.0 /0.0\n= Recovered")
                .asking("G1 X1\n")
                .play("""
            > N0 M110 N0*125
            < ok
            > N1M105*6
            < ok T:20.0 /0.0 B:20.0 /0.0
            > M115
            < ok T:20.0 /0.0 B:20.0 /0.0
            .
            < FIRMWARE_NAME:Marlin
            < ok
            = Started
            > G1X1
            """);
    }

    @Test
    void aFirmwareThatNeverAnswersByTemperaturesIsBelievedAtLast() {
        Dialogue.ready().printing("G1 X1\n").play("""
            > G1X1
            < ok
            > M400
            < ok
            > M105
            < ok
            ~ 300
            > M105
            < ok
            ~ 300
            > M105
            < ok
            ~ 300
            > M105
            < ok
            ~ 300
            > M115
            < ok
            ~ 2300
            > M115
            < ok
            ~ 2300
            > M115
            < ok
            ~ 300
            = Ended FINISHED streaming.finished OFF
            """);
    }

    @Test
    void anOkOnReceiptDoesNotSayThatAPartIsDone() {
        Dialogue.ready(Dialect.REPETIER).asking("G1 X1\n").play("""
            > N0 M110 N0*125
            < ok 0
            > M105
            < ok 1
            .
            < T:20.0 /0.0 B:20.0 /0.0
            = Started
            > N2G1X1
            < ok 2
            > M400
            < ok 3
            > M105
            < ok 4
            ~ 1000
            < busy:paused for user
            = NeedsPerson [paused for user]
            ~ 60000
            .
            < T:20.0 /0.0 B:20.0 /0.0
            = Ended FINISHED streaming.finished OFF
            """);
    }

    @Test
    void countsAnewOnlyOnceWhileThePrinterWaitsForAPerson() {
        Dialogue.ready().asking("G1 X1\n").play("""
            > N0 M110 N0*125
            < echo:busy: paused for user
            = NeedsPerson [paused for user]
            ~ 60000
            .
            < ok
            > N1M105
            """);
    }
}
