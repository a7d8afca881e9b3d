package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.printers.Dialect;
import platen.streaming.Status.Connection;
import platen.values.Message;

/// What `docs/serial-rules.md` asks of waiting, errors, stops and temperatures.
class SerialStatesTest {
    // Busy, long commands, timeouts

    @Test
    void asksNothingWhileThePrinterSaysThatItIsBusy() {
        var dialogue = Dialogue.ready().printing("G28\nG1 X1\n").play("> G28");
        for (int i = 0; i < 300; i++) dialogue.play("~ 2000\n< echo:busy: processing\n.");
        assertFalse(dialogue.status().stalled());
        dialogue.play("< ok\n> M105\n< ok T:20.0 /0.0 B:20.0 /0.0\n> G1X1");
    }

    @Test
    void reportsWithoutTargetsKeepAHeatUpAlive() {
        var dialogue = Dialogue.ready().printing("M190 S60\nM109 S215\nG1 X1\n").play("""
            > M190S60
            < T:20.1 /0.0 B:60.0 /60.0 T0:20.1 /0.0 @:0 B@:80
            < ok
            > M109S215
            < T:20.3 E:0 W:?
            """);
        for (int i = 0; i < 300; i++) dialogue.play("< T:" + (20 + i / 2) + ".5 E:0 W:?\n~ 1000\n.");
        assertFalse(dialogue.status().stalled());
        dialogue.play("< ok\n> G1X1");
    }

    // Reset, errors, halt

    @Test
    void greetsABoardThatRestartsWhileIdleAndTurnsItsReportsOnAgain() {
        Dialogue.ready("AUTOREPORT_TEMP").play("""
            > M155S2
            < ok
            < start
            < PowerUp
            < Marlin bugfix-2.1.x
            .
            ~ 600
            >
            > N0 M110 N0*125
            < ok
            > N1M115
            < FIRMWARE_NAME:Marlin bugfix-2.1.x (Nov 23 2026 13:36:31) PROTOCOL_VERSION:1.0
            < Cap:AUTOREPORT_TEMP:1
            < ok
            > M105
            < ok T:25.00 /0.00 B:25.00 /0.00 @:0 B@:0
            = Connected
            > M155S2
            """);
    }

    @Test
    void hearsARestartThroughTheNoiseOfABoardThatStarts() {
        Dialogue.ready()
                .printing("G28\n")
                .play("""
            > G28
            < \0\0\u00fe\u0080start
            """ + Dialogue.COLD.replace("> M104S0\n", "~ 100\n> M104S0\n")
                        + "= Ended FAILED streaming.restarted OFF");
    }

