package platen.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each kind of fault happens, is counted, and does what it says.
class FirmwareFaultsTest {
    private static final String CHECKSUM = "Error:checksum mismatch, Last Line: ";

    @Test
    void aDamagedByteSpoilsTheChecksum() {
        var talk = Dialogue.faulty("damaged-byte@line:2");
        talk.play("""
                > N1 G90*?
                < ok
                """);
        var heard = talk.hear("N2 G1 X10 F3000*?", 1);
        assertTrue(heard.contains("Resend: 2"), heard::toString);
        assertHappened(talk, FaultKind.DAMAGED_BYTE, 1);
    }

    @Test
    void aLostByteSpoilsTheChecksum() {
        var talk = Dialogue.faulty("lost-byte@line:1");
        var heard = talk.hear("N1 G1 X10 F3000*?", 1);
        assertTrue(heard.contains("Resend: 1"), heard::toString);
        assertHappened(talk, FaultKind.LOST_BYTE, 1);
    }

    @Test
    void oneByteOfALineIsWrongAtMost() {
        var talk = Dialogue.faulty("damaged-byte=1,lost-byte=1");
        for (int i = 0; i < 10; i++) talk.hear("N1 G1 X10 F3000*?", 1);
        assertEquals(
                10,
                talk.report().faults().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertEquals(10, talk.report().lines());
        var more = Dialogue.faulty("damaged-byte=1,bytes-per-line=3");
        more.hear("N1 G1 X10 F3000*?", 1);
        assertHappened(more, FaultKind.DAMAGED_BYTE, 3);
    }

    @Test
    void twoLinesJoinWhereALineEndIsLost() {
        var talk = Dialogue.faulty("lost-line-end@line:1");
        talk.play("""
                > N1 G1 X10 F3000*?
                ~ 3
                -
                > N2 M105*37
                < Error:checksum mismatch, Last Line: 0
                < Resend: 1
                < ok
                """);
        assertHappened(talk, FaultKind.LOST_LINE_END, 1);
        assertEquals(1, talk.report().lines());
    }

    /// However the two lines look: a checksum, its star and its digits never cancel each other out.
    @Test
    void noTwoJoinedLinesAreTakenForOne() {
        for (int x = 0; x < 2_000; x++) {
            var talk = Dialogue.faulty("lost-line-end@line:1");
            talk.hear("N1 G1 X" + x + " F3000*?", 0.1);
            var heard = talk.hear("N2 G1 Y" + (x * 7 % 500) + "*?", 0.1);
            assertTrue(heard.contains("Resend: 1"), heard::toString);
        }
    }

    @Test
    void anOkIsLost() {
        var talk = Dialogue.faulty("lost-ok@line:2");
        talk.play("""
                > N1 G90*?
                < ok
                > N2 G90*?
                ~ 3
                -
                > N3 G90*?
                < ok
                """);
        assertHappened(talk, FaultKind.LOST_OK, 1);
    }

    @Test
    void anOkComesTwice() {
        var talk = Dialogue.faulty("doubled-ok@line:2");
        talk.play("""
                > N1 G90*?
                < ok
                > N2 M105*?
                < ok T:22.00 /0.00 B:22.00 /0.00 @:0 B@:0
                < ok T:22.00 /0.00 B:22.00 /0.00 @:0 B@:0
                > N3 G90*?
                < ok
                """);
        assertHappened(talk, FaultKind.DOUBLED_OK, 1);
    }

    @Test
    void asksWithoutAnOk() {
        var talk = Dialogue.faulty("resend-without-ok@line:1");
        talk.play("""
                > N1 G1 X10 F3000*?
                < Error:checksum mismatch, Last Line: 0
                < Resend: 1
                ~ 3
                -
                > N1 G1 X10 F3000*?
                < ok
                """);
        assertHappened(talk, FaultKind.RESEND_WITHOUT_OK, 1);
        assertEquals(1, talk.report().last().commands());
    }

    @Test
    void asksForLinesThatItHasOrTwiceForOneThatItHasNot() {
        boolean old = false;
        boolean twice = false;
        for (long seed = 1; seed < 20; seed++) {
            var talk = Dialogue.faulty("stale-resend@line:5", seed);
            for (int i = 1; i < 5; i++) talk.ask("N" + i + " G90*?");
            var heard = talk.hear("N5 G91*?", 1);
            assertHappened(talk, FaultKind.STALE_RESEND, 1);
            if (heard.stream().filter("Resend: 5"::equals).count() == 2) twice = true;
            else old |= heard.stream().anyMatch(line -> line.matches("Resend: [345]"));
        }
        assertTrue(old && twice, "both happen");
    }

    @Test
    void dropsInSilenceWhatItAskedForAgain() {
        var habits = new Habits(true, true, true, true, false, true); // otherwise answers what comes twice
        var talk = new Dialogue(habits, 10, Faults.parse("silent-duplicate@line:2", 1));
        talk.play("""
                > N1 G90*?
                < ok
                > N2 M105*?
                < Error:checksum mismatch, Last Line: 1
                < Resend: 2
                < ok
                > N2 M105*?
                ~ 3
                -
                > N3 G90*?
                < ok
                > N3 G90*?
                < Error:Line Number is not Last Line Number+1, Last Line: 3
                < Resend: 4
                < ok
                """);
        assertHappened(talk, FaultKind.SILENT_DUPLICATE, 1);
    }

    @Test
    void saysThatItIsBusyThoughItIsNot() {
        var talk = Dialogue.faulty("busy@line:1");
        talk.play("""
                > N1 G90*?
                < echo:busy: processing
                < ok
                """);
        assertHappened(talk, FaultKind.BUSY, 1);
    }

    @Test
    void saysWaitWhenItIsIdle() {
        var talk = Dialogue.faulty("wait=1");
        talk.play("""
                > G4 S15
                < //action:notification Sleep...
                < ok
                ~ 0.9
                -
                < wait
                < wait
                """);
        assertHappened(talk, FaultKind.WAIT, 2);
    }

    @Test
    void fallsSilentAndGoesOn() {
        var talk = Dialogue.faulty("long-silence@line:2:40s");
        talk.ask("M155 S1");
        talk.play("""
                > N1 M105*?
                ~ 39
                -
                """);
        var heard = talk.hear(2);
        assertTrue(heard.stream().anyMatch(line -> line.startsWith("ok T:")), heard::toString);
        assertHappened(talk, FaultKind.LONG_SILENCE, 1);
    }

    @Test
    void anEmergencyWaitsForTheEndOfASilence() {
        var talk = Dialogue.faulty("long-silence@time:1s:10s");
        talk.ask("M104 S200");
        talk.pass(2);
        assertEquals(List.of(), talk.hear("M112", 7));
        assertFalse(talk.firmware.isHalted());
        assertTrue(talk.hear(3).contains("Error:Printer halted. kill() called!"));
    }

    @Test
    void burstsOfNoiseComeFromIt() {
        var all = new ArrayList<String>();
        for (long seed = 1; seed < 10; seed++) {
            var talk = Dialogue.faulty("nul-burst@line:1", seed);
            all.addAll(talk.hear("N1 G90*?", 1));
            assertHappened(talk, FaultKind.NUL_BURST, 1);
        }
        assertTrue(all.stream().anyMatch(line -> line.matches("\0+ok")), "before a line");
        assertTrue(all.stream().anyMatch(line -> line.matches("[\0\u0080-\u00ff]+")), "alone");
    }

    @Test
    void theCableIsPulledOutAndPutInAgain() {
        var talk = Dialogue.faulty("unplug-and-return@line:2:3s");
        talk.ask("N1 M104 S200*?");
        assertEquals(List.of(), talk.hear("N2 G90*?", 1));
        assertTrue(talk.firmware.isUnplugged());
        assertEquals(List.of(), talk.hear("N3 G90*?", 2.5));
        assertFalse(talk.firmware.isUnplugged());
        talk.play("""
                > N3 G90*?
                < ok
                """);
        assertEquals(200, talk.report().nozzleTargetC(), "the printer has its own power");
        assertEquals(0, talk.report().resets());
        assertHappened(talk, FaultKind.UNPLUG_AND_RETURN, 1);
    }

    @Test
    void theBoardStartsAnewAfterTheCableIfAsked() {
        var talk = Dialogue.faulty("unplug-and-return@line:1:3s:reset");
        assertEquals(List.of(), talk.hear("M104 S200", 2.5));
        assertEquals("start", talk.hear(1).getFirst());
        assertEquals(0, talk.report().nozzleTargetC());
    }

    @Test
    void runsOutOfFilamentAndWaitsForAnAnswer() {
        for (var answer : List.of("M876 S0", "M108")) {
            var talk = Dialogue.faulty("runout@line:1");
            talk.play("""
                    > N1 G90*?
                    < //action:prompt_end
                    < //action:prompt_begin FilamentRunout T0
                    < //action:prompt_show
                    < //action:paused filament_runout 0
                    < echo:Insert filament and send M108
                    < //action:prompt_end
                    < //action:prompt_begin Nozzle Parked
                    < //action:prompt_button Continue
                    < //action:prompt_show
                    < echo:busy: paused for user
                    < echo:busy: paused for user
                    > M876 P1
                    ~ 0.1
                    -
                    > %s
                    < //action:prompt_end
                    < //action:resumed
                    < ok
                    < ok
                    < ok
                    """.formatted(answer));
            assertHappened(talk, FaultKind.RUNOUT, 1);
        }
    }

    @Test
    void waitsForAPersonWhoComes() {
        var talk = Dialogue.faulty("paused-for-user@line:1:3s");
        talk.play("""
                > N1 G90*?
                < echo:busy: paused for user
                < ok
                """);
        assertEquals(3, talk.seconds(), 0.01);
        assertHappened(talk, FaultKind.PAUSED_FOR_USER, 1);
    }

    @Test
    void theBoardStartsAnew() {
        var talk = Dialogue.faulty("reboot@line:2");
        talk.firmware.reset(0);
        talk.ask("N1 M104 S200*?");
        assertEquals("start", talk.hear("N2 G90*?", 1).getFirst());
        assertEquals(0, talk.report().nozzleTargetC());
        assertEquals(1, talk.report().resets());
        assertHappened(talk, FaultKind.REBOOT, 1);
    }

    @Test
    void haltsByItself() {
        var talk = Dialogue.faulty("halt@time:5s");
        talk.play("""
                > M104 S200
                < ok
                < Error:Printer halted. kill() called!
                < //action:poweroff
                > M105
                ~ 10
                -
                """);
        assertEquals(5, talk.heardAtSeconds(), 0.01);
        assertTrue(talk.report().halted());
        assertEquals(0, talk.report().nozzleTargetC());
        assertHappened(talk, FaultKind.HALT, 1);
    }

    @Test
    void losesItsHeater() {
        var talk = Dialogue.faulty("thermal-runaway@line:2");
        talk.play("""
                > M104 S200
                < ok
                > G90
                < Error:Thermal Runaway, system stopped! Heater_ID: E0
                <\s
                < echo:THERMAL RUNAWAY
                < Error:Printer halted. kill() called!
                < //action:poweroff
                """);
        assertTrue(talk.report().halted());
        assertHappened(talk, FaultKind.THERMAL_RUNAWAY, 1);
    }

    @Test
    void isUnpluggedForGood() {
        var talk = Dialogue.faulty("unplug@line:1");
        assertEquals(List.of(), talk.hear("G90", 10_000));
        assertTrue(talk.firmware.isUnplugged());
        assertHappened(talk, FaultKind.UNPLUG, 1);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aRateMakesEachKindHappenToo(FaultKind kind) {
        var talk = Dialogue.faulty(kind + "=0.2" + (kind.lasts().isZero() ? "" : ":1s"));
        for (int i = 1; i < 100; i++) talk.hear("N" + i + " G1 X" + i + "*?", 2);
        assertEquals(List.of(kind), List.copyOf(talk.report().faults().keySet()));
        assertTrue(talk.report().toJson().contains("\"faults\":{\"" + kind + "\":"), talk.report()::toJson);
    }

    @Test
    void theSameSeedDoesTheSameToTheSameBytes() {
        assertEquals(everything(1), everything(1));
        assertNotEquals(everything(1), everything(2));
    }

    @Test
    void oneFaultMoreDoesNotChangeTheOthers() {
        var few = Dialogue.faulty("lost-ok=0.1");
        var more = Dialogue.faulty("lost-ok=0.1,busy=0.5");
        for (int i = 1; i < 200; i++) {
            boolean ok = few.hear("N" + i + " G90*?", 1).contains("ok");
            assertEquals(ok, more.hear("N" + i + " G90*?", 1).contains("ok"));
        }
    }

    /// All that was heard and done.
    private static List<String> everything(long seed) {
        var talk = Dialogue.faulty("all=0.01,reboot=0.005", seed);
        var all = new ArrayList<String>();
        for (int i = 1; i < 500; i++) all.addAll(talk.hear("N" + i + " G1 X" + i + "*?", 0.5));
        all.add(talk.report().toJson());
        assertTrue(talk.report().resent() > 0, CHECKSUM);
        return all;
    }

    private static void assertHappened(Dialogue talk, FaultKind kind, long times) {
        assertEquals(Map.of(kind, times), talk.report().faults());
    }
}
