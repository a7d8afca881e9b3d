package platen.web;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.machines.Machine;
import platen.orders.Order;
import platen.queue.Job;
import platen.queue.Shopfloor;
import platen.queue.Why;
import platen.queue.planning.Forecast;
import platen.queue.planning.Forecasts;
import platen.queue.planning.Staffed;
import platen.shop.Settings;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.OrderId;

/// The whole floor with its forecast, read and reckoned once for all pages that show it.
final class FloorNow {
    private final Database database;
    private final Shopfloor.Senses senses;
    private final InstantSource clock;
    private final Shared<Boolean, Seen> shared;
    private final Forecasts forecasts;

    FloorNow(Database database, Forecasts forecasts, Shopfloor.Senses senses, InstantSource clock) {
        this.database = database;
        this.forecasts = forecasts;
        this.senses = senses;
        this.clock = clock;
        this.shared = new Shared<>(database, clock);
    }

    /// Values that nobody changes; why a job waits is found when somebody wants to know, and kept.
    static final class Seen {
        final Shopfloor floor;
        final Forecast plan;
        final Staffed staffed;
        final Map<OrderId, Order> orders;
        final Map<MachineId, Machine> machines;
        private final Shopfloor.Senses senses;
        private final Map<JobId, Why> whys = new ConcurrentHashMap<>();

        Seen(Shopfloor floor, Forecast plan, Staffed staffed, Map<OrderId, Order> orders, Shopfloor.Senses senses) {
            this.floor = floor;
            this.plan = plan;
            this.staffed = staffed;
            this.orders = orders;
            this.machines = floor.machines().stream().collect(Collectors.toMap(Machine::id, Function.identity()));
            this.senses = senses;
        }

        Why why(Job job) {
            return whys.computeIfAbsent(job.id(), _ -> floor.why(job, senses));
        }

        @Nullable
        Order order(Job job) {
            return job.orderId() == null ? null : orders.get(job.orderId());
        }
    }

    Seen seen() {
        return shared.get(true, () -> database.look(this::read));
    }

    private Seen read(Handle look) {
        var now = clock.instant();
        var work = forecasts.openWork().at(look, now);
        var floor = Shopfloor.of(look, work, now);
        var shop = Settings.shop(look);
        var staffed = new Staffed(shop.hours(), shop.zone());
        return new Seen(floor, forecasts.plan(look, floor), staffed, work.orders(), senses);
    }
}
