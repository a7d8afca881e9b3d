package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import platen.sync.ByHand;
import platen.sync.ByHand.Axes;
import platen.sync.ByHand.Axis;

/// What people do by hand, against a firmware's answers: what is sent, and what is refused with which reason.
class HandworkTest {
    private static final String MOVES = "G91\nG1 X1\nG1 X2\nG1 X3\n";
    private static final String HOMED = """
            > G28
            < ok
            > M114
            < X:10.00 Y:20.00 Z:5.00 E:0.00 Count X:800 Y:1600 Z:2000
            < ok
            .
            """;

    private final Dialogue dialogue = Dialogue.ready();

    @Test
    void movesOnlyWithinWhatIsKnownOfItsPlace() {
        assertEquals("streaming.hand-home-z", refused(new ByHand.Jog(Axis.Z, -1)));
        assertEquals("streaming.hand-home-first", refused(new ByHand.Jog(Axis.X, 100)));
        dialogue.play(".");
        accepted(new ByHand.Home(Axes.ALL));
        assertEquals("streaming.hand-moves-still", refused(new ByHand.Jog(Axis.X, 1)));
        dialogue.play(HOMED);
        assertEquals(10, hand().xMm());

        assertEquals("streaming.hand-below", refused(new ByHand.Jog(Axis.Z, -10)));
        assertEquals("streaming.hand-beyond", refused(new ByHand.Jog(Axis.X, -100)));
        assertEquals("streaming.hand-step", refused(new ByHand.Jog(Axis.Y, 100.1)));
        assertEquals("streaming.hand-step", refused(new ByHand.Jog(Axis.Y, Double.NaN)));
        dialogue.play(".");
        accepted(new ByHand.Jog(Axis.X, 100));
        dialogue.play("> G91\n< ok\n> G1X100F3000\n< ok\n> G90\n< ok\n> M82\n< ok\n> M114\n< ok\n.");
        assertEquals(110, hand().xMm());
    }

    @Test
    void countsStepsThatFollowEachOtherSoonerThanTheFirmwareAnswers() {
        accepted(new ByHand.Home(Axes.ALL));
        dialogue.play(HOMED);
        for (int i = 0; i < 5; i++) {
            if (i < 2) accepted(new ByHand.Jog(Axis.X, 100));
            else assertEquals("streaming.hand-beyond", refused(new ByHand.Jog(Axis.X, 100)));
        }
    }

    @Test
    void letsGoOfItsPlaceWithTheMotors() {
        accepted(new ByHand.Home(Axes.ALL));
        dialogue.play(HOMED);
        accepted(new ByHand.MotorsOff());
        dialogue.play("> M84\n< ok\n.");
        assertTrue(Double.isNaN(hand().xMm()));
        assertEquals("streaming.hand-home-z", refused(new ByHand.Jog(Axis.Z, -1)));
    }

    @Test
    void bringsTheModesBackThatAPrintLeft() {
        var after = Dialogue.ready().printing("G91\nM82\n");
        after.play("> G91\n< ok\n> M82\n< ok\n" + Dialogue.FINISH);
        handle(after, new ByHand.Jog(Axis.X, 1));
        after.play("> G91\n< ok\n> G1X1F3000\n< ok\n> G91\n< ok\n> M82\n< ok\n> M114\n< ok\n.");
    }

    @Test
    void pushesNoColdFilament() {
        assertEquals("streaming.hand-cold", refused(new ByHand.Extrude(10, 185)));
        dialogue.play("< T:184.0 /200.0 B:20.0 /0.0");
        assertEquals("streaming.hand-cold", refused(new ByHand.Extrude(-10, 185)));
        assertEquals("streaming.hand-cold", refused(new ByHand.Load(100)));
        dialogue.play("< T:185.0 /200.0 B:20.0 /0.0");
        assertEquals("streaming.hand-step", refused(new ByHand.Extrude(101, 185)));
        accepted(new ByHand.Extrude(-10, 185));
        dialogue.play("> M83\n< ok\n> G1E-10F180\n< ok\n> G90\n< ok\n> M82\n< ok\n> M114\n< ok\n.");
    }

