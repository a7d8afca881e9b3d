package platen.books;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Money;
import platen.values.OrderId;

/// The payments, as the database keeps them.
@RegisterConstructorMapper(Payment.class)
public interface Payments {

    @SqlQuery("""
        select id, order_id, amount, method, taken_by, at
          from payment
         where order_id = :order
         order by id
        """)
    List<Payment> of(OrderId order);

    @SqlQuery("select coalesce(sum(amount), 0) from payment where order_id = :order")
    Money paid(OrderId order);

    /// Whether the form named `once` was taken already.
    @SqlQuery("select count(*) > 0 from payment where once = :once")
    boolean isKnown(String once);

    @SqlUpdate("""
        insert into payment (order_id, amount, method, once, taken_by, at)
        values (:order, :amount, :method, :once, :takenBy, :now)
        """)
    void add(OrderId order, Money amount, Payment.Method method, String once, String takenBy, Instant now);
}
