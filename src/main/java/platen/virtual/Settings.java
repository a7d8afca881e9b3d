package platen.virtual;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;

/// How a virtual printer is to be. `speed` is how many times faster than a real one it moves and heats; `baud` 0
/// is a wire without a pace, as native USB; `latency` is that of each direction. `link` becomes a symbolic link
/// to its tty; into `report` it writes what it did, whenever a host leaves it and at its end.
public record Settings(
        Profile profile,
        double speed,
        int baud,
        Duration latency,
        Habits habits,
        FaultPlan faults,
        @Nullable Path link,
        @Nullable Path report) {

    public Settings {
        if (!(speed > 0)) throw new IllegalArgumentException("speed has to be more than 0: " + speed);
        if (baud < 0) throw new IllegalArgumentException("baud has to be 0 or more: " + baud);
        if (latency.isNegative()) throw new IllegalArgumentException("latency has to be 0 or more: " + latency);
    }

    /// With the firmware of the profile, as fast as a real one, at a wire without a pace.
    public static Settings of(Profile profile) {
        return new Settings(
                profile, 1, 0, Duration.ZERO, Habits.of(profile.connection().dialect()), FaultPlan.none(), null, null);
    }

    public Settings withSpeed(double times) {
        return new Settings(profile, times, baud, latency, habits, faults, link, report);
    }

    public Settings withWire(int baudRate, Duration eachWay) {
        return new Settings(profile, speed, baudRate, eachWay, habits, faults, link, report);
    }

    public Settings withHabits(Habits other) {
        return new Settings(profile, speed, baud, latency, other, faults, link, report);
    }

    public Settings withFaults(FaultPlan other) {
        return new Settings(profile, speed, baud, latency, habits, other, link, report);
    }

    public Settings withFiles(@Nullable Path linkTo, @Nullable Path reportTo) {
        return new Settings(profile, speed, baud, latency, habits, faults, linkTo, reportTo);
    }
}
