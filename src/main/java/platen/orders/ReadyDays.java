package platen.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceBook;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.values.OrderId;

/// By when an order is ready that is approved now: so many days on which the shop is open, as the price book
/// promises, or, where that much waits before it, the open day after the one on which a machine is free for it.
public final class ReadyDays {
    private final Shop shop;
    private final Instant now;
    private final Load load;
    private final Set<Product> products;

    /// A way of having it made; `value` is what the form sends, `words` are the shop's own (none where it is made in
    /// its turn), and `day` is nothing where none is promised.
    public record Way(String value, String words, @Nullable Instant day) {}

    /// Of an order about these products.
    public ReadyDays(Shop shop, Instant now, Load load, Set<Product> products) {
        this.shop = shop;
        this.now = now;
        this.load = load;
        this.products = Set.copyOf(products);
    }

    /// In its turn first, then each kind of rush.
    public List<Way> ways(PriceBook book) {
        var ways = new ArrayList<Way>();
        ways.add(new Way("", "", day(book.general().readyInDays())));
        for (var rush : book.rush()) {
            var words = rush.words().isEmpty() ? rush.name() : rush.words();
            ways.add(new Way(rush.name(), words, day(rush.readyInDays())));
        }
        return ways;
    }

    /// Of one of the ways; nothing where none is promised.
    public @Nullable Instant by(PriceBook book, String rush) {
        return ways(book).stream()
                .filter(way -> way.value().equals(rush))
                .findFirst()
                .map(Way::day)
                .orElse(null);
    }

    /// Of an order whose price stands; nothing where its price book promises no day.
    public static Optional<Instant> of(Handle look, OrderId order, Instant now, Load load) {
        var quote = look.attach(Quotes.class).standing(order);
        var book = quote.flatMap(one -> look.attach(PriceBooks.class).find(one.priceBook()));
        return book.flatMap(version -> {
            var products = look.attach(OrderLines.class).of(order).stream()
                    .map(OrderLine::product)
                    .collect(Collectors.toSet());
            var days = new ReadyDays(Settings.shop(look), now, load, products);
            return Optional.ofNullable(
                    days.by(version.book(), look.attach(Terms.class).of(order).rush()));
        });
    }

    /// Never sooner than what is due by then lets it.
    @Nullable
    Instant day(int days) {
        if (days == 0) return null;
        var usual = day(LocalDate.ofInstant(now, shop.zone()), days);
        return products.stream()
                .map(product -> load.free(product, usual))
                .filter(free -> free.isAfter(now))
                .map(free -> LocalDate.ofInstant(free, shop.zone()))
                .filter(free -> free.isAfter(LocalDate.ofInstant(now, shop.zone())))
                .map(free -> day(free, 1))
                .filter(usual::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }

    /// The last of so many open days after that one; each day counts where no hours are known.
    private Instant day(LocalDate after, int days) {
        var hasHours = shop.hours().days().values().stream().anyMatch(spans -> !spans.isEmpty());
        var day = after;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (!hasHours || !shop.hours().on(day.getDayOfWeek()).isEmpty()) left--;
        }
        return day.atStartOfDay(shop.zone()).toInstant();
    }
}
