package platen.orders;

import java.time.Instant;
import platen.pricing.Price.Priced;
import platen.pricing.PriceRequest;
import platen.values.OrderId;
import platen.values.QuoteId;

/// A price that was shown, with all that is needed to reckon it again: the version of the price
/// book, the version of the engine, and every input. Its lines are authoritative.
public record Quote(
        QuoteId id,
        OrderId orderId,
        long priceBook,
        int engine,
        PriceRequest request,
        Priced price,
        boolean estimate,
        Instant createdAt) {}
