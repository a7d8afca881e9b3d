package platen.queue;

import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.OrderId;

/// Keeps an order's state in step with its jobs, in the transaction that changes a job.
public final class OrderProgress {
    private OrderProgress() {}

    /// A job has begun: its order is in production.
    public static void begun(Handle change, Job job, Actor who, Instant now) {
        var order = job.orderId();
        if (order == null) return;
        move(change, order, OrderState.APPROVED, OrderState.IN_PRODUCTION, who, now);
    }

    /// A job is over: when it was the last, its order is ready to be collected.
    static void ended(Handle change, Job job, Actor who, Instant now) {
        var order = job.orderId();
        if (order == null || change.attach(Jobs.class).openOf(order) > 0) return;
        move(change, order, OrderState.IN_PRODUCTION, OrderState.READY, who, now);
    }

    /// A job was given up or closed short: when it was the last, and something was made, its order is ready.
    static void over(Handle change, JobId id, Actor who, Instant now) {
        var job = change.attach(Jobs.class).find(id).orElseThrow();
        if (job.orderId() == null) return;
        var isMade = change.attach(Jobs.class).of(job.orderId()).stream().anyMatch(one -> one.good() > 0);
        if (isMade) ended(change, job, who, now);
    }

    private static void move(
            Handle change, OrderId order, OrderState before, OrderState after, Actor who, Instant now) {
        if (!change.attach(Orders.class).move(order, before, after)) return;
        if (after == OrderState.READY) change.attach(Orders.class).readyAt(order, now);
        Events.write(
                change,
                now,
                who,
                Subject.of(order),
                Message.of(
                        "orders.became-" + after.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
