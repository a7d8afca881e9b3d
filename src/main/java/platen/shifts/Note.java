package platen.shifts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody left for the next shift; `doneBy` has seen to it.
public record Note(
        long id,
        String author,
        String body,
        Instant at,
        @Nullable String doneBy,
        @Nullable Instant doneAt) {}
