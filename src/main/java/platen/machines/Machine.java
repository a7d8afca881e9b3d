package platen.machines;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.HostId;
import platen.values.MachineId;

/// One machine of the shop. A 3D printer has a profile, and a host and port once it is connected.
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
        Instant createdAt) {}
