package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.protocol.Reply.Capability;
import platen.protocol.Reply.Firmware;
import platen.protocol.Temperatures;

/// What is known of the firmware at the other end, and how its temperatures are kept up to date: by its
/// own reports where it can, else by asking now and then.
final class Acquaintance {
    private static final byte[] ASK = ascii("M105");
    private static final byte[] REPORT = ascii("M155 S2");
    private static final long ASK_IDLE = Duration.ofSeconds(5).toNanos();
    private static final long ASK_HEATING = Duration.ofSeconds(2).toNanos();
    private static final long GRACE = Duration.ofSeconds(8).toNanos();
    private static final long THREE_REPORTS = Duration.ofSeconds(7).toNanos();

    private final Set<String> capabilities = new HashSet<>();
    private String firmware = "";
    private Temperatures temperatures = Temperatures.NONE;
    private boolean reporting;
    private boolean unprotected;
    private long heatAt;
    private long askedAt;

    void forget() {
        capabilities.clear();
        firmware = "";
        temperatures = Temperatures.NONE;
        reporting = false;
        unprotected = false;
    }

    void heard(Firmware reply) {
        if (!reply.name().isEmpty()) firmware = reply.name();
    }

    void heard(Capability capability) {
        if (capability.on()) capabilities.add(capability.name());
        else capabilities.remove(capability.name());
        if (capability.name().equals("THERMAL_PROTECTION")) unprotected = !capability.on();
    }

    void heard(Temperatures report, long now) {
        temperatures = report.after(temperatures);
        heatAt = now;
    }

    /// A command that keeps the temperatures up to date, when it is time for one. `hungry`: the planner has few moves,
    /// so what can wait waits, but not for ever.
    byte @Nullable [] question(boolean hungry, long now) {
        if (capabilities.contains("AUTOREPORT_TEMP") && !reporting) {
            reporting = true;
            heatAt = now;
            askedAt = now;
            return REPORT;
        }
        long patience = reporting ? THREE_REPORTS : isHeating() ? ASK_HEATING : ASK_IDLE;
        if (now - Math.max(askedAt, heatAt) < (hungry ? patience + GRACE : patience)) return null;
        askedAt = now;
        return ASK;
    }

    /// Commands that act although the firmware waits, straight from the bytes that arrive.
    boolean hasEmergencyParser() {
        return capabilities.contains("EMERGENCY_PARSER");
    }

    /// The firmware says that it would not notice a heater that runs away.
    boolean isUnprotected() {
        return unprotected;
    }

    /// Its prompts can be answered by the host.
    boolean hasPrompts() {
        return capabilities.contains("PROMPT_SUPPORT");
    }

    /// It watches the filament, but only while it believes that a job runs (M75).
    boolean watchesFilament() {
        return capabilities.contains("RUNOUT");
    }

    /// It can show how far a print is.
    boolean showsProgress() {
        return capabilities.contains("BUILD_PERCENT");
    }

    /// Nobody asked for reports, but they come: somebody began to heat at the panel, and it waits for that.
    boolean heatsAtThePanel() {
        return !reporting && isHeating();
    }

    String firmware() {
        return firmware;
    }

    Temperatures temperatures() {
        return temperatures;
    }

    private boolean isHeating() {
        var nozzle = temperatures.nozzle();
        var bed = temperatures.bed();
        return nozzle.target() > nozzle.celsius() + 2 || bed.target() > bed.celsius() + 2;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
