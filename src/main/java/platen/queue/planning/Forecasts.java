package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.orders.Load;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Product;
import platen.queue.Jobs;
import platen.queue.Shopfloor;

/// The forecast as it was some seconds ago at most, for pages that many look at.
public final class Forecasts {
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(Instant at, List<Machine> machines, Forecast plan) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }
    }

    /// An order that will be ready after the day that was promised; `ready` is nothing where nobody knows when.
    public record Missed(
            Order order, Instant promised, @Nullable Instant ready) {}

    public Forecast plan(Handle look, Instant now) {
        return kept(look, now).plan();
    }

    private Kept kept(Handle look, Instant now) {
        var last = kept.get();
        if (last != null && last.isFresh(now)) return last;
        var floor = Shopfloor.of(look, now);
        var made = new Kept(now, floor.machines(), Planning.of(look, floor));
        kept.set(made);
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
    public List<Missed> missed(Handle look, Instant now) {
        var plan = plan(look, now);
        return look.attach(Orders.class).open().stream()
                .flatMap(order -> missed(plan, order, now).stream())
                .sorted(Comparator.comparing(Missed::promised))
                .toList();
    }

    private static boolean isBeingMade(Order order) {
        return order.state() == OrderState.APPROVED || order.state() == OrderState.IN_PRODUCTION;
    }

    private static List<Missed> missed(Forecast plan, Order order, Instant now) {
        var promised = order.promised();
        if (promised == null || !isBeingMade(order)) return List.of();
        var ready = plan.ready(order.id()).orElse(null);
        var isLate = !(ready == null ? now : ready).isBefore(promised.plus(A_DAY));
        return isLate ? List.of(new Missed(order, promised, ready)) : List.of();
    }
}
