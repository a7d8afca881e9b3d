package platen.orders;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.OrderId;
import platen.values.QuoteId;

/// What customers wrote when they asked a person, and what they have said OK to already. Like [Terms], it is
/// for who may see money.
public interface Asks {
    /// `agreed` is the price that holds once the group is confirmed.
    record Row(String wish, @Nullable QuoteId agreed, Instant askedAt) {}

    @SqlQuery("select wish, agreed, asked_at from order_ask where order_id = :order")
    Optional<Row> find(OrderId order);

    @SqlUpdate("""
        insert into order_ask (order_id, wish, agreed, asked_at)
        values (:order, :wish, :agreed, :now)
            on conflict (order_id)
            do update set wish = excluded.wish, agreed = excluded.agreed, asked_at = excluded.asked_at
        """)
    void set(OrderId order, String wish, @Nullable QuoteId agreed, Instant now);
}