    @Test
    void tellsTheCauseOfARestartThatStandsALineBehindIt() {
        var dialogue = Dialogue.ready().printing("G28\n").play("> G28\n< start\n< Brown out Reset\n" + Dialogue.COLD);
        assertEquals(
                Message.of("streaming.restarted", "Brown out Reset"),
                dialogue.ended().outcome().why());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error:Probing Failed",
                "Error:Homing Failed",
                "fatal:heater/sensor error",
                "!! Move exceeds maximum extrusion"
            })
    void anErrorThatIsNeitherDamageNorAboutTheCardEndsThePrintCold(String error) {
        Dialogue.ready()
                .printing("G28\n")
                .play("> G28\n< " + error + "\n" + Dialogue.COLD + "= Ended FAILED streaming.error OFF");
    }

    @Test
    void aPrinterThatStoppedEndsThePrintColdWithItsReason() {
        Dialogue.ready()
                .printing("G28\n")
                .play("> G28\n< Error:Printer stopped due to errors. Fix the error and use M999 to restart."
                        + " (Temperature is reset.)\n" + Dialogue.COLD + "= Ended FAILED streaming.stopped OFF");
    }

    @Test
    void aPrinterThatStoppedTakesNoPrintBeforeAPersonLetItGo() {
        var dialogue = Dialogue.ready()
                .play("< Error:Printer stopped due to errors. Fix the error and use M999 to restart.")
                .play("= Noted streaming.stopped")
                .asking("G28\n")
                .play("= Refused streaming.needs-reset\n! G28\n= Refused streaming.not-now\n! M999\n> M999");
        assertEquals(Status.Connection.CONNECTING, dialogue.status().connection());
        dialogue.play("""
            < ok
            ~ 950
            >
            > N0 M110 N0*125
            < ok
            > M27
            """);
    }

    @Test
    void klipperThatShutDownWaitsForItsRestart() {
        var dialogue = klipper().play("""
            > G28
            < // Klipper state: Shutdown
            > M104S0
            < // Shutdown due to M112 command
            < // Once the underlying issue is corrected, use the
            < // Printer is shutdown
            < !! Shutdown due to M112 command
            < ok
            > M140S0
            < !! Shutdown due to M112 command
            < ok
            > M105
            < !! Shutdown due to M112 command
            < ok
            < ok B:39.0 /40.0 T0:76.8 /200.0
            = Ended FAILED streaming.halted UNCONFIRMED
            """);
        assertEquals(Connection.HALTED, dialogue.status().connection());
        dialogue.asking("G28\n").play("""
            = Refused streaming.needs-reset
            < // Klipper state: Disconnect
            < // Klipper state: Ready
            ~ 600
            >
            > M104S0
            < ok
            > M140S0
            """);
    }

    @Test
    void smoothieThatAnswersOnlyExclamationMarksHasStoppedItself() {
        var dialogue = Dialogue.ready(Dialect.SMOOTHIE).printing("G28\nG1 X1\n").play("""
            > G28
            < !!
            > N0 M110 N0*125
            < !!
            ~ 2100
            = Ended FAILED streaming.halted UNCONFIRMED
            """);
        assertEquals(Connection.HALTED, dialogue.status().connection());
    }

    // Emergency and stop

    @Test
    void anEmergencyStopWithoutAPrintTurnsTheHeatersOffToo() {
        var dialogue = Dialogue.ready().play("""
            ! stop
            > M112
            > M104 S0
            > M140 S0
            = Noted streaming.emergency-stop
            """);
        assertEquals(Connection.HALTED, dialogue.status().connection());
    }

    // Temperatures

    @Test
    void asksForTemperaturesMoreOftenWhileItHeats() {
        Dialogue.ready().play("""
            ~ 4900
            .
            ~ 200
            > M105
            < ok T:25.0 /200.0 B:20.0 /0.0
            ~ 1900
            .
            ~ 200
            > M105
            < ok T:30.0 /200.0 B:20.0 /0.0
            """);
    }

    @Test
    void asksForTemperaturesWhenTheReportsDoNotCome() {
        Dialogue.ready("AUTOREPORT_TEMP").play("""
            > M155S2
            < ok
            ~ 2000
            <  T:25.00 /0.00 B:25.00 /0.00 @:0 B@:0
            ~ 6900
            .
            ~ 200
            > M105
            """);
    }

    @Test
    void theFanOfAHeatbreakIsNoHeater() {
        Dialogue.ready(Dialect.PRUSA_BUDDY).printing("G1 X1\n").play("""
            > G1X1
            ! cancel
            < ok
            > M104S0
            < ok
            > M140S0
            < ok
            > M105
            < ok T:171.94/0.00 B:60.00/0.00 X:37.95/36.00 A:45.43/0.00 @:0 B@:0 HBR@:255
            > M104S0
            """);
    }

    // Card

    @Test
    void leavesAPrintAloneThatSomebodyStartsAtThePanel() {
        var dialogue = Dialogue.ready().play("""
            < echo:enqueing "M23 part.gco"
            < echo:enqueing "M24"
            ~ 5100
            .
            """);
        assertEquals(Connection.FOREIGN, dialogue.status().connection());
        dialogue.asking("G28\n").play("""
            = Refused streaming.prints-from-card
            ~ 5000
            > M27
            < SD printing byte 123/4567
            < ok
            .
            """);
    }

    private static Dialogue klipper() {
        return Dialogue.with("voron-klipper").opened().play("""
            ~ 400
            >
            > M115
            < ok
            > M105
            < ok FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.13.0-84104bbb
            < ok B:25.0 /0.0 T0:25.0 /0.0
            = Connected
            """).asking("G28\n").play("""
            > M105
            < ok B:25.0 /0.0 T0:25.0 /0.0
            = Started
            """);
    }
}
