package platen.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// A tablet at a machine; `person` is who used it last, as long as nobody said that they left.
public record Station(
        long id,
        String name,
        Instant createdAt,
        @Nullable PersonId person,
        @Nullable Instant touchedAt) {}
