package platen.books;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.OrderId;

/// How orders are billed: the customer's own reference, and who an invoice is for where that is not the customer.
public interface Billing {
    record Row(String reference, String billTo) {
        public static final Row NONE = new Row("", "");
    }

    @SqlQuery("select reference, bill_to from order_billing where order_id = :order")
    Optional<Row> find(OrderId order);

    @SqlUpdate("""
        insert into order_billing (order_id, reference, bill_to)
        values (:order, :reference, :billTo)
            on conflict (order_id)
            do update set reference = excluded.reference, bill_to = excluded.bill_to
        """)
    void set(OrderId order, String reference, String billTo);

    default Row of(OrderId order) {
        return find(order).orElse(Row.NONE);
    }
}
