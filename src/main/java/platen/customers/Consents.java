package platen.customers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.QuoteId;

/// What was asked and said about orders on the accounts of organisations, as the database keeps it.
interface Consents {
    String COLUMNS = """
        select id, order_id, account, asked_by, quote, files, total, name, email, phone, word, state, asked_at,
               decided_at, decided_by, answer, over_budget
          from consent
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Consent> find(long id);

    /// What was asked last of an order.
    @SqlQuery(COLUMNS + " where order_id = :order order by id desc limit 1")
    Optional<Consent> last(OrderId order);

    @SqlQuery(COLUMNS + " where order_id = :order and state = 'WAITING'")
    Optional<Consent> open(OrderId order);

    /// What waits for somebody who may say yes, the oldest first.
    @SqlQuery(COLUMNS + " where account = :account and state = 'WAITING' order by id")
    List<Consent> open(long account);

    record NewConsent(
            OrderId order,
            long account,
            long askedBy,
            QuoteId quote,
            Digest files,
            Money total,
            String name,
            @Nullable String email,
            @Nullable String phone,
            String word,
            Instant at) {}

    @SqlQuery("""
        insert into consent (order_id, account, asked_by, quote, files, total, name, email, phone, word, state, asked_at)
        values (:order, :account, :askedBy, :quote, :files, :total, :name, :email, :phone, :word, 'WAITING', :at)
        returning id
        """)
    long ask(@BindMethods NewConsent consent);

    /// Keeps a question open until the transaction ends; false when it is answered.
    @SqlUpdate("update consent set state = state where id = :id and state = 'WAITING'")
    boolean hold(long id);

    @SqlUpdate("""
        update consent
           set state = :state, decided_at = :now, decided_by = :by, answer = :answer, over_budget = :over
         where id = :id and state = 'WAITING'
        """)
    boolean decide(long id, Consent.State state, String by, String answer, boolean over, Instant now);

    /// What has a yes and is not charged yet, because a person confirms something first.
    @SqlQuery("""
        select coalesce(sum(consent.total), 0)
          from consent join customer_order on customer_order.id = consent.order_id
         where consent.account = :account and consent.state = 'YES'
           and consent.decided_at >= :from and consent.decided_at < :to
           and customer_order.state = 'SUBMITTED' and customer_order.quote = consent.quote
        """)
    Money agreed(long account, Instant from, Instant to);
}
