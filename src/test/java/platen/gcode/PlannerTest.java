package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import platen.gcode.MotionSettings.Cornering;

class PlannerTest {
    private static final double REAL_MARLIN_S = 1313.213;
    private static final double REAL_KLIPPER_S = 1361.5;

    @Test
    void agreesWithARealMarlinWithinHalfAPercent() throws IOException {
        assertEquals(REAL_MARLIN_S, seconds(MotionSettings.marlin(), cube()), REAL_MARLIN_S / 200);
    }

    @Test
    void agreesWithARealKlipper() throws IOException {
        var as = MotionSettings.marlin();
        var settings = new MotionSettings(
                Cornering.KLIPPER,
                16,
                as.stepsPerMm(),
                new Axes(500, 500, 10, 60),
                new Axes(500, 500, 100, 5000),
                500,
                1000,
                500,
                as.jerkMmPerS(),
                0,
                0,
                8,
                0);
        assertEquals(REAL_KLIPPER_S, seconds(settings, cube()), REAL_KLIPPER_S / 1000);
    }

    @Test
    void aLongMoveSpeedsUpCruisesAndBrakes() {
        // 100 mm at 50 mm/s and 500 mm/s²: two ramps of 0.1 s and 2.5 mm, 95 mm at full speed
        assertEquals(2.1, seconds(smooth(Cornering.JUNCTION), "G1 X100 F3000\n"), 0.01);
    }

    @Test
    void piecesOfAStraightLineTakeAsLongAsTheLine() {
        var pieces = new StringBuilder("G1 F3000\n");
        for (int i = 1; i <= 100; i++) pieces.append("G1 X").append(i).append('\n');
        double line = seconds(smooth(Cornering.JERK), "G1 X100 F3000\n");
        assertEquals(line, seconds(smooth(Cornering.JERK), pieces.toString()), 0.03);
    }

    @Test
    void cornersCostTimeByEitherModel() {
        double line = seconds(smooth(Cornering.JERK), "G1 X80 F3000\n");
        var zigzag = new StringBuilder("G91\nG1 F3000\n");
        for (int i = 0; i < 20; i++) zigzag.append("G1 X2\nG1 Y2\n");
        assertTrue(seconds(smooth(Cornering.JERK), zigzag.toString()) > line * 1.2);
        assertTrue(seconds(smooth(Cornering.JUNCTION), zigzag.toString()) > line * 1.2);
    }

    @Test
    void anArcTakesAsLongAsItsLength() {
        double half = Math.PI * 20;
        double arc = seconds(smooth(Cornering.JUNCTION), "G1 F600\nG2 X40 I20\n");
        assertEquals(half / 10, arc, 0.1);
        assertEquals(arc, seconds(smooth(Cornering.JUNCTION), "G1 F600\nG2 X40 R20\n"), 0.01);
        assertEquals(2 * arc, seconds(smooth(Cornering.JUNCTION), "G1 F600\nG3 I20\n"), 0.1);
    }

    @Test
    void percentagesAndLimitsOfTheProgramHold() {
        double plain = seconds(smooth(Cornering.JERK), "G1 X200 F3000\n");
        assertEquals(plain * 2, seconds(smooth(Cornering.JERK), "M220 S50\nG1 X200 F3000\n"), 0.2);
        assertEquals(20, seconds(smooth(Cornering.JERK), "M203 X10\nG1 X200 F3000\n"), 0.1);
        assertEquals(0.1, seconds(smooth(Cornering.JERK), "M221 S50\nG1 E2 F600\n"), 0.02);
    }

    @Test
    void stopsWhereItIsWhenAborted() {
        var planner = new Planner(smooth(Cornering.JERK));
        assertTrue(planner.push(100, 0, 0, 0, 50, 1));
        assertTrue(planner.push(100, 100, 0, 0, 50, 2));
        double seconds = planner.start();
        planner.abort(seconds / 2);
        assertTrue(planner.isEmpty());
        assertEquals(50, planner.position(0), 1);
        assertEquals(0, planner.position(1));
    }

    @Test
    void aMoveOfAFewMotorStepsIsJoinedToTheNext() {
        var planner = new Planner(MotionSettings.marlin());
        assertFalse(planner.push(0.03, 0, 0, 0, 50, 1));
        assertTrue(planner.push(0.1, 0, 0, 0, 50, 2));
        assertEquals(2, planner.tag());
    }

    private static byte[] cube() throws IOException {
        try (var packed = PlannerTest.class.getResourceAsStream("/gcode/cube20.gcode.gz")) {
            if (packed == null) throw new IllegalStateException("cube20.gcode.gz belongs to the test resources");
            return new GZIPInputStream(packed).readAllBytes();
        }
    }

    private static MotionSettings smooth(Cornering cornering) {
        var as = MotionSettings.marlin();
        return new MotionSettings(
                cornering,
                16,
                new Axes(0, 0, 0, 0),
                as.maxFeedMmPerS(),
                as.maxAccelerationMmPerS2(),
                500,
                500,
                500,
                as.jerkMmPerS(),
                0.013,
                0,
                5,
                0);
    }

    private static double seconds(MotionSettings settings, String program) {
        return seconds(settings, program.getBytes(US_ASCII));
    }

    static double seconds(MotionSettings settings, byte[] program) {
        var planner = Lookahead.of(settings);
        var velocityLimit = new VelocityLimit();
        var motion = new Motion(planner);
        var words = new Words();
        double total = 0;
        int from = 0;
        for (int at = 0; at < program.length; at++) {
            if (program[at] != '\n') continue;
            if (words.read(program, from, at) && motion.take(words)) {
                while (motion.hasSegments()) {
                    while (planner.isFull()) total += next(planner);
                    motion.pushSegment(at);
                }
            }
            if (velocityLimit.read(program, from, at)) velocityLimit.set(planner.limits());
            from = at + 1;
        }
        while (!planner.isEmpty()) total += next(planner);
        return total;
    }

    private static double next(Lookahead planner) {
        double seconds = planner.start();
        planner.finish();
        return seconds;
    }
}
