package platen.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import platen.books.Sums;
import platen.notices.Reminders;
import platen.orders.Order;
import platen.orders.Orders;
import platen.talk.Remark;
import platen.talk.Remarks;
import platen.values.Money;
import platen.values.OrderId;

/// What wants a person at the desk, beside the jobs: customers who wait for an answer, something wrong, orders that
/// their customers cancelled, and what nobody picks up.
final class DeskList {
    private static final int MOST = 100;
    private static final Duration LATELY = Duration.ofDays(2);

    private final Website.Parts parts;
    private final Reminders reminders;

    DeskList(Website.Parts parts, Reminders reminders) {
        this.parts = parts;
        this.reminders = reminders;
    }

    /// `complained` when something is wrong with it.
    public record Asking(Order order, Remark remark, boolean complained) {}

    /// `paid` is what is to be given back.
    public record Cancelled(Order order, Money paid) {
        public boolean isPaid() {
            return paid.compareTo(Money.ZERO) > 0;
        }
    }

    public record Desk(List<Asking> asking, List<Cancelled> cancelled, List<Order> unclaimed) {
        public boolean isEmpty() {
            return asking.isEmpty() && cancelled.isEmpty() && unclaimed.isEmpty();
        }
    }

    /// Orders that customers cancelled.
    interface CancelledOrders {
        @SqlQuery("""
            select subject_id
              from event
             where subject_kind = 'ORDER' and actor_kind = 'CUSTOMER' and what = 'talk.cancelled' and at > :since
             order by id desc
             limit :limit
            """)
        List<OrderId> since(Instant since, int limit);
    }

    Desk desk() {
        var unclaimed = reminders.unclaimed();
        return parts.database().look(look -> new Desk(asking(look), cancelled(look), unclaimed));
    }

    /// The first that waits of each order, and all of which something is wrong.
    private static List<Asking> asking(Handle look) {
        var remarks = look.attach(Remarks.class);
        var byOrder = new LinkedHashMap<OrderId, Asking>();
        for (var complaint : remarks.open(MOST)) {
            remarks.find(complaint.remark())
                    .ifPresent(remark -> byOrder.put(
                            complaint.orderId(),
                            new Asking(order(look, complaint.orderId()).orElseThrow(), remark, true)));
        }
        for (var remark : remarks.waiting(MOST)) {
            byOrder.computeIfAbsent(
                    remark.orderId(), id -> new Asking(order(look, id).orElseThrow(), remark, false));
        }
        return List.copyOf(byOrder.values());
    }

    private List<Cancelled> cancelled(Handle look) {
        var since = parts.clock().instant().minus(LATELY);
        return look.attach(CancelledOrders.class).since(since, MOST).stream()
                .flatMap(id -> order(look, id).stream())
                .filter(order -> order.customerName() != null)
                .map(order -> new Cancelled(order, Sums.of(look, order.id()).paid()))
                .toList();
    }

    private static Optional<Order> order(Handle look, OrderId id) {
        return look.attach(Orders.class).find(id);
    }
}
