package platen.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that somebody added. `synced`: it may be on several of their devices.
public record Passkey(
        long id,
        String name,
        boolean synced,
        Instant addedAt,
        @Nullable Instant usedAt) {}
