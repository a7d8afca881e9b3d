package platen.virtual;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import platen.gcode.ProgramDigest;
import platen.values.Digest;

/// Dialogues as they were recorded from a real Marlin 2.1.
class FirmwareTest {

    @Test
    void checksNumbersAndChecksums() {
        Dialogue.marlin().play("""
                > N0 M110 N0*125
                < ok
                > N1 M105*38
                < ok T:22.00 /0.00 B:22.00 /0.00 @:0 B@:0
                > N2 G1 X10 F3000*54
                < ok
                > N3 G1 X11*99
                < Error:checksum mismatch, Last Line: 2
                < Resend: 3
                < ok
                > N3 G1 X11*83
                < ok
                > N6 G1 X12*85
                < Error:Line Number is not Last Line Number+1, Last Line: 3
                < Resend: 4
                < ok
                > N4 G1 X12*87
                < ok
                > N5 M105
                < Error:No Checksum with line number, Last Line: 4
                < Resend: 5
                < ok
                """);
    }

    @Test
    void dropsTheLastTwoLinesInSilenceWhenTheyComeAgain() {
        Dialogue.marlin().play("""
                > N0 M110 N3*?
                < ok
                > N4 M114*?
                < X:0.00 Y:0.00 Z:0.00 E:0.00 Count X:0 Y:0 Z:0
                < ok
                > N5 G4 P0*?
                < //action:notification Sleep...
                < ok
                > N5 G4 P0*?
                > N4 M114*?
                ~ 3
                -
                > N3 M114*?
                < Error:Line Number is not Last Line Number+1, Last Line: 5
                < Resend: 6
                < ok
                """);
    }

    @Test
    void throwsAwayWhatHasArrivedWhenItAsksAgain() {
        Dialogue.marlin().play("""
                > M110 N3
                < ok
                > N4 G4 P0*00\\nN5 G4 P0*98\\nN6 G4 P0*97\\nN7 G4 P0*96\\n
                < Error:checksum mismatch, Last Line: 3
                < Resend: 4
                < ok
                ~ 3
                -
                """);
    }

    @Test
    void takesUnnumberedLinesAndSetsNumbers() {
        Dialogue.marlin().play("""
                > M110 N100
                < ok
                > N101 G90*?
                < ok
                > N55 M110 N200*79
                < ok
                > N201 G90*?
                < ok
                > G90*55
                < ok
                > \\n\\n\\r\\n
                >   G90 ; comment
                < ok
                > ; only a comment
                ~ 1
                -
                > N\\n
                < Error:Line Number is not Last Line Number+1, Last Line: 201
                < Resend: 202
                < ok
                """);
    }

    @Test
    void acknowledgesWhatItDoesNotKnow() {
        Dialogue.marlin().play("""
                > (paren comment) M105
                < echo:Unknown command: "(paren comment) M105"
                < ok
                > m105
                < echo:Unknown command: "m105"
                < ok
                > n2 M105*5
                < echo:Unknown command: "n2 M105"
                < ok
                > M999999
                < echo:Unknown command: "M999999"
                < ok
                > HELLO WORLD
                < echo:Unknown command: "HELLO WORLD"
                < ok
                > T5
                < echo:T5 Invalid extruder
                < ok
                > T0
                < ok
                """);
    }

    @Test
    void cutsLinesOver95CharactersSoThatTheirChecksumIsGone() {
        var text = "a".repeat(110);
        Dialogue.marlin().play("""
                > M117 %s
                < ok
                > N1 M117 %s*7
                < Error:No Checksum with line number, Last Line: 0
                < Resend: 1
                < ok
                """.formatted(text, text));
    }

    @Test
    void saysThatItIsBusyEveryTwoSeconds() {
        Dialogue.marlin().play("""
                > G4 S5
                < //action:notification Sleep...
                < echo:busy: processing
                < echo:busy: processing
                < ok
                """);
    }

