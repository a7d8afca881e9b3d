package platen.gcode;

/// How a firmware moves until a program tells it otherwise (`M201 M203 M204 M205`, `M566`).
///
/// `stepsPerMm` of 0 stands for a firmware that plans without rounding to motor steps. `planBlocks` is
/// how many moves the firmware plans together; it keeps one fewer than its ring has places.
public record MotionSettings(
        Cornering cornering,
        int planBlocks,
        Axes stepsPerMm,
        Axes maxFeedMmPerS,
        Axes maxAccelerationMmPerS2,
        double printAccelerationMmPerS2,
        double retractAccelerationMmPerS2,
        double travelAccelerationMmPerS2,
        Axes jerkMmPerS,
        double junctionDeviationMm,
        double minSegmentS,
        double squareCornerMmPerS,
        double minimumCruiseRatio) {

    /// What limits the speed at a corner. The two differ by 40 % on a finely meshed curve.
    public enum Cornering {
        /// Each axis may change its speed at once by its jerk.
        JERK,
        /// The corner is driven as an arc that stays within the junction deviation.
        JUNCTION,
        /// Klipper: as [#JUNCTION], told as the speed through a right angle, with a queue of no fixed length.
        KLIPPER
    }

    public MotionSettings {
        if (planBlocks < 2) throw new IllegalArgumentException("a planner needs 2 blocks, not " + planBlocks);
    }

    /// The junction deviation at which a right angle is taken at this speed.
    static double deviationMm(double squareCornerMmPerS, double accelerationMmPerS2) {
        return squareCornerMmPerS * squareCornerMmPerS * (Math.sqrt(2) - 1) / accelerationMmPerS2;
    }

    /// Marlin as it comes for an Ender-3.
    public static MotionSettings marlin() {
        return new MotionSettings(
                Cornering.JERK,
                16,
                new Axes(80, 80, 400, 93),
                new Axes(500, 500, 5, 25),
                new Axes(500, 500, 100, 5000),
                500,
                3000,
                500,
                new Axes(10, 10, 0.3, 5),
                0.013,
                0.02,
                0,
                0);
    }
}
