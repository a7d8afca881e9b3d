package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Pausing, resuming and cancelling: what is kept, what is restored, and how it always ends cold.
class PauseTest {
    private static final String PROGRAM = "M104 S210\nG91\nG1 X10 E1 F1500\nG1 X10 E2\nG1 X10 E3\n";
    private static final String TO_THE_SECOND_MOVE = """
            > M104S210
            < ok
            > G91
            < ok
            > G1X10E1F1500
            < ok
            > G1X10E2
            """;
    private static final String INTO_THE_PAUSE = """
            ! pause
            .
            < ok
            > M400
            < echo:busy: processing
            < ok
            > M105
            < ok T:210.0 /210.0 B:60.0 /60.0
            > M114
            < X:20.00 Y:30.50 Z:0.30 E:3.00 Count X:1600 Y:2440 Z:120
            < ok
            > M83
            < ok
            > G1E-5F3600
            < ok
            > G91
            < ok
            > G1Z10F600
            < ok
            > G90
            < ok
            > G1X0Y200F6000
            .
            < ok
            = Paused streaming.paused
            .
            """;
    private static final String COLD = """
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:210.0 /0.0 B:60.0 /0.0
            """;

    @Test
    void bringsBackPositionHeatModesAndFeed() {
        var dialogue = Dialogue.ready().printing(PROGRAM).play(TO_THE_SECOND_MOVE + INTO_THE_PAUSE);
        assertEquals(Status.Stage.PAUSED, dialogue.print().stage());
        dialogue.play("""
            ! resume
            > G90
            < ok
            > M83
            < ok
            > M109S210
            <  T:209.0 /210.0 B:60.0 /60.0
            < ok
            > G1E5F2400
            < ok
            > G1X20Y30.5F6000
            < ok
            > G1Z0.3F600
            < ok
            > G91
            < ok
            > M83
            < ok
            > G92E3
            < ok
            > G1F1500
            < ok
            = Resumed
            > G1X10E3
            < ok
            > M400
            """);
    }

    @Test
    void keepsThePrinterWarmWhilePaused() {
        Dialogue.ready().printing(PROGRAM).play(TO_THE_SECOND_MOVE + INTO_THE_PAUSE + """
            ~ 5100
            > M105
            < ok T:210.0 /210.0 B:60.0 /60.0
            .
            """);
    }

    @Test
    void staysWhereItIsWhenThePositionIsNotTold() {
        Dialogue.ready().printing(PROGRAM).play(TO_THE_SECOND_MOVE + """
            ! pause
            < ok
            > M400
            < ok
            > M105
            < ok T:210.0 /210.0 B:60.0 /60.0
            > M114
            < ok
            = Paused streaming.paused
            ! resume
            = Resumed
            > G1X10E3
            """);
    }

    @Test
    void cancelsWhilePrinting() {
        Dialogue.ready().printing(PROGRAM).play(TO_THE_SECOND_MOVE + """
            ! cancel
            .
            < ok
            """ + COLD + """
            > M104S0
            < ok
            > M140S0
            < ok
            > M107
            < ok
            > G91
            < ok
            > G1Z10F600
            < ok
            > G90
            < ok
            > G28XY
            < echo:busy: processing
            < ok
            > M84XYE
            < ok
            > M105
            < ok T:209.0 /0.0 B:60.0 /0.0
            = Ended CANCELLED streaming.cancelled OFF
            .
            """);
    }

    @Test
    void doesNotEndACancelledPrintBeforeTheLastCommandOfItsScriptIsCarriedOut() {
        Dialogue.ready().printing(PROGRAM).play(TO_THE_SECOND_MOVE + """
            ! cancel
            < ok
            """ + COLD + """
            > M104S0
            < ok
            > M140S0
            < ok
            > M107
            < ok
            > G91
            < ok
            > G1Z10F600
            < ok
            > G90
            < ok
            > G28XY
            < ok
            > M84XYE
            < ok
            > M105
            < ok
            .
            < ok T:209.0 /0.0 B:60.0 /0.0
            = Ended CANCELLED streaming.cancelled OFF
            .
            """);
    }

