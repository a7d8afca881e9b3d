package platen.gcode;

import platen.gcode.MotionSettings.Cornering;
import platen.printers.Profile;

/// A printer's motion, as its profile says, for the [Planner].
public final class ProfileMotion {
    private ProfileMotion() {}

    public static MotionSettings of(Profile profile) {
        var motion = profile.motion();
        return new MotionSettings(
                switch (motion.planner()) {
                    case JERK -> Cornering.JERK;
                    case JUNCTION -> Cornering.JUNCTION;
                },
                Math.max(2, motion.plannerBlocks()),
                axes(motion.stepsPerMm()),
                axes(motion.maxFeedrateMmS()),
                axes(motion.maxAccelerationMmS2()),
                motion.accelerationPrintMmS2(),
                motion.accelerationRetractMmS2(),
                motion.accelerationTravelMmS2(),
                axes(motion.jerkMmS()),
                motion.junctionDeviationMm(),
                motion.minSegmentTimeUs() / 1e6);
    }

    private static Axes axes(platen.printers.Axes axes) {
        return new Axes(axes.x(), axes.y(), axes.z(), axes.e());
    }
}
