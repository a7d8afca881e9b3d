package platen.queue;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// Orders that end without being made, or without being picked up; with their jobs, in one transaction.
public final class Ending {
    private final Database database;
    private final InstantSource clock;

    public Ending(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Whether it costs nobody anything yet: no job of it has begun.
    public static boolean isFree(OrderState state) {
        return switch (state) {
            case DRAFT, SUBMITTED, QUOTED, APPROVED -> true;
            case IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED -> false;
        };
    }

    /// Its customer, or a worker with a reason, cancels an order that is not being made yet.
    public Act cancel(OrderId id, String reason, Actor who) {
        var what =
                reason.isBlank() ? Message.of("talk.cancelled") : Message.of("talk.cancelled-because", reason.strip());
        return database.change(change -> {
            // Before its jobs: whoever starts one of them takes both in the same order.
            change.attach(Jobs.class).lock(id);
            var order = change.attach(Orders.class).find(id).orElse(null);
            if (order == null) return Act.refused("queue.gone");
            if (order.state() == OrderState.CANCELLED) return new Act.Done();
            return isFree(order.state()) ? cancel(change, order, what, who) : Act.refused("talk.begun-already");
        });
    }

    /// A job that starts at this moment is not waiting any more: its update finds nothing, and all stays as it was.
    private Act cancel(Handle change, Order order, Message what, Actor who) {
        var jobs = change.attach(Jobs.class);
        var now = clock.instant();
        for (var job : jobs.of(order.id())) {
            if (job.state() == JobState.CANCELLED) continue;
            if (!jobs.cancelled(job.id(), what, now)) return begun(change);
            Events.write(change, now, who, Subject.of(job.id()), what);
        }
        if (!change.attach(Orders.class).move(order.id(), order.state(), OrderState.CANCELLED)) return begun(change);
        Events.write(change, now, who, Subject.of(order.id()), what);
        return new Act.Done();
    }

    /// Nobody has picked it up, and the shop keeps it no longer.
    public Act unclaimed(OrderId id, Actor who) {
        return database.change(change -> {
            if (!change.attach(Orders.class).move(id, OrderState.READY, OrderState.CANCELLED)) {
                return Act.refused("queue.too-late");
            }
            Events.write(change, clock.instant(), who, Subject.of(id), Message.of("talk.unclaimed"));
            return new Act.Done();
        });
    }

    private static Act begun(Handle change) {
        change.rollback();
        return Act.refused("talk.begun-already");
    }
}
