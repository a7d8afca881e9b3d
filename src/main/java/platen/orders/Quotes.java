package platen.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterColumnMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.pricing.PersonPrice;
import platen.pricing.Price.Priced;
import platen.pricing.PriceRequest;
import platen.pricing.Pricing;
import platen.values.Actor;
import platen.values.Json;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;

/// The quotes, as the database keeps them; they are never changed.
@RegisterColumnMapper(Quotes.PriceColumn.class)
public interface Quotes {
    String COLUMNS = """
        select quote.id, quote.order_id, quote.price_book, quote.engine, quote.request, quote.lines as price,
               quote.estimate, quote.created_at, quote.priced_by, quote.valid_until, quote.note
          from quote
        """;

    @SqlQuery(COLUMNS + " where quote.id = :id")
    Optional<Quote> find(QuoteId id);

    /// The quote that stands for an order now.
    @SqlQuery(COLUMNS + " join customer_order on customer_order.quote = quote.id where customer_order.id = :order")
    Optional<Quote> standing(OrderId order);

    /// What customers have approved since then, and still stands.
    default List<Approved> approvedSince(Instant since) {
        return totalsSince(since).stream()
                .map(one ->
                        new Approved(one.code(), one.total(), find(one.quote()).orElseThrow()))
                .toList();
    }

    record Approved(String code, Money total, Quote quote) {}

    record ApprovedTotal(String code, Money total, QuoteId quote) {}

    @SqlQuery("""
        select customer_order.code, quote.total, quote.id as quote
          from customer_order join quote on quote.id = customer_order.quote
         where customer_order.approved_at >= :since
           and customer_order.state in ('APPROVED', 'IN_PRODUCTION', 'READY', 'COLLECTED')
         order by customer_order.approved_at, customer_order.id
        """)
    List<ApprovedTotal> totalsSince(Instant since);

    @SqlQuery(COLUMNS + " order by quote.id")
    List<Quote> all();

    @SqlQuery("select total from quote where id = :id")
    Money total(QuoteId id);

    @SqlUpdate("""
        insert into quote (order_id, price_book, engine, request, lines, total, estimate, created_at,
                           priced_by, valid_until, note)
        values (:order, :priceBook, :engine, :request, :lines, :total, :estimate, :createdAt,
                :pricedBy, :validUntil, :note)
        """)
    @GetGeneratedKeys("id")
    QuoteId add(@BindMethods NewQuote quote);

    record NewQuote(
            OrderId order,
            long priceBook,
            int engine,
            String request,
            String lines,
            Money total,
            boolean estimate,
            Instant createdAt,
            @Nullable String pricedBy,
            @Nullable Instant validUntil,
            @Nullable String note) {}

    /// What the engine reckoned; `validUntil` where it does not hold for ever.
    default QuoteId add(
            OrderId order,
            long priceBook,
            PriceRequest request,
            Priced price,
            boolean estimate,
            @Nullable Instant validUntil,
            Instant now) {
        return add(new NewQuote(
                order,
                priceBook,
                Pricing.ENGINE,
                Json.write(request),
                Json.write(price),
                price.total(),
                estimate,
                now,
                null,
                validUntil,
                null));
    }

    /// What a person named.
    default QuoteId add(
            OrderId order,
            long priceBook,
            PersonPrice named,
            Priced price,
            Actor who,
            @Nullable Instant validUntil,
            String note,
            Instant now) {
        return add(new NewQuote(
                order,
                priceBook,
                PersonPrice.ENGINE,
                Json.write(named),
                Json.write(price),
                price.total(),
                false,
                now,
                who.name(),
                validUntil,
                note));
    }

    /// The frozen lines stand in their column as JSON.
    final class PriceColumn implements ColumnMapper<Priced> {
        @Override
        public Priced map(ResultSet row, int column, StatementContext context) throws SQLException {
            return Json.read(row.getString(column), Priced.class);
        }
    }
}
