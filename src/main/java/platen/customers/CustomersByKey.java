package platen.customers;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Customers with an account in the sequence in which they came, page by page.
public interface CustomersByKey {
    @SqlQuery(Customers.COLUMNS + " where id > :after order by id limit :limit")
    List<Customer> page(long after, int limit);
}
