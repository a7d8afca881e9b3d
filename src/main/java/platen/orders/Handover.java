package platen.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an order gets to its customer: by which day they need it, who else collects it, and where it is brought to.
/// Empty texts say nothing.
public record Handover(@Nullable Instant neededBy, String collector, String address) {
    public static final Handover USUAL = new Handover(null, "", "");
}
