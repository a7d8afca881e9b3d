package platen.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.OrderId;
import platen.values.QuoteId;

/// The orders, as the database keeps them. Changes of state name the state before.
@RegisterConstructorMapper(Order.class)
public interface Orders {
    String COLUMNS = """
        select id, code, token, state, customer_name, email, phone, quote, created_at, approved_at
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
         where state in ('SUBMITTED', 'QUOTED', 'APPROVED', 'IN_PRODUCTION', 'READY')
         order by approved_at, id
        """)
    List<Order> open();

    @SqlQuery(COLUMNS + """
         where state in ('COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED') and customer_name is not null
         order by id desc
         limit :limit
        """)
    List<Order> ended(int limit);

    @SqlQuery(COLUMNS + " where once = :once")
    Optional<Order> byOnce(String once);

    @SqlUpdate("""
        insert into customer_order (code, token, once, state, created_at)
        values (:code, :token, :once, 'DRAFT', :now)
        """)
    @GetGeneratedKeys("id")
    OrderId begin(String code, String token, String once, Instant now);

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

    @SqlUpdate("update customer_order set state = :after where id = :id and state = :before")
    boolean move(OrderId id, OrderState before, OrderState after);
}