    @Test
    void acknowledgesAMoveWhenItIsPlannedAndWaitsForItsEndByM400() {
        var talk = Dialogue.marlin();
        talk.play("""
                > G1 X100 Y100 F3000
                < ok
                > M114
                < X:100.00 Y:100.00 Z:0.00 E:0.00 Count X:8000 Y:8000 Z:0
                < ok
                > M400
                < echo:busy: processing
                < ok
                """);
        assertEquals(3, talk.seconds(), 0.1); // 141 mm at 50 mm/s, the ramps, and 0.1 s before the first move
    }

    @Test
    void plansMovesAheadAndTellsItsFreePlaces() {
        new Dialogue(Habits.marlin().withAdvancedOk(), 1).play("""
                > G1 X21 F300\\nG1 X22\\nG1 X23\\nG1 X24\\nG1 X25\\nG1 X26\\nG1 X27\\nG1 X28\\n
                < ok P14 B0
                < ok P13 B0
                < ok P12 B0
                < ok P11 B0
                < ok P10 B0
                < ok P9 B1
                < ok P8 B2
                < ok P7 B3
                > G1 X29\\nG1 X30\\nG1 X31\\nG1 X32\\nG1 X33\\nG1 X34\\nG1 X35\\nG1 X36\\nG1 X37\\n
                < ok P6 B0
                < ok P5 B0
                < ok P4 B0
                < ok P3 B0
                < ok P2 B0
                < ok P1 B0
                < ok P0 B1
                -
                < echo:busy: processing
                < echo:busy: processing
                < ok P0 B2
                """);
    }

    @Test
    void endsMovesAtItsBoundsOnceItIsHomed() {
        Dialogue.marlin().play("""
                > G28
                < echo:busy: processing
                < echo:busy: processing
                < X:0.00 Y:0.00 Z:0.00 E:0.00 Count X:0 Y:0 Z:0
                < ok
                > G1 X500 F12000
                < ok
                > M114
                < X:220.00 Y:0.00 Z:0.00 E:0.00 Count X:17600 Y:0 Z:0
                < ok
                """);
    }

    @Test
    void refusesToExtrudeCold() {
        Dialogue.marlin().play("""
                > G1 E10 F300
                < echo: cold extrusion prevented
                < ok
                """);
    }

    @Test
    void heatsWithThermalMassAndTellsOnTheWay() {
        var talk = new Dialogue(Habits.marlin(), 1);
        talk.ask("M140 S60");
        talk.ask("M109 S205");
        assertTrue(talk.seconds() > 30, "a nozzle takes its time");
        assertEquals(205, talk.report().nozzleC(), 1);
        assertTrue(talk.report().maxNozzleC() < 210);
        talk.ask("M190 S60");
        assertEquals(60, talk.report().bedC(), 1);
        talk.ask("M104 S0");
        double before = talk.report().nozzleC();
        talk.pass(60);
        assertTrue(talk.report().nozzleC() < before - 20);
        assertEquals(0, talk.report().nozzleTargetC());
    }

    @Test
    void isAsManyTimesFasterAsItsSpeed() {
        var slow = new Dialogue(Habits.marlin(), 1);
        var fast = new Dialogue(Habits.marlin(), 20);
        for (var talk : List.of(slow, fast)) {
            for (var command : List.of("M109 S205", "G28", "G1 X100 F3000", "G4 S3", "M400")) talk.ask(command);
        }
        assertEquals(slow.seconds() / 20, fast.seconds(), 0.1);
    }

    @Test
    void breaksAWaitByTheEmergencyParserThoughTheQueueIsBlocked() {
        var talk = Dialogue.marlin();
        talk.ask("M155 S0");
        talk.play("""
                > M109 S200
                < T:22.00 /200.00 B:22.00 /0.00 @:0 B@:0 W:?
                > M108
                < ok
                < ok
                """);
        assertTrue(talk.seconds() < 1);
    }

