package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.OrderId;

/// Customers who say to be free of tax. A price is reckoned without it only when a person has confirmed the number.
public interface Exemptions {
    record Row(OrderId orderId, String number, @Nullable Boolean confirmed, Instant at) {
        public boolean isOpen() {
            return confirmed == null;
        }

        public boolean isConfirmed() {
            return confirmed != null && confirmed;
        }
    }

    @SqlQuery("select order_id, number, confirmed, at from order_exemption where order_id = :order")
    Optional<Row> find(OrderId order);

    /// Those that nobody has looked at, oldest first.
    @SqlQuery("select order_id, number, confirmed, at from order_exemption where confirmed is null order by at")
    List<Row> open();

    /// What a person has confirmed or refused stays, unless another number is given.
    @SqlUpdate("""
        insert into order_exemption (order_id, number, at)
        values (:order, :number, :now)
            on conflict (order_id)
            do update set number = excluded.number, confirmed = null, at = excluded.at
                where order_exemption.number <> excluded.number
        """)
    boolean claim(OrderId order, String number, Instant now);

    @SqlUpdate("update order_exemption set confirmed = :right where order_id = :order and confirmed is null")
    boolean decide(OrderId order, boolean right);

    default boolean isConfirmed(OrderId order) {
        return find(order).filter(Row::isConfirmed).isPresent();
    }
}