    @Test
    void cancelsInTheMiddleOfHeating() {
        Dialogue.ready("EMERGENCY_PARSER")
                .printing("M109 S210\nG1 X1\n")
                .play("""
            > M109S210
            <  T:25.00 /210.00 B:25.00 /0.00 @:0 B@:0 W:?
            ! cancel
            > M108
            < ok
            < ok
            """ + COLD.replaceFirst("(?s)> M140S0", "< ok\n> M140S0").replaceFirst("< ok\n", "") + """
            > M104S0
            """);
    }

    /// An M108 without checksum, damaged, could be an M18.
    @Test
    void interruptsTheHeatWithANumberAlsoWhileALineIsSentAgain() {
        Dialogue.ready("EMERGENCY_PARSER").printing("M109 S210\nG1 X1\n").play("""
            > M109S210
            < Error:checksum mismatch, Last Line: 1
            < Resend: 2
            ! cancel
            .
            < ok
            > N2M109S210
            > N3M108
            """);
    }

    @Test
    void waitsForTheHeatToCancelWhereNothingCanInterruptIt() {
        Dialogue.ready().printing("M109 S210\nG1 X1\n").play("""
            > M109S210
            <  T:25.00 /210.00 B:25.00 /0.00 @:0 B@:0 W:?
            ! cancel
            ~ 5000
            <  T:125.00 /210.00 B:25.00 /0.00 @:0 B@:0 W:?
            ~ 5000
            .
            < ok
            """ + COLD);
    }

    @Test
    void endsUnconfirmedWhenNothingAnswersACancel() {
        var dialogue = Dialogue.ready().printing("G1 X1\n").play("""
            > G1X1
            ! cancel
            ~ 60000
            = Ended CANCELLED streaming.cancelled UNCONFIRMED
            """);
        assertEquals(Status.Connection.CONNECTING, dialogue.status().connection());
    }

    @Test
    void coolsFirstOfAllWhenThePortIsBack() {
        Dialogue.ready()
                .printing(PROGRAM)
                .play(TO_THE_SECOND_MOVE)
                .lost()
                .play("""
            = Ended FAILED streaming.port-lost UNCONFIRMED
            = Disconnected
            """)
                .opened()
                .play("""
            ~ 400
            >
            > N0 M110 N0*125
            < ok
            """ + COLD + """
            = CooledDown true
            > M115
            """);
    }

    @Test
    void coolsFirstOfAllAfterACrash() {
        Dialogue.afterACrash("ender3").opened().play("""
            ~ 100
            < ok T:210.0 /210.0 B:60.0 /60.0
            ~ 600
            >
            > N0 M110 N0*125
            < ok
            > M104S0
            < ok
            """);
    }

    @Test
    void saysThatTheHeatersAreNotOffWhenThePrinterSaysSo() {
        Dialogue.ready().printing("G1 X1\n").play("""
            > G1X1
            ! cancel
            < ok
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:210.0 /210.0 B:60.0 /0.0
            >
            > M104 S0
            > M140 S0
            > N0 M110 N0*125
            """);
    }

    @Test
    void leavesAForeignPrintAlone() {
        var dialogue = Dialogue.with("ender3").opened().play("""
            ~ 100
            <  T:210.00 /210.00 B:60.00 /60.00 @:0 B@:0
            ~ 600
            >
            > N0 M110 N0*125
            < ok
            > M27
            < SD printing byte 123/4567
            < ok
            .
            """);
        assertEquals(Status.Connection.FOREIGN, dialogue.status().connection());
        dialogue.asking(PROGRAM).play("""
            = Refused streaming.prints-from-card
            ~ 10100
            > M27
            < Not SD printing
            < ok
            ~ 10100
            >
            > N0 M110 N0*125
            """);
    }

    @Test
    void stopsAtOnceInAnEmergency() {
        Dialogue.ready().printing("G1 X1\n").play("""
            > G1X1
            ! stop
            > M112
            > N0 M110 N0*125
            < Error:Printer halted. kill() called!
            ~ 2100
            = Ended FAILED streaming.emergency-stop UNCONFIRMED
            """);
    }
}
