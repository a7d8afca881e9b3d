package platen.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceBook;
import platen.shop.Shop;

/// By when an order would be ready that is approved now: so many days on which the shop is open, as the price
/// book promises.
final class ReadyDays {
    private final Shop shop;
    private final Instant now;

    /// A way of having it made; `value` is what the form sends, and `day` is nothing where none is promised.
    public record Way(String value, String words, @Nullable Instant day) {}

    ReadyDays(Shop shop, Instant now) {
        this.shop = shop;
        this.now = now;
    }

    /// In its turn first, then each kind of rush.
    List<Way> ways(PriceBook book) {
        var ways = new ArrayList<Way>();
        ways.add(new Way("", "In its turn", day(book.general().readyInDays())));
        for (var rush : book.rush()) {
            var words = rush.words().isEmpty() ? rush.name() : rush.words();
            ways.add(new Way(rush.name(), words, day(rush.readyInDays())));
        }
        return ways;
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