    @Test
    void aKillSilencesItUntilItIsReset() {
        var talk = Dialogue.marlin();
        talk.ask("M104 S200");
        talk.play("""
                > M112
                < echo:M112 Shutdown
                < Error:Printer halted. kill() called!
                < //action:poweroff
                > M105
                > M999
                ~ 10
                -
                """);
        assertTrue(talk.report().halted());
        assertEquals(0, talk.report().nozzleTargetC());
        talk.firmware.reset((long) (talk.seconds() * 1e9));
        talk.play("""
                < start
                < PowerUp
                < Marlin bugfix-2.1.x
                < echo: Last Updated: 2023-01-07 | Author: (none, default config)
                < echo: Free Memory: 0  PlannerBufferBytes: 1280
                < echo:Hardcoded Default Settings Loaded
                > N1 G90*?
                < ok
                """);
    }

    @Test
    void withoutEmergencyParserAKillWaitsForAPlaceInTheQueue() {
        var talk = new Dialogue(Habits.minimal(), 1);
        talk.play("""
                > G4 S5\\nG90\\nG90\\nG90\\nM112\\n
                ~ 4
                -
                < ok
                < echo:M112 Shutdown
                < Error:Printer halted. kill() called!
                """);
    }

    @Test
    void stopsQuicklyWhereItIs() {
        var talk = Dialogue.marlin();
        talk.ask("G1 X200 F600");
        talk.pass(5);
        talk.ask("M410");
        talk.ask("M400");
        talk.play("""
                > M114
                < X:48.93 Y:0.00 Z:0.00 E:0.00 Count X:3914 Y:0 Z:0
                < ok
                """);
    }

    @Test
    void asksAPersonAndWaitsWithoutLimit() {
        Dialogue.marlin().play("""
                > M0 Click to continue
                < echo:Click to continue
                < //action:prompt_end
                < //action:prompt_begin Click to continue
                < //action:prompt_button Continue
                < //action:prompt_show
                < echo:busy: paused for user
                < echo:busy: paused for user
                > M108
                < ok
                < ok
                """);
    }

    @Test
    void takesTheAnswerToItsPromptFromTheBytesThatArrive() {
        Dialogue.marlin().play("""
                > M0 Click to continue
                < echo:Click to continue
                < //action:prompt_end
                < //action:prompt_begin Click to continue
                < //action:prompt_button Continue
                < //action:prompt_show
                > M876 P1
                < echo:busy: paused for user
                > M876 S0
                < ok
                < ok
                < ok
                """);
    }

    @Test
    void reportsTemperaturesByItselfWhenAsked() {
        Dialogue.marlin().play("""
                > M155 S1
                < ok
                < T:22.00 /0.00 B:22.00 /0.00 @:0 B@:0
                < T:22.00 /0.00 B:22.00 /0.00 @:0 B@:0
                > M155 S0
                < ok
                ~ 5
                -
                """);
    }

    @Test
    void tellsAProgramFromWhatTheHostAdds() {
        var talk = Dialogue.marlin();
        for (var command : List.of("M110 N0", "M115", "M155 S0")) talk.ask(command);
        for (var command : List.of("M110 N0", "G28", "M105", "G1 X10 F3000", "M400", "M104 S0", "M110 N0", "M105")) {
            talk.ask(command);
        }
        var report = talk.report();
        assertTrue(report.executed(digest("G28", "G1X10F3000")));
        assertFalse(report.executed(digest("G28")));
        assertEquals(1, report.sessions().size());
        assertEquals(digest("G28", "G1X10F3000", "M104S0"), report.last().digest());
        assertEquals(3, report.last().commands());
        assertTrue(report.toJson()
                .startsWith("{\"sha256\":\"" + report.last().digest().hex() + "\",\"commands\":3,"));
    }

    private static Digest digest(String... commands) {
        var digest = new ProgramDigest();
        for (var command : commands) digest.line(command.getBytes(US_ASCII), 0, command.length());
        return digest.counted().digest();
    }
}
