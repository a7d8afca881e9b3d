package platen.machines;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.HostId;
import platen.values.MachineId;

/// One machine of the shop. A 3D printer has a profile, and a host and port once it is connected; a bench has `steps`,
/// one on each line. What a press prints has to dry for `dryMinutes` before the next step.
public record Machine(
        MachineId id,
        String name,
        MachineKind kind,
        @Nullable HostId host,
        @Nullable String port,
        @Nullable String profile,
        @Nullable Integer baud,
        BedState bed,
        @Nullable String material,
        @Nullable String colour,
        @Nullable String outOfOrder,
        Instant createdAt,
        @Nullable String steps,
        int dryMinutes) {
    /// What is done at a bench; empty where it is whatever comes.
    public List<String> stepsDone() {
        return steps == null ? List.of() : steps.lines().toList();
    }

    /// Whether a step is done here.
    public boolean does(@Nullable String step) {
        return step == null
                || stepsDone().isEmpty()
                || stepsDone().stream().anyMatch(one -> one.equalsIgnoreCase(step));
    }
}
