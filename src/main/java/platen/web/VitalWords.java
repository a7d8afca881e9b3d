package platen.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.fleet.Watch;
import platen.sync.HostHealth;
import platen.values.Message;

/// How a printer computer does, in words, with what to do about it.
final class VitalWords {
    private static final int LOW_VOLTAGE = 1;
    private static final int SLOWED = 6;
    private static final int TOO_HOT = 8;
    private static final int EARLIER = 16;
    private static final double HOT_C = 80;
    private static final long LITTLE_DISK_MB = 500;
    private static final long LITTLE_MEMORY_MB = 60;
    private static final Duration CLOCK_OFF = Duration.ofSeconds(30);

    private VitalWords() {}

    /// `troubles` are sentences; `vitals` the figures, as far as the computer tells them.
    public record Seen(Instant at, @Nullable HostHealth vitals, long aheadS, List<Message> troubles) {}

    static Seen seen(Watch.Health health) {
        return new Seen(health.at(), health.vitals(), health.ahead().toSeconds(), troubles(health));
    }

    private static List<Message> troubles(Watch.Health health) {
        var troubles = new ArrayList<Message>();
        var vitals = health.vitals();
        if (vitals != null) {
            voltage(vitals, troubles);
            if (vitals.cpuC() != null && vitals.cpuC() >= HOT_C)
                troubles.add(Message.of("web.health-hot", Math.round(vitals.cpuC())));
            if (vitals.diskFreeMb() != null && vitals.diskFreeMb() < LITTLE_DISK_MB)
                troubles.add(Message.of("web.health-disk", vitals.diskFreeMb()));
            if (vitals.memoryFreeMb() != null && vitals.memoryFreeMb() < LITTLE_MEMORY_MB)
                troubles.add(Message.of("web.health-memory", vitals.memoryFreeMb()));
        }
        if (health.ahead().abs().compareTo(CLOCK_OFF) > 0) {
            var key = health.ahead().isNegative() ? "web.health-clock-behind" : "web.health-clock-ahead";
            troubles.add(Message.of(key, health.ahead().abs().toSeconds()));
        }
        return troubles;
    }

    private static void voltage(HostHealth vitals, List<Message> troubles) {
        if (vitals.throttled() == null) return;
        int word = vitals.throttled();
        if ((word & LOW_VOLTAGE) != 0) troubles.add(Message.of("web.health-voltage"));
        else if ((word >> EARLIER & LOW_VOLTAGE) != 0) troubles.add(Message.of("web.health-voltage-earlier"));
        if ((word & (SLOWED | TOO_HOT)) != 0) troubles.add(Message.of("web.health-slowed"));
    }
}
