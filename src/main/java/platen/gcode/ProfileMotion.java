package platen.gcode;

import platen.gcode.MotionSettings.Cornering;
import platen.printers.Dialect;
import platen.printers.Profile;

/// A printer's motion, as its profile says, for the [Planner].
public final class ProfileMotion {
    private ProfileMotion() {}

    public static MotionSettings of(Profile profile) {
        var motion = profile.motion();
        var cornering = cornering(profile);
        boolean byDeviation = motion.planner() != platen.printers.Cornering.KLIPPER;
        return new MotionSettings(
                cornering,
                Math.max(2, motion.plannerBlocks()),
                axes(motion.stepsPerMm()),
                axes(motion.maxFeedrateMmS()),
                axes(motion.maxAccelerationMmS2()),
                motion.accelerationPrintMmS2(),
                motion.accelerationRetractMmS2(),
                motion.accelerationTravelMmS2(),
                axes(motion.jerkMmS()),
                motion.junctionDeviationMm(),
                motion.minSegmentTimeUs() / 1e6,
                byDeviation ? squareCornerMmPerS(motion) : motion.squareCornerVelocityMmS(),
                byDeviation ? 0 : motion.minimumCruiseRatio());
    }

    /// A profile that tells Klipper's corners by their deviation means Klipper's plan all the same.
    private static Cornering cornering(Profile profile) {
        return switch (profile.motion().planner()) {
            case JERK -> Cornering.JERK;
            case JUNCTION -> profile.connection().dialect() == Dialect.KLIPPER ? Cornering.KLIPPER : Cornering.JUNCTION;
            case KLIPPER -> Cornering.KLIPPER;
        };
    }

    private static double squareCornerMmPerS(platen.printers.Motion motion) {
        return Math.sqrt(motion.junctionDeviationMm() * motion.accelerationPrintMmS2() / (Math.sqrt(2) - 1));
    }

    private static Axes axes(platen.printers.Axes axes) {
        return new Axes(axes.x(), axes.y(), axes.z(), axes.e());
    }
}
