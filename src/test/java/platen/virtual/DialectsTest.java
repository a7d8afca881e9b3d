package platen.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.printers.Dialect;

/// What the firmwares other than Marlin do differently; Klipper as recorded from a real one.
class DialectsTest {

    private static Dialogue talk(Dialect dialect) {
        return new Dialogue(Habits.of(dialect), 10);
    }

    @Test
    void prusaLooksForTheFirstStarAndAnswersDuplicates() {
        talk(Dialect.PRUSA).play("""
                > N1 G90*?
                < ok
                > N1 G90*?
                < Error:Line Number is not Last Line Number+1, Last Line: 1
                < Resend: 2
                < ok
                > N2 M105*37*5
                < ok T:22.0 /0.0 B:22.0 /0.0 T0:22.0 /0.0 @:0 B@:0 P:0.0 A:28.4
                > M999999
                < Unknown M code: M999999
                < ok
                """);
    }

    @Test
    void buddyGreetsNobodyAndTellsTemperaturesWithoutBlanks() {
        var talk = talk(Dialect.PRUSA_BUDDY);
        talk.firmware.reset(0);
        talk.play("""
                ~ 1
                -
                > N1 M105*?
                < ok T:22.00/0.00 B:22.00/0.00 X:36.00/36.00 A:28.00/0.00 @:0 B@:0 HBR@:0
                > N1 M105*?
                < Error:Line Number is not Last Line Number+1, Last Line: 1
                < Resend: 2
                < ok
                """);
    }

    @Test
    void repetierAcknowledgesOnReceiptAndSkipsWhatComesAfterARequest() {
        var talk = talk(Dialect.REPETIER);
        talk.play("""
                > N1 G4 S15*?
                < ok 1
                > N2 M105*?
                < ok 2
                ~ 2
                < T:22.0 /0.0 B:22.0 /0.0 B@:0 @:0
                > N3 G90*1
                < Error:checksum mismatch
                <\s
                < Resend:3
                < ok
                > N4 G90*?
                < skip 4
                < ok
                > N3 G90*?
                < ok 3
                > N2 M105*?
                < skip 2
                < ok
                > N9 G90*?
                < Error:Line Number is not Last Line Number+1
                <\s
                < Resend:4
                < ok
                < wait
                < wait
                """);
        assertEquals(1, talk.report().missing());
    }

    @Test
    void repetierTakesNoLineWithoutANumberAfterOneWith() {
        talk(Dialect.REPETIER).play("""
                > G90
                < ok
                > N1 G90*?
                < ok 1
                > G91
                < Error:Missing linenumber
                <\s
                < Resend:2
                < ok
                """);
    }

    @Test
    void repRapFirmwareDropsABadLineInSilenceAndDoesNotLookAtNumbers() {
        var talk = talk(Dialect.REPRAPFIRMWARE);
        talk.play("""
                > N1 G90*99
                ~ 5
                -
                > N7 G90*?
                < ok
                > N7 G90*?
                < ok
                > N8 M105
                < ok T:22.0 /0.0 B:22.0 /0.0
                > M12345
                < Error: M12345: Command is not supported
                < ok
                > G1 X5
                < Error: G1: Insufficient axes homed
                < ok
                """);
        assertEquals(0, talk.report().resent());
    }

    @Test
    void smoothieAsksWithoutAnOkAndAnswersNoWords() {
        var talk = talk(Dialect.SMOOTHIE);
        talk.play("""
                > N1 G90*99
                < rs N1
                ~ 3
                -
                > N1 G90*?
                < ok
                > HELLO
                < error:Unsupported command - HELLO
                ~ 1
                -
                > M114
                < ok C: X:0.0000 Y:0.0000 Z:0.0000 E:0.0000
                > M104 S200
                < ok
                > M112
                < ok Emergency Stop Requested - reset or M999 required to exit HALT state
                > M105
                < !!
                > M999
                < ok
                < Smoothie
                < ok
                > M105
                < ok T:22.0 /0.0 @0 B:22.0 /0.0 @0
                """);
    }

    @Test
    void klipperPassesOverNumbersAndAnswersEveryLine() {
        var talk = talk(Dialect.KLIPPER);
        talk.firmware.reset(0);
        talk.play("""
                ~ 1
                -
                > M115
                < ok FIRMWARE_NAME:Klipper FIRMWARE_VERSION:v0.13.0-84104bbb
                > N5 M105*99
                < ok B:22.0 /0.0 T0:22.0 /0.0
                > N2 M105
                < ok B:22.0 /0.0 T0:22.0 /0.0
                > HELLO WORLD
                < // Unknown command:"HELLO"
                < ok
                > m105
                < ok B:22.0 /0.0 T0:22.0 /0.0
                > ; only a comment
                < ok
                > \\n
                < ok
                > N5 *1
                < ok
                > M155 S1
                < // Unknown command:"M155"
                < ok
                > STATUS
                < // Klipper state: Ready
                < ok
                > G1 X10
                < !! Must home axis first
                < ok
                > G28
                < ok
                > M114
                < X:0.000 Y:0.000 Z:0.000 E:0.000
                < ok
                > G1 E10 F300
                < !! Extrude below minimum temp
                < ok
                > M112
                < // Klipper state: Shutdown
                < ok
                > G1 X1
                < // Printer is shutdown
                < !! Shutdown due to a fault of the printer
                < ok
                > FIRMWARE_RESTART
                < ok
                < // Klipper state: Disconnect
                < // Klipper state: Ready
                > M105
                < ok B:22.0 /0.0 T0:22.0 /0.0
                """);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void eachDiesInItsOwnWordsAndTurnsItsHeatersOff(Dialect dialect) {
        for (var kind : List.of("halt", "thermal-runaway")) {
            var talk = new Dialogue(Habits.of(dialect), 10, Faults.parse(kind + "@time:5s", 1));
            talk.ask("M104 S200");
            assertTrue(talk.hear(4).stream().noneMatch(line -> line.contains("!!")));
            assertTrue(!talk.hear(3).isEmpty(), dialect::name);
            assertTrue(talk.report().halted());
            assertEquals(0, talk.report().nozzleTargetC());
        }
    }
}