    @Test
    void heatsNoHotterThanThePrinterBears() {
        assertEquals("streaming.hand-too-hot", refused(new ByHand.Heat(400, 0)));
        assertEquals("streaming.hand-too-hot", refused(new ByHand.Heat(200, 200)));
        assertEquals("streaming.hand-too-hot", refused(new ByHand.Heat(-1, 0)));
        accepted(new ByHand.Heat(205, 60));
        dialogue.play("> M104S205\n< ok\n> M140S60\n< ok\n> M105\n< ok T:20.0 /205.0 B:20.0 /60.0\n.");
    }

    @Test
    void turnsHeatersOffThatSomebodyForgot() {
        accepted(new ByHand.Heat(205, 0));
        dialogue.play("> M104S205\n< ok\n> M140S0\n< ok\n> M105\n< ok T:20.0 /205.0 B:20.0 /0.0\n");
        for (int minute = 0; minute < 31; minute++) answering(Duration.ofMinutes(1), "ok T:205.0 /205.0 B:20.0 /0.0");
        assertTrue(told().contains("streaming.hand-left-warm"));
        assertTrue(sent.contains("M104S0"), sent::toString);
    }

    @Test
    void loadsWhenItIsWarmAndTellsEachStep() {
        accepted(new ByHand.Load(205));
        dialogue.play("> M104S205\n< ok\n> M105\n< ok T:20.0 /205.0 B:20.0 /0.0\n.");
        assertEquals("streaming.hand-heats", doing());
        assertTrue(hand().busy());
        assertEquals("streaming.hand-busy", refused(new ByHand.Jog(Axis.X, 1)));
        dialogue.asking("G28\n");
        assertTrue(told().contains("streaming.hand-busy"), "no print begins meanwhile");
        dialogue.play("< T:204.0 /205.0 B:20.0 /0.0\n~ 50\n> M83\n< ok\n> G1E45F1200");
        assertEquals("streaming.hand-loads", doing());
        answering(Duration.ofSeconds(5), "ok T:205.0 /205.0 B:20.0 /0.0");
        assertEquals("streaming.hand-loaded", doing());
        assertFalse(hand().busy());
        double fed = 45
                + sent.stream()
                        .filter(line -> line.startsWith("G1E"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(3, line.indexOf('F'))))
                        .sum();
        assertEquals(460, fed, "420 mm of the profile, and 40 through the nozzle");
        assertTrue(sent.contains("M400"));
    }

    @Test
    void givesUpANozzleThatDoesNotGetWarm() {
        accepted(new ByHand.Unload(205));
        dialogue.play("> M104S205\n< ok\n> M105\n< ok T:20.0 /205.0 B:20.0 /0.0\n");
        for (int minute = 0; minute < 9; minute++) answering(Duration.ofMinutes(1), "ok T:20.0 /205.0 B:20.0 /0.0");
        assertTrue(told().contains("streaming.hand-too-slow"));
        assertTrue(sent.contains("M104S0"), sent::toString);
        assertFalse(hand().busy());
    }

    @Test
    void breaksOffWhenHeatersAreTurnedOff() {
        accepted(new ByHand.Load(205));
        dialogue.play("> M104S205\n< ok\n> M105\n< ok T:20.0 /205.0 B:20.0 /0.0\n! cool down\n> M104S0\n< ok");
        assertFalse(hand().busy());
    }

    @Test
    void setsSpeedAndFlowOfAPrintAndResetsThemWithItsEnd() {
        assertEquals("streaming.hand-nothing-prints", refused(new ByHand.Speed(110)));
        var printing = Dialogue.ready().printing("G1 X1\nG1 X2\nG1 X3\n");
        printing.play("> G1X1");
        assertEquals("streaming.hand-percent", handle(printing, new ByHand.Speed(301)));
        assertEquals("streaming.hand-percent", handle(printing, new ByHand.Flow(74)));
        assertEquals("streaming.hand-percent", handle(printing, new ByHand.Fan(101)));
        assertNull(handle(printing, new ByHand.Speed(150)));
        assertNull(handle(printing, new ByHand.Flow(95)));
        assertNull(handle(printing, new ByHand.Fan(50)));
        printing.play("< ok\n> M220S150\n< ok\n> M221S95\n< ok\n> M106S128\n< ok\n> G1X2\n< ok\n> G1X3\n< ok");
        assertEquals(150, assertNotNullHand(printing).speedPercent());
        printing.play(Dialogue.FINISH.replace(".\n", "") + "> M220S100\n< ok\n> M221S100\n< ok\n.");
        assertNull(assertNotNullHand(printing).speedPercent());
    }

