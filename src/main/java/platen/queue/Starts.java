package platen.queue;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// Orders that are begun only when something is paid. An order that has no row here waits for no money.
public interface Starts {
    /// `letGo` is why a worker lets it begin all the same.
    record Row(
            OrderId orderId,
            Money needed,
            Money paid,
            @Nullable String letGo) {
        public boolean isWaiting() {
            return letGo == null && paid.compareTo(needed) < 0;
        }

        public Money missing() {
            return needed.minus(paid);
        }
    }

    @SqlQuery("select order_id, needed, paid, let_go from order_start where order_id = :order")
    Optional<Row> find(OrderId order);

    @SqlQuery("select order_id, needed, paid, let_go from order_start where let_go is null and paid < needed")
    List<Row> waiting();

    /// An order that is approved anew asks by the rule of then; what is paid stays paid.
    @SqlUpdate("""
        insert into order_start (order_id, needed, paid)
        values (:order, :needed, 0)
            on conflict (order_id)
            do update set needed = excluded.needed, let_go = null
        """)
    void ask(OrderId order, Money needed);

    @SqlUpdate("update order_start set paid = :paid where order_id = :order")
    boolean setPaid(OrderId order, Money paid);

    @SqlUpdate("update order_start set let_go = :why where order_id = :order and let_go is null and paid < needed")
    boolean letGo(OrderId order, String why);

    /// Why a job cannot begin before something is paid; empty where it can.
    static Optional<Message> problem(Handle look, Job job) {
        if (job.orderId() == null) return Optional.empty();
        return look.attach(Starts.class).find(job.orderId()).flatMap(Starts::problem);
    }

    static Optional<Message> problem(Row row) {
        return row.isWaiting() ? Optional.of(Message.of("queue.waits-for-payment", row.missing())) : Optional.empty();
    }
}
