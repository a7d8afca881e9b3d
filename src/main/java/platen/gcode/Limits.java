package platen.gcode;

/// What a firmware's motion is limited by at the moment; programs change it as they go.
final class Limits {
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

    Limits(MotionSettings settings) {
        stepsPerMm = settings.stepsPerMm().toArray();
        maxFeed = settings.maxFeedMmPerS().toArray();
        maxAcceleration = settings.maxAccelerationMmPerS2().toArray();
        jerk = settings.jerkMmPerS().toArray();
        printAcceleration = settings.printAccelerationMmPerS2();
        retractAcceleration = settings.retractAccelerationMmPerS2();
        travelAcceleration = settings.travelAccelerationMmPerS2();
        junctionDeviation = settings.junctionDeviationMm();
        minSegmentS = settings.minSegmentS();
    }
}
