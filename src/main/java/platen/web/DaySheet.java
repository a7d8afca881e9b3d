package platen.web;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.orders.Order;
import platen.queue.planning.Forecast;

/// What begins or ends today, as one sheet of paper holds it: for the day on which the network is down.
final class DaySheet {
    /// Two columns of small print on A4 or Letter.
    private static final int MOST_ROWS = 72;

    private final FloorNow floor;
    private final InstantSource clock;

    DaySheet(FloorNow floor, InstantSource clock) {
        this.floor = floor;
        this.clock = clock;
    }

    public record Row(
            Forecast.Slot slot,
            LocalTime start,
            LocalTime end,
            @Nullable Order order,
            @Nullable String machine) {}

    /// `more` rows have no place; `still` jobs have no time, because something keeps them.
    public record Sheet(List<Row> rows, int more, int still) {}

    Sheet today() {
        var seen = floor.seen();
        var zone = seen.staffed.zone();
        var until = clock.instant()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        var all = seen.plan.slots().values().stream()
                .filter(slot -> slot.start().isBefore(until))
                .sorted(Comparator.comparing(Forecast.Slot::start)
                        .thenComparingLong(slot -> slot.job().id().value()))
                .toList();
        var rows = all.stream()
                .limit(MOST_ROWS)
                .map(slot -> {
                    var machine = slot.machine() == null ? null : seen.machines.get(slot.machine());
                    return new Row(
                            slot,
                            slot.start().atZone(zone).toLocalTime(),
                            slot.end().atZone(zone).toLocalTime(),
                            seen.order(slot.job()),
                            machine == null ? null : machine.name());
                })
                .toList();
        var still = seen.floor.open().size() - seen.plan.slots().size();
        return new Sheet(rows, all.size() - rows.size(), still);
    }
}
