package platen.notices;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.queue.Shopfloor;
import platen.queue.planning.Planning;
import platen.shop.Shop;
import platen.values.OrderId;

/// The day on which what is being made is ready, by the same plan as the board's: today while the shop is open where
/// the plan knows nothing of it.
final class Forecast {
    private static final int LONGEST_AHEAD_DAYS = 365;

    private final Shop shop;
    private final Instant now;
    private final platen.queue.planning.Forecast plan;

    Forecast(Handle look, Shop shop, Instant now) {
        this.shop = shop;
        this.now = now;
        this.plan = Planning.of(look, Shopfloor.of(look, now));
    }

    LocalDate day(OrderId order) {
        var local = plan.ready(order).orElse(now).atZone(shop.zone());
        var day = local.toLocalDate();
        var spans = shop.hours().on(day.getDayOfWeek());
        var isOver = !spans.isEmpty()
                && !local.toLocalTime().isBefore(spans.getLast().until());
        return nextOpen(isOver ? day.plusDays(1) : day);
    }

    /// That day, or the next on which the shop is open; each counts where no hours are known.
    private LocalDate nextOpen(LocalDate from) {
        var days = shop.hours().days();
        if (days.values().stream().allMatch(List::isEmpty)) return from;
        for (var day = from; day.isBefore(from.plusDays(LONGEST_AHEAD_DAYS)); day = day.plusDays(1)) {
            if (!shop.hours().on(day.getDayOfWeek()).isEmpty()) return day;
        }
        return from;
    }
}
