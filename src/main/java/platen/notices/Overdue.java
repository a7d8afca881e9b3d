package platen.notices;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.OrderId;
import platen.values.QuoteId;

/// What a customer should be reminded of, and of what they were.
public interface Overdue {
    record Offer(OrderId orderId, QuoteId quote) {}

    /// `since` is when it got ready.
    record Waiting(OrderId orderId, Instant since) {}

    /// Offers that end soon and were made long enough ago to be forgotten.
    @SqlQuery("""
        select customer_order.id as order_id, quote.id as quote
          from customer_order join quote on quote.id = customer_order.quote
         where customer_order.state = 'QUOTED' and quote.valid_until > :now and quote.valid_until <= :soon
           and quote.created_at <= :before
         order by customer_order.id
        """)
    List<Offer> offers(Instant now, Instant soon, Instant before);

    /// What is ready and was not picked up, the oldest first.
    @SqlQuery("""
        select order_id, since
          from (select id as order_id,
                       (select max(event.at)
                          from event
                         where event.subject_kind = 'ORDER' and event.subject_id = customer_order.id
                           and event.what = 'orders.became-ready') as since
                  from customer_order
                 where state = 'READY') as ready
         where since <= :before
         order by since, order_id
        """)
    List<Waiting> ready(Instant before);

    /// Notes that something is brought to mind; false when it was before.
    @SqlUpdate("""
        insert into reminder (order_id, what, which, at)
        values (:order, :what, :which, :now)
            on conflict do nothing
        """)
    boolean remind(OrderId order, What what, long which, Instant now);

    @SqlQuery("select first_days, last_days from pick_up_rule where id = 1")
    PickUpRule rule();

    @SqlUpdate("update pick_up_rule set first_days = :first, last_days = :last where id = 1")
    void setRule(int first, int last);
}
