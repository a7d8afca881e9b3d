package platen.printers;

/// What the firmware's planner allows, as it stands before a program changes it (M201 M203 M204 M205).
public record Motion(
        Cornering planner,
        Axes maxFeedrateMmS,
        Axes maxAccelerationMmS2,
        double accelerationPrintMmS2,
        double accelerationRetractMmS2,
        double accelerationTravelMmS2,
        Axes jerkMmS,
        double junctionDeviationMm,
        int minSegmentTimeUs,
        int plannerBlocks,
        Axes stepsPerMm,
        double homingXyMmS,
        double homingZMmS,
        boolean arcs,
        boolean homesXyAlone,
        double squareCornerVelocityMmS,
        double minimumCruiseRatio,
        double toolChangeS) {}
