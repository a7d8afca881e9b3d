package platen.gcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import platen.gcode.MotionSettings.Cornering;

/// Small programs whose time is reckoned by hand: 500 mm/s², a square corner velocity of 5 mm/s.
class KlipperPlannerTest {
    private static final double ACCELERATION = 500;

    @Test
    void aLineSpeedsUpCruisesAndBrakes() {
        // two ramps of 0.1 s and 2.5 mm, 95 mm at 50 mm/s
        assertEquals(2.1, seconds(0, "G1 X100 F3000\n"), 1e-9);
    }

    @Test
    void aRightAngleIsTakenAtItsOwnSpeed() {
        // from rest to 50, and from 50 to 5 mm/s
        double up = 50 / ACCELERATION;
        double down = 45 / ACCELERATION;
        double level = (50 - 25 * up - (50 + 5) / 2.0 * down) / 50;
        assertEquals(2 * (up + level + down), seconds(0, "G1 X50 F3000\nG1 Y50\n"), 1e-9);
    }

    @Test
    void anotherSquareCornerVelocityCountsFromItsLineOn() {
        double up = 50 / ACCELERATION;
        double down = 40 / ACCELERATION;
        double level = (50 - 25 * up - (50 + 10) / 2.0 * down) / 50;
        assertEquals(
                2 * (up + level + down),
                seconds(0, "SET_VELOCITY_LIMIT SQUARE_CORNER_VELOCITY=10\nG1 X50 F3000\nG1 Y50\n"),
                1e-9);
    }

    @Test
    void aShortMoveCruisesForItsShare() {
        // half of 10 mm may be slopes: v² = 500 · 10 / 2
        assertEquals(2 * 50 / ACCELERATION + 5 / 50.0, seconds(0.5, "G1 X10 F12000\n"), 1e-9);
        // without such a share it is a triangle
        assertEquals(2 * Math.sqrt(10 / ACCELERATION), seconds(0, "G1 X10 F12000\n"), 1e-9);
        assertEquals(
                2 * Math.sqrt(10 / ACCELERATION),
                seconds(0.5, "SET_VELOCITY_LIMIT MINIMUM_CRUISE_RATIO=0\nG1 X10 F12000\n"),
                1e-9);
    }

    @Test
    void piecesOfALineTakeAsLongAsTheLine() {
        var pieces = new StringBuilder("G1 F3000\n");
        for (int i = 1; i <= 20_000; i++)
            pieces.append("G1 X").append(i / 100.0).append('\n');
        assertEquals(seconds(0, "G1 X200 F3000\n"), seconds(0, pieces.toString()), 1e-6);
        assertEquals(seconds(0.5, "G1 X200 F3000\n"), seconds(0.5, pieces.toString()), 0.01);
    }

    @Test
    void aRetractionBeginsAndEndsAtRest() {
        // 5 mm at 1,000 mm/s², but no faster than 500 mm/s² would get: two ramps of 0.05 s and 1.25 mm up to 50 mm/s
        double retraction = 0.1 + 2.5 / 50;
        assertEquals(2.1 + retraction, seconds(0, "G1 X100 F3000\nG1 E-5 F3600\n"), 1e-9);
    }

    @Test
    void heightChangesAtItsOwnLimits() {
        // 10 mm/s and 100 mm/s²
        assertEquals(0.2 + 4 / 10.0, seconds(0, "G1 Z5 F9000\n"), 1e-9);
    }

    @Test
    void m204CountsAsKlipperReadsIt() {
        double slow = seconds(0, "M204 S125\nG1 X100 F3000\n");
        assertEquals(2 * 0.4 + (100 - 2 * 10) / 50.0, slow, 1e-9);
        assertEquals(slow, seconds(0, "M204 P125 T900\nG1 X100 F3000\n"), 1e-9);
        assertEquals(2.1, seconds(0, "M204 P125\nM205 X1\nM201 X1\nM203 X1\nG1 X100 F3000\n"), 1e-9);
    }

    @Test
    void aSharpTurnBackStops() {
        double line = seconds(0, "G1 X100 F3000\n");
        assertEquals(2 * line, seconds(0, "G1 X100 F3000\nG1 X0\n"), 1e-6);
    }

    @Test
    void aFineCircleIsSlowerThanALineOfItsLength() {
        var circle = new StringBuilder("G1 X10 F6000\n");
        for (int i = 1; i <= 360; i++) {
            double angle = Math.toRadians(i);
            circle.append("G1 X%.4f Y%.4f%n".formatted(10 * Math.cos(angle), 10 * Math.sin(angle)));
        }
        double atItsSpeed = 2 * Math.PI * 10 / 100;
        assertTrue(seconds(0, circle.toString()) > 1.2 * atItsSpeed);
    }

    private static double seconds(double cruiseRatio, String program) {
        var as = MotionSettings.marlin();
        var settings = new MotionSettings(
                Cornering.KLIPPER,
                16,
                as.stepsPerMm(),
                new Axes(500, 500, 10, 60),
                new Axes(500, 500, 100, 5000),
                ACCELERATION,
                1000,
                ACCELERATION,
                as.jerkMmPerS(),
                0,
                0,
                5,
                cruiseRatio);
        return PlannerTest.seconds(settings, program.getBytes(US_ASCII));
    }
}
