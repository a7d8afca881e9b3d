package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Language;
import platen.values.LineId;
import platen.values.OrderId;
import platen.values.QuoteId;

/// The orders, as the database keeps them. Changes of state name the state before.
public interface Orders {
    String COLUMNS = """
        select id, code, token, state, nullif(customer_name, '') as customer_name, nullif(email, '') as email,
               nullif(phone, '') as phone, quote, created_at, approved_at, promised, touched_at
          from customer_order
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Order> find(OrderId id);

    /// The order behind a private link.
    @SqlQuery(COLUMNS + " where token = :token")
    Optional<Order> byToken(String token);

    @SqlQuery(COLUMNS + " where code = :code")
    Optional<Order> byCode(String code);

    /// What customers have approved and not yet collected, oldest first.
    @SqlQuery(COLUMNS + """
         where state in ('APPROVED', 'IN_PRODUCTION', 'READY')
         order by approved_at, id
        """)
    List<Order> open();

    @SqlQuery(COLUMNS + """
         where state in ('COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED') and customer_name is not null
         order by id desc
         limit :limit
        """)
    List<Order> ended(int limit);

    /// What waits for a person's price or for the customer's answer to it, oldest first.
    @SqlQuery(COLUMNS + " where state in ('SUBMITTED', 'QUOTED') order by id")
    List<Order> asking();

    @SqlQuery(COLUMNS + " where once = :once")
    Optional<Order> byOnce(String once);

    @SqlUpdate("""
        insert into customer_order (code, token, once, state, created_at, touched_at)
        values (:code, :token, :once, 'DRAFT', :now, :now)
        """)
    @GetGeneratedKeys("id")
    OrderId begin(String code, String token, String once, Instant now);

    /// The language in which the customer reads.
    @SqlUpdate("update customer_order set language = :language where token = :token")
    boolean speak(String token, Language language);

    /// Nothing where nobody knows it.
    @SqlQuery("select language from customer_order where id = :id")
    Optional<Language> language(OrderId id);

    /// A customer changes a draft; false when it is none any more. It comes before each change, because it keeps
    /// others who change the same order waiting until ours is whole.
    @SqlUpdate("update customer_order set touched_at = :now where id = :id and state = 'DRAFT'")
    boolean touch(OrderId id, Instant now);

    /// Keeps a draft as it is until the transaction ends; false when it is none.
    @SqlUpdate("update customer_order set quote = quote where id = :id and state = 'DRAFT'")
    boolean hold(OrderId id);

    @SqlUpdate("update customer_order set quote = :quote where id = :id and state = 'DRAFT'")
    boolean setQuote(OrderId id, @Nullable QuoteId quote);

    /// The customer's one act: this price, for this person. False when the price is not the one shown.
    @SqlUpdate("""
        update customer_order
           set state = 'APPROVED', customer_name = :name, email = :email, phone = :phone, approved_at = :now
         where id = :id and state = 'DRAFT' and quote = :quote
        """)
    boolean approve(
            OrderId id, QuoteId quote, String name, @Nullable String email, @Nullable String phone, Instant now);

    /// The day by which it is ready, as the customer saw it with their OK.
    @SqlUpdate("update customer_order set promised = :day where id = :id")
    boolean promise(OrderId id, Instant day);

    /// The customer asks a person, and says who asks.
    @SqlUpdate("""
        update customer_order
           set state = 'SUBMITTED', customer_name = :name, email = :email, phone = :phone
         where id = :id and state = 'DRAFT'
        """)
    boolean submit(OrderId id, String name, @Nullable String email, @Nullable String phone);

    /// A person names the price. False when another price stands than `before`, which is 0 for none.
    @SqlUpdate("""
        update customer_order
           set state = 'QUOTED', quote = :quote
         where id = :id and state in ('SUBMITTED', 'QUOTED') and coalesce(quote, 0) = :before
        """)
    boolean offer(OrderId id, long before, QuoteId quote);

    static long key(@Nullable QuoteId quote) {
        return quote == null ? 0 : quote.value();
    }

    /// The customer approves what a person offered.
    @SqlUpdate("""
        update customer_order
           set state = 'APPROVED', approved_at = :now
         where id = :id and state = 'QUOTED' and quote = :quote
        """)
    boolean accept(OrderId id, QuoteId quote, Instant now);

    /// What the customer has said OK to holds: a person has confirmed what it depended on.
    @SqlUpdate("""
        update customer_order
           set state = 'APPROVED', approved_at = :now
         where id = :id and state = 'SUBMITTED' and quote = :quote
        """)
    boolean confirm(OrderId id, QuoteId quote, Instant now);

    /// Offers that nobody has answered in time.
    @SqlQuery("""
        select customer_order.id
          from customer_order join quote on quote.id = customer_order.quote
         where customer_order.state = 'QUOTED' and quote.valid_until <= :now
         order by customer_order.id
        """)
    List<OrderId> over(Instant now);

    /// Drafts that nobody has touched since then, the oldest first.
    @SqlQuery("""
        select id
          from customer_order
         where state = 'DRAFT' and touched_at <= :before
         order by touched_at, id
         limit :limit
        """)
    List<OrderId> untouched(Instant before, int limit);

    @SqlUpdate("delete from order_terms where order_id = :id")
    void forgetTerms(OrderId id);

    @SqlUpdate("delete from order_ask where order_id = :id")
    void forgetAsk(OrderId id);

    @SqlUpdate("delete from quote where order_id = :id")
    void forgetQuotes(OrderId id);

    /// Who an order was for is deleted; empty texts count as nothing. False where it is not over.
    @SqlUpdate("""
        update customer_order
           set customer_name = '', email = '', phone = '', language = null
         where id = :id and state in ('COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED')
        """)
    boolean forgetCustomer(OrderId id);

    @SqlUpdate("update quote set note = null where order_id = :id")
    void forgetNotes(OrderId id);

    @SqlUpdate("update order_line set file_name = :name, file_was = null where id = :line")
    void rename(LineId line, String name);

    @SqlUpdate("update customer_order set ready_at = :now where id = :id")
    void readyAt(OrderId id, Instant now);

    @SqlUpdate("delete from customer_order where id = :id and state = 'DRAFT'")
    boolean delete(OrderId id);

    @SqlUpdate("update customer_order set state = :after where id = :id and state = :before")
    boolean move(OrderId id, OrderState before, OrderState after);
}
