package platen.orders;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.pricing.PriceBook;
import platen.pricing.PriceLine;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.values.Money;

/// Which lines of a price are of which line of its order.
public final class Shares {
    private Shares() {}

    /// In the order of the items that were priced, what each costs before tax, rush and delivery; nothing where the
    /// price is of the order as a whole, as one that a person named.
    public static List<List<PriceLine>> of(Handle look, Quote quote) {
        if (quote.isPersons()) return List.of();
        var items = quote.asked().items();
        var lines = quote.price().lines();
        if (quote.engine() != Pricing.ENGINE) {
            return items.size() == 1
                    ? List.of(lines.stream().filter(line -> !line.isAdded()).toList())
                    : List.of();
        }
        var book = look.attach(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        return of(book.book(), quote.asked(), lines);
    }

    /// Of a price that was reckoned by this book.
    static List<List<PriceLine>> of(PriceBook book, PriceRequest asked, List<PriceLine> lines) {
        var shares = new ArrayList<List<PriceLine>>();
        var from = 0;
        for (var count : Pricing.shares(book, asked)) {
            shares.add(lines.subList(from, from + count));
            from += count;
        }
        return shares;
    }

    /// What they make together, after all that was taken off.
    public static Money sum(List<PriceLine> lines) {
        return lines.stream().map(PriceLine::amount).reduce(Money.ZERO, Money::plus);
    }
}
