package platen.virtual;

import java.util.List;
import java.util.Locale;
import platen.printers.Axes;
import platen.printers.Profile;

/// The longer texts of a firmware.
final class Answers {
    private Answers() {}

    static List<String> capabilities(Profile profile, Habits habits) {
        var volume = profile.volume();
        var area = String.format(
                Locale.ROOT,
                "min:{x:%.2f,y:%.2f,z:%.2f},max:{x:%.2f,y:%.2f,z:%.2f}",
                volume.minX(),
                volume.minY(),
                volume.minZ(),
                volume.maxX(),
                volume.maxY(),
                volume.maxZ());
        return List.of(
                "Cap:SERIAL_XON_XOFF:0",
                "Cap:BINARY_FILE_TRANSFER:0",
                "Cap:EEPROM:0",
                "Cap:AUTOREPORT_POS:0",
                "Cap:AUTOREPORT_TEMP:" + flag(habits.autoReports()),
                "Cap:PROGRESS:0",
                "Cap:PRINT_JOB:1",
                "Cap:AUTOLEVEL:1",
                "Cap:RUNOUT:0",
                "Cap:BUILD_PERCENT:1",
                "Cap:EMERGENCY_PARSER:" + flag(habits.emergencyParser()),
                "Cap:HOST_ACTION_COMMANDS:" + flag(habits.hostActions()),
                "Cap:PROMPT_SUPPORT:" + flag(habits.hostActions()),
                "Cap:SDCARD:0",
                "Cap:AUTOREPORT_SD_STATUS:0",
                "Cap:THERMAL_PROTECTION:1",
                "Cap:ARCS:" + flag(profile.motion().arcs()),
                "Cap:CHAMBER_TEMPERATURE:0",
                "Cap:MEATPACK:0",
                "area:{full:{" + area + "},work:{" + area + "}}");
    }

    static List<String> endstops() {
        return List.of("Reporting endstop status", "x_min: open", "y_min: open", "z_min: open");
    }

    static List<String> settings(Profile profile) {
        var motion = profile.motion();
        return List.of(
                "echo:; Linear Units:",
                "echo:  G21 ; (mm)",
                "echo:; Temperature Units:",
                "echo:  M149 C ; Units in Celsius",
                "echo:; Steps per unit:",
                "echo:  M92 " + axes(motion.stepsPerMm()),
                "echo:; Max feedrates (units/s):",
                "echo:  M203 " + axes(motion.maxFeedrateMmS()),
                "echo:; Max Acceleration (units/s2):",
                "echo:  M201 " + axes(motion.maxAccelerationMmS2()),
                "echo:; Acceleration (units/s2) (P<print-accel> R<retract-accel> T<travel-accel>):",
                String.format(
                        Locale.ROOT,
                        "echo:  M204 P%.2f R%.2f T%.2f",
                        motion.accelerationPrintMmS2(),
                        motion.accelerationRetractMmS2(),
                        motion.accelerationTravelMmS2()),
                "echo:; Advanced (B<min_segment_time_us> S<min_feedrate> T<min_travel_feedrate> X<max_jerk> Y<max_jerk>"
                        + " Z<max_jerk> E<max_jerk>):",
                String.format(
                        Locale.ROOT,
                        "echo:  M205 B%.2f S0.00 T0.00 %s",
                        (double) motion.minSegmentTimeUs(),
                        axes(motion.jerkMmS())));
    }

    private static String axes(Axes axes) {
        return String.format(Locale.ROOT, "X%.2f Y%.2f Z%.2f E%.2f", axes.x(), axes.y(), axes.z(), axes.e());
    }

    private static int flag(boolean is) {
        return is ? 1 : 0;
    }
}
