package platen.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.pricing.PersonPrice;
import platen.pricing.Price;
import platen.pricing.Price.Priced;
import platen.pricing.PriceRequest;
import platen.pricing.Reckoning;
import platen.values.OrderId;
import platen.values.QuoteId;

/// A price that was shown, with all that is needed to reckon it again: the version of the price
/// book, the version of the engine, and every input as that engine knows it. Its lines are authoritative. Where a
/// person named
/// it, `pricedBy` says who.
public record Quote(
        QuoteId id,
        OrderId orderId,
        long priceBook,
        int engine,
        String request,
        Priced price,
        boolean estimate,
        Instant createdAt,
        @Nullable String pricedBy,
        @Nullable Instant validUntil,
        @Nullable String note) {

    /// Whether a person named it, and not the rules.
    public boolean isPersons() {
        return engine == PersonPrice.ENGINE;
    }

    boolean isOver(Instant now) {
        return validUntil != null && !now.isBefore(validUntil);
    }

    /// What was asked for, in today's words.
    public PriceRequest asked() {
        return Reckoning.request(engine, request);
    }

    /// Reckons it anew, with the book that it names and the engine that made it.
    public Price again(PriceBooks.Version book) {
        if (book.version() != priceBook) throw new IllegalArgumentException("another book than " + priceBook);
        return Reckoning.again(engine, book.body(), request);
    }
}
