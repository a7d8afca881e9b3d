package platen.orders;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Orders in the sequence in which they came, page by page: a page begins where the one before ended.
public interface OrdersByKey {
    /// Those with larger numbers than `after`; of any state but drafts where `state` is empty.
    @SqlQuery(Orders.COLUMNS + """
         where id > :after and state <> 'DRAFT' and (:state = '' or state = :state)
         order by id
         limit :limit
        """)
    List<Order> page(long after, String state, int limit);
}