    @Test
    void touchesNoPrintByHandButAnswersQuestions() {
        var printing = Dialogue.ready().printing(MOVES);
        printing.play("> G91");
        for (var act : List.<ByHand>of(
                new ByHand.Jog(Axis.X, 1),
                new ByHand.Home(Axes.ALL),
                new ByHand.Heat(0, 0),
                new ByHand.Load(205),
                new ByHand.Extrude(1, 0),
                new ByHand.MotorsOff())) {
            assertEquals("streaming.hand-prints", handle(printing, act), act::toString);
        }
        assertEquals("streaming.line-prints", handle(printing, new ByHand.Line("G28", true)));
        assertNull(handle(printing, new ByHand.Line("m114", false)));
        printing.play("< ok\n> M114\n< X:1 Y:2 Z:3 E:4\n< ok\n> G1X1");
    }

    @Test
    void tellsWhatWasSaidByHandAndNothingElse() {
        dialogue.play("< echo:nobody asked");
        accepted(new ByHand.Line("m119 ; where are the ends?", false));
        dialogue.play("> M119\n< Reporting endstop status\n< x_min: open\n< ok\n< T:20.0 /0.0 B:20.0 /0.0");
        assertEquals(List.of("> M119", "< Reporting endstop status", "< x_min: open"), said());
        accepted(new ByHand.Line("M105", false));
        dialogue.play("> M105\n< ok T:20.0 /0.0 B:20.0 /0.0");
        assertEquals(List.of("> M105", "< ok T:20.0 /0.0 B:20.0 /0.0"), said());
    }

    @Test
    void stopsAtOnceAndIsLetGoByAPerson() {
        assertEquals("streaming.hand-not-stopped", refused(new ByHand.Release()));
        accepted(new ByHand.Stop());
        dialogue.play("> M112\n> M104 S0\n> M140 S0");
        assertEquals(Status.Connection.HALTED, dialogue.status().connection());
        assertEquals("streaming.not-now", refused(new ByHand.Jog(Axis.X, 1)));
        accepted(new ByHand.Release());
        dialogue.play("> M999");
    }

    private final List<String> sent = new ArrayList<>();

    /// A firmware that takes all, and answers questions for temperatures so.
    private void answering(Duration time, String heat) {
        dialogue.answering(time, heat, sent);
    }

    private void accepted(ByHand act) {
        assertNull(handle(dialogue, act), act::toString);
    }

    private String refused(ByHand act) {
        var why = handle(dialogue, act);
        assertNotNull(why, act + " was done");
        return why;
    }

    private final List<String> spoken = new ArrayList<>();

    private @Nullable String handle(Dialogue with, ByHand act) {
        return with.handle(act, spoken);
    }

    private List<String> said() {
        told();
        var all = List.copyOf(spoken);
        spoken.clear();
        return all;
    }

    /// The keys of what was not done.
    private List<String> told() {
        var keys = new ArrayList<String>();
        for (var news = dialogue.conversation().news();
                news != null;
                news = dialogue.conversation().news()) {
            switch (news) {
                case Occurrence.NotDone(var why) -> keys.add(why.key());
                case Occurrence.Refused(var why) -> keys.add(why.key());
                case Occurrence.Said(var line) -> spoken.add(line);
                default -> {}
            }
        }
        return keys;
    }

    private Status.Hand hand() {
        return assertNotNullHand(dialogue);
    }

    private static Status.Hand assertNotNullHand(Dialogue of) {
        var hand = of.status().hand();
        assertNotNull(hand);
        return hand;
    }

    private String doing() {
        var doing = hand().doing();
        assertNotNull(doing);
        return doing.key();
    }
}
