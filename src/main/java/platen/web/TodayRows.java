package platen.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import platen.events.Subject;
import platen.fleet.Attempt;
import platen.fleet.Attempts;
import platen.orders.Order;
import platen.orders.Orders;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.OrderId;

/// What wants a person, as the database knows it: each by an index over what is open, so that it costs the same after a
/// million orders.
interface TodayRows {
    /// SQLite takes an index of what is not over only where the query says so, too.
    String NOT_OVER = " where state not in ('DONE', 'CANCELLED')";

    @SqlQuery(Jobs.COLUMNS + NOT_OVER + " and state = 'FAILED' order by ended_at desc, id desc limit :limit")
    List<Job> failed(int limit);

    @SqlQuery(Jobs.COLUMNS + NOT_OVER + " and state = 'TO_CHECK' order by ended_at, id limit :limit")
    List<Job> toCheck(int limit);

    @SqlQuery(Jobs.COLUMNS + " where hold = 'CUSTOMER' and state = 'WAITING' order by id limit :limit")
    List<Job> awaitCustomer(int limit);

    /// Ended prints of which nobody could confirm that the heaters are off. Ordered by the key itself, SQLite would
    /// read
    /// all attempts backwards rather than those few.
    @SqlQuery(Attempts.COLUMNS + " where heaters_off = false and machine is not null order by -id limit :limit")
    List<Attempt> hot(int limit);

    /// What was promised for a day before `end`, and is not made.
    @SqlQuery(Orders.COLUMNS + """
         where state in ('APPROVED', 'IN_PRODUCTION') and promised < :end
         order by promised, id
         limit :limit
        """)
    List<Order> due(Instant end, int limit);

    @SqlQuery(Orders.COLUMNS + " where state = 'SUBMITTED' order by id limit :limit")
    List<Order> toPrice(int limit);

    @SqlQuery(Orders.COLUMNS + " where state = 'QUOTED' order by id limit :limit")
    List<Order> offered(int limit);

    record Unpaid(
            OrderId id,
            String code,
            @Nullable String customerName,
            @Nullable Instant since) {}

    /// What is ready and not wholly paid, or put on an account.
    @SqlQuery("""
        select customer_order.id, code, nullif(customer_name, '') as customer_name,
               (select max(at)
                  from event
                 where subject_kind = 'ORDER' and subject_id = customer_order.id
                   and what = 'orders.became-ready') as since
          from customer_order join quote on quote.id = customer_order.quote
         where customer_order.state = 'READY'
           and quote.total > (select coalesce(sum(amount), 0) from book_entry where order_id = customer_order.id)
         order by customer_order.id
         limit :limit
        """)
    List<Unpaid> unpaid(int limit);

    /// When something last happened to a thing.
    @SqlQuery("""
        select at
          from event
         where subject_kind = :kind and subject_id = :id
         order by id desc
         limit 1
        """)
    Optional<Instant> last(Subject.Kind kind, long id);

    @SqlQuery("select asked_at from order_ask where order_id = :order")
    Optional<Instant> asked(OrderId order);

    @SqlQuery("select created_at from quote where id = (select quote from customer_order where id = :order)")
    Optional<Instant> priced(OrderId order);
}
