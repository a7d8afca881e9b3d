package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.orders.Load;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Product;
import platen.queue.FloorRules;
import platen.queue.Jobs;
import platen.queue.OpenWork;
import platen.queue.Shopfloor;
import platen.shop.Settings;
import platen.values.MachineId;

/// The forecast for pages that many look at, some seconds old at most.
public final class Forecasts {
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration A_DAY = Duration.ofDays(1);

    /// What printers took of late changes little in this time.
    private static final Duration PACES_FOR = Duration.ofMinutes(5);
    /// The plan of so many jobs is reckoned beside the pages that show it, each time when it is as old as `DUE`.
    private static final int MANY_JOBS = 1_000;
    private static final Duration DUE = Duration.ofSeconds(3);

    private final OpenWork openWork = new OpenWork();
    private final AtomicBoolean isReckoning = new AtomicBoolean();
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
    private final AtomicReference<@Nullable Paced> paced = new AtomicReference<>();

    private record Kept(Instant at, List<Machine> machines, Forecast plan) {
        boolean isYounger(Duration age, Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }
    }

    private record Paced(Instant at, Map<MachineId, Double> paces) {}

    /// An order that will be ready after the day that was promised; `ready` is nothing where nobody knows when.
    public record Missed(
            Order order, Instant promised, @Nullable Instant ready) {}

    /// What all pages look at.
    public OpenWork openWork() {
        return openWork;
    }

    public Forecast plan(Handle look, Instant now) {
        return kept(look, now).plan();
    }

    /// Of this floor. In a shop with very much to do it can be as the floor was some seconds ago.
    public Forecast plan(Handle look, Shopfloor floor) {
        var last = kept.get();
        if (last == null || floor.open().size() < MANY_JOBS || !last.isYounger(FRESH, floor.now()))
            return made(look, floor).plan();
        if (!last.isYounger(DUE, floor.now()) && isReckoning.compareAndSet(false, true))
            reckonBeside(planned(look, floor));
        return last.plan();
    }

    private void reckonBeside(Supplier<Kept> planning) {
        Thread.startVirtualThread(() -> {
            try {
                kept.set(planning.get());
            } finally {
                isReckoning.set(false);
            }
        });
    }

    private Kept kept(Handle look, Instant now) {
        var last = kept.get();
        return last != null && last.isYounger(FRESH, now)
                ? last
                : made(look, Shopfloor.of(look, openWork.at(look, now), now));
    }

    private Kept made(Handle look, Shopfloor floor) {
        var made = planned(look, floor).get();
        kept.set(made);
        return made;
    }

    /// Everything that it needs is read before.
    private Supplier<Kept> planned(Handle look, Shopfloor floor) {
        var shop = Settings.shop(look);
        var staffed = new Staffed(shop.hours(), shop.zone());
        var paces = paces(look, floor);
        var printsAlone = look.attach(FloorRules.class).printsAlone();
        return () -> new Kept(floor.now(), floor.machines(), Planning.of(floor, staffed, paces, printsAlone));
    }

    private Map<MachineId, Double> paces(Handle look, Shopfloor floor) {
        var last = paced.get();
        if (last != null
                && !floor.now().isBefore(last.at())
                && floor.now().isBefore(last.at().plus(PACES_FOR))) return last.paces();
        var made = Paces.of(look, floor.machines());
        paced.set(new Paced(floor.now(), made));
        return made;
    }

    /// What has to be done before anything new.
    public Load load(Handle look, Instant now) {
        var as = kept(look, now);
        return (product, due) -> as.machines().stream()
                .filter(machine -> machine.outOfOrder() == null && does(machine, product))
                .map(machine -> free(as, machine, due))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private static Instant free(Kept as, Machine machine, Instant due) {
        var place = Jobs.NewJob.usualPosition(due, due);
        return as.plan().slots().values().stream()
                .filter(slot -> machine.id().equals(slot.machine())
                        && (slot.job().state().isOnMachine() || slot.job().position() <= place))
                .map(Forecast.Slot::end)
                .max(Comparator.naturalOrder())
                .orElse(as.at());
    }

    private static boolean does(Machine machine, Product product) {
        return switch (product) {
            case PART -> machine.kind() == MachineKind.PRINTER_3D;
            case PAPER -> machine.kind() == MachineKind.PRESS || machine.kind() == MachineKind.RISO;
        };
    }

    /// The promises that will not be kept as it stands, the first promised first. Only a person tells the customer.
    public static List<Missed> missed(Forecast plan, Collection<Order> open, Instant now) {
        return open.stream()
                .flatMap(order -> missed(plan, order, now).stream())
                .sorted(Comparator.comparing(Missed::promised))
                .toList();
    }

    /// Whether the promise of this order is one of them.
    public Optional<Missed> missed(Handle look, Order order, Instant now) {
        return isBeingMade(order) ? missed(plan(look, now), order, now) : Optional.empty();
    }

    private static boolean isBeingMade(Order order) {
        return order.state() == OrderState.APPROVED || order.state() == OrderState.IN_PRODUCTION;
    }

    private static Optional<Missed> missed(Forecast plan, Order order, Instant now) {
        var promised = order.promised();
        if (promised == null || !isBeingMade(order)) return Optional.empty();
        var ready = plan.ready(order.id()).orElse(null);
        var isLate = !(ready == null ? now : ready).isBefore(promised.plus(A_DAY));
        return isLate ? Optional.of(new Missed(order, promised, ready)) : Optional.empty();
    }
}
