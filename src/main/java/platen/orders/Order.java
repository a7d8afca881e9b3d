package platen.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.OrderId;
import platen.values.QuoteId;

/// An order. `code` is what people say (`K7PQ4X`); `token` opens its private page and is known to
/// the customer alone. `quote` is the price that stands, or null while it is being reckoned; `promised` the
/// day by which we said that it is ready; `touchedAt` when its customer last changed the draft.
public record Order(
        OrderId id,
        String code,
        String token,
        OrderState state,
        @Nullable String customerName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable QuoteId quote,
        Instant createdAt,
        @Nullable Instant approvedAt,
        @Nullable Instant promised,
        Instant touchedAt) {}
