package platen.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceBook;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.values.OrderId;

/// By when an order is ready that is approved now: so many days on which the shop is open, as the price book
/// promises.
public final class ReadyDays {
    private final Shop shop;
    private final Instant now;

    /// A way of having it made; `value` is what the form sends, `words` are the shop's own (none where it is made in
    /// its turn), and `day` is nothing where none is promised.
    public record Way(String value, String words, @Nullable Instant day) {}

    public ReadyDays(Shop shop, Instant now) {
        this.shop = shop;
        this.now = now;
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
    public static Optional<Instant> of(Handle look, OrderId order, Instant now) {
        var quote = look.attach(Quotes.class).standing(order);
        var book = quote.flatMap(one -> look.attach(PriceBooks.class).find(one.priceBook()));
        return book.flatMap(version -> {
            var days = new ReadyDays(Settings.shop(look), now);
            return Optional.ofNullable(
                    days.by(version.book(), look.attach(Terms.class).of(order).rush()));
        });
    }

    /// The last of so many open days after today; each day counts where no hours are known.
    private @Nullable Instant day(int days) {
        if (days == 0) return null;
        var hasHours = shop.hours().days().values().stream().anyMatch(spans -> !spans.isEmpty());
        var day = LocalDate.ofInstant(now, shop.zone());
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (!hasHours || !shop.hours().on(day.getDayOfWeek()).isEmpty()) left--;
        }
        return day.atStartOfDay(shop.zone()).toInstant();
    }
}
