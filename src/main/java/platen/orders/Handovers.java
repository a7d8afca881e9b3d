package platen.orders;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.OrderId;

/// How orders get to their customers, as the database keeps it.
public interface Handovers {
    @SqlQuery("select needed_by, collector, address from order_handover where order_id = :order")
    Optional<Handover> find(OrderId order);

    @SqlUpdate("""
        insert into order_handover (order_id, needed_by, collector, address)
        values (:order, :neededBy, :collector, :address)
            on conflict (order_id)
            do update set needed_by = excluded.needed_by, collector = excluded.collector, address = excluded.address
        """)
    void set(OrderId order, @Nullable Instant neededBy, String collector, String address);

    default void set(OrderId order, Handover handover) {
        set(order, handover.neededBy(), handover.collector(), handover.address());
    }

    @SqlUpdate("delete from order_handover where order_id = :order")
    void forget(OrderId order);
}
