package platen.reports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.orders.Quote;
import platen.orders.Quotes;
import platen.orders.Shares;
import platen.pricing.PriceLine;
import platen.pricing.PriceRequest;
import platen.values.Money;

/// Shares what orders cost among their products, once for each frozen price.
final class Turnover {
    /// Of prices for several products that a person named as a whole, and of what no product of the price book is.
    static final String MIXED = "other";

    private Turnover() {}

    /// Reckons what is missing for a span, some at a time.
    static void complete(Database database, Period period) {
        while (true) {
            var missing = database.reading(Figures.class).unshared(period.start(), period.end());
            if (missing.isEmpty()) return;
            database.use(change -> missing.forEach(
                    id -> change.attach(Quotes.class).find(id).ifPresent(quote -> share(change, quote))));
        }
    }

    private static void share(Handle change, Quote quote) {
        var figures = change.attach(Figures.class);
        var tax = quote.price().lines().stream()
                .filter(line -> line.what().key().equals("pricing.tax"))
                .map(PriceLine::amount)
                .reduce(Money.ZERO, Money::plus);
        var parts = parts(change, quote);
        var whole = parts.values().stream().mapToLong(Long::longValue).sum();
        var netLeft = quote.price().total().minus(tax).cents();
        var taxLeft = tax.cents();
        var wholeLeft = whole;
        for (var part : parts.entrySet()) {
            // What is left is shared by what is left, so that nothing is lost in rounding.
            var net = wholeLeft == 0 ? netLeft : Math.round((double) netLeft * part.getValue() / wholeLeft);
            var its = wholeLeft == 0 ? taxLeft : Math.round((double) taxLeft * part.getValue() / wholeLeft);
            figures.share(quote.id(), part.getKey(), new Money(net), new Money(its));
            netLeft -= net;
            taxLeft -= its;
            wholeLeft -= part.getValue();
        }
    }

    /// What each product costs before tax, rush and delivery.
    private static Map<String, Long> parts(Handle look, Quote quote) {
        var items = quote.asked().items();
        var shares = Shares.of(look, quote);
        var parts = new LinkedHashMap<String, Long>();
        if (shares.size() == items.size()) {
            for (int at = 0; at < items.size(); at++)
                parts.merge(product(items.get(at)), Shares.sum(shares.get(at)).cents(), Long::sum);
        } else {
            var products = items.stream().map(Turnover::product).distinct().toList();
            parts.put(products.size() == 1 ? products.getFirst() : MIXED, 1L);
        }
        if (parts.isEmpty()) parts.put(MIXED, 1L);
        return parts;
    }

    private static String product(PriceRequest.Item item) {
        return switch (item) {
            case PriceRequest.Part _ -> "part";
            case PriceRequest.Paper paper -> paper.product().word();
        };
    }
}
