package platen.orders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.pricing.Price;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.values.Message;
import platen.values.Money;

/// What other prices would have meant for orders that were approved: each by itself, the largest
/// changes first, and the sums of those that have both prices.
public record PriceEffect(List<Row> rows, Money before, Money after) {

    public PriceEffect {
        rows = List.copyOf(rows);
    }

    /// One order; `after` is nothing where a person would have to price it, and `why` says so.
    public record Row(
            String code,
            Money before,
            @Nullable Money after,
            @Nullable Message why) {
        public Money change() {
            return after == null ? Money.ZERO : after.minus(before);
        }

        private long size() {
            return after == null ? Long.MAX_VALUE : Math.abs(change().cents());
        }
    }

    static PriceEffect of(List<Quotes.Approved> approved, PriceBook book) {
        var rows = new ArrayList<Row>();
        var before = Money.ZERO;
        var after = Money.ZERO;
        for (var one : approved) {
            var row = row(one, book);
            rows.add(row);
            if (row.after() == null) continue;
            before = before.plus(row.before());
            after = after.plus(row.after());
        }
        rows.sort(Comparator.comparingLong(Row::size).reversed().thenComparing(Row::code));
        return new PriceEffect(rows, before, after);
    }

    public Money change() {
        return after.minus(before);
    }

    public long changed() {
        return rows.stream()
                .filter(row -> row.after() == null || row.change().cents() != 0)
                .count();
    }

    /// What a person named does not follow from a book.
    private static Row row(Quotes.Approved one, PriceBook book) {
        if (one.quote().isPersons()) return new Row(one.code(), one.total(), one.total(), null);
        return switch (Pricing.price(book, onKnownTerms(one.quote().asked(), book))) {
            case Price.Priced(var _, var total) -> new Row(one.code(), one.total(), total, null);
            case Price.AskUs(var why) -> new Row(one.code(), one.total(), null, why.first());
        };
    }

    /// Terms that the other book does not have count for nothing: its customers would not have had them.
    private static PriceRequest onKnownTerms(PriceRequest request, PriceBook book) {
        var terms = request.terms();
        var known = new PriceRequest.Terms(
                book.rush(terms.rush()).isPresent() ? terms.rush() : "",
                book.group(terms.group()).isPresent() ? terms.group() : "",
                book.band(terms.band()).isPresent() ? terms.band() : "",
                terms.delivery() && book.delivery() != null);
        return new PriceRequest(request.items(), known, request.taxBasisPoints());
    }
}
