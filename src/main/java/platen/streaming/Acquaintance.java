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
    private static final long THREE_REPORTS = Duration.ofSeconds(7).toNanos();

    private final Set<String> capabilities = new HashSet<>();
    private String firmware = "";
    private Temperatures temperatures = Temperatures.NONE;
    private boolean reporting;
    private long heatAt;
    private long askedAt;

    void forget() {
        capabilities.clear();
        firmware = "";
        temperatures = Temperatures.NONE;
        reporting = false;
    }

    void heard(Firmware reply) {
        if (!reply.name().isEmpty()) firmware = reply.name();
    }

    void heard(Capability capability) {
        if (capability.on()) capabilities.add(capability.name());
        else capabilities.remove(capability.name());
    }

    void heard(Temperatures report, long now) {
        temperatures = report.after(temperatures);
        heatAt = now;
    }

    /// A command that keeps the temperatures up to date, when it is time for one.
    byte @Nullable [] question(long now) {
        if (capabilities.contains("AUTOREPORT_TEMP") && !reporting) {
            reporting = true;
            heatAt = now;
            askedAt = now;
            return REPORT;
        }
        long patience = reporting ? THREE_REPORTS : isHeating() ? ASK_HEATING : ASK_IDLE;
        if (now - Math.max(askedAt, heatAt) < patience) return null;
        askedAt = now;
        return ASK;
    }

    /// Commands that act although the firmware waits, straight from the bytes that arrive.
    boolean hasEmergencyParser() {
        return capabilities.contains("EMERGENCY_PARSER");
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
