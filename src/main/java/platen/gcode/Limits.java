package platen.gcode;

import platen.gcode.MotionSettings.Cornering;

/// What a firmware's motion is limited by at the moment; programs change it as they go.
final class Limits {
    private static final String AXES = "XYZE";
    private static final double S_PER_MIN = 60;

    final double[] stepsPerMm;
    final double[] maxFeed;
    final double[] maxAcceleration;
    final double[] jerk;
    double printAcceleration;
    double retractAcceleration;
    double travelAcceleration;
    double junctionDeviation;
    double minSegmentS;
    double minPrintFeed;
    double minTravelFeed;
    double minimumCruiseRatio;
    private final boolean klipper;
    private boolean repRap;
    private double squareCorner;
    private double maxVelocity;

    Limits(MotionSettings settings) {
        klipper = settings.cornering() == Cornering.KLIPPER;
        stepsPerMm = settings.stepsPerMm().toArray();
        maxFeed = settings.maxFeedMmPerS().toArray();
        maxAcceleration = settings.maxAccelerationMmPerS2().toArray();
        jerk = settings.jerkMmPerS().toArray();
        printAcceleration = settings.printAccelerationMmPerS2();
        retractAcceleration = settings.retractAccelerationMmPerS2();
        travelAcceleration = settings.travelAccelerationMmPerS2();
        junctionDeviation = settings.junctionDeviationMm();
        minSegmentS = settings.minSegmentS();
        squareCorner = settings.squareCornerMmPerS();
        minimumCruiseRatio = settings.minimumCruiseRatio();
        maxVelocity = Math.min(maxFeed[0], maxFeed[1]);
    }

    /// Along X and Y together, where a firmware has one limit for both.
    double maxVelocity() {
        return maxVelocity;
    }

    /// How far an arc through a corner may keep from it, so that a right angle is taken at the square corner velocity.
    double deviation() {
        return MotionSettings.deviationMm(squareCorner, printAcceleration);
    }

    /// RepRapFirmware tells speeds in mm a minute.
    void speakRepRap() {
        repRap = true;
    }

    /// Understands a command that sets limits; false for any other.
    boolean take(Words words) {
        if (klipper) return takeKlipper(words);
        if (repRap) return takeRepRap(words);
        switch (words.number()) {
            case 201 -> perAxis(words, maxAcceleration, 1);
            case 203 -> perAxis(words, maxFeed, 1);
            case 204 -> accelerations(words);
            case 205 -> corners(words);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Takes Klipper's `SET_VELOCITY_LIMIT`, of which all that is absent or no number has a negative value.
    void velocity(double velocity, double acceleration, double corner, double cruiseRatio) {
        if (!klipper) return;
        if (velocity > 0) maxVelocity = velocity;
        if (acceleration > 0) printAcceleration = acceleration;
        if (corner >= 0) squareCorner = corner;
        if (cruiseRatio >= 0 && cruiseRatio < 1) minimumCruiseRatio = cruiseRatio;
    }

    /// Klipper knows M204 only, and of it an S, or the lower of P and T where both are given.
    private boolean takeKlipper(Words words) {
        if (words.number() != 204) return words.number() == 201 || words.number() == 203 || words.number() == 205;
        double both = Math.min(words.value('P'), words.value('T'));
        double wanted = words.has('S') ? words.value('S') : both;
        if (wanted > 0) printAcceleration = wanted;
        return true;
    }

    /// M566 is its jerk; of M205 it knows the axes alone, in mm a second.
    private boolean takeRepRap(Words words) {
        switch (words.number()) {
            case 201 -> perAxis(words, maxAcceleration, 1);
            case 203 -> perAxis(words, maxFeed, S_PER_MIN);
            case 204 -> accelerations(words);
            case 205 -> perAxis(words, jerk, 1);
            case 566 -> perAxis(words, jerk, S_PER_MIN);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void perAxis(Words words, double[] limits, double per) {
        for (int axis = 0; axis < 4; axis++) {
            double limit = words.value(AXES.charAt(axis));
            if (limit > 0) limits[axis] = limit / per;
        }
    }

    private void accelerations(Words words) {
        if (words.value('S') > 0) printAcceleration = travelAcceleration = words.value('S');
        if (words.value('P') > 0) printAcceleration = words.value('P');
        if (words.value('R') > 0) retractAcceleration = words.value('R');
        if (words.value('T') > 0) travelAcceleration = words.value('T');
    }

    private void corners(Words words) {
        perAxis(words, jerk, 1);
        if (words.has('B')) minSegmentS = words.value('B') / 1e6;
        if (words.has('S')) minPrintFeed = words.value('S');
        if (words.has('T')) minTravelFeed = words.value('T');
        if (words.value('J') > 0) junctionDeviation = words.value('J');
    }
}
