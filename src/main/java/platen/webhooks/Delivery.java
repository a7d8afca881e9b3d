package platen.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was sent, and how it went: `httpStatus` as the other side answered, or the `problem`. The name of a
/// delivery stays when it is sent again.
public record Delivery(
        long id,
        long event,
        String delivery,
        Instant at,
        long tookMs,
        @Nullable Integer httpStatus,
        @Nullable String problem,
        boolean arrived) {}
