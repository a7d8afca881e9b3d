package platen.machines;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.HostId;

/// A printer computer that may ask for work. Of its key only the hash is kept.
public record Host(
        HostId id, String name, Instant createdAt, @Nullable Instant revokedAt) {}
