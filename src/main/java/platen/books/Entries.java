package platen.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Money;
import platen.values.OrderId;

/// The entries, as the database keeps them. Nothing here changes or deletes one.
public interface Entries {
    String COLUMNS = """
        select entry.id, entry.kind, entry.method, entry.amount, entry.order_id, entry.account, entry.note,
               entry.reverses, reversal.id as reversed_by, book_document.name as document, entry.taken_by, entry.at
          from book_entry entry
          left join book_entry reversal on reversal.reverses = entry.id
          left join book_document on book_document.entry = entry.id
        """;

    /// Waits until nobody else writes in the books. Every transaction that writes here begins with it, so that it
    /// decides by what the others have written.
    @SqlUpdate("update book_turn set turn = turn + 1 where id = 1")
    void takeTurn();

    @SqlQuery(COLUMNS + " where entry.id = :id")
    Optional<Entry> find(long id);

    @SqlQuery(COLUMNS + " where entry.once = :once")
    Optional<Entry> byOnce(String once);

    @SqlQuery(COLUMNS + " where entry.order_id = :order order by entry.id")
    List<Entry> of(OrderId order);

    @SqlQuery(COLUMNS + " where entry.account = :account order by entry.id")
    List<Entry> ofAccount(long account);

    @SqlQuery(COLUMNS + " where entry.at >= :from and entry.at < :to order by entry.id")
    List<Entry> between(Instant from, Instant to);

    /// What came after an entry.
    @SqlQuery(COLUMNS + " where entry.id > :entry order by entry.id")
    List<Entry> after(long entry);

    /// What was paid for an order, however it was, less what was given back.
    @SqlQuery("select coalesce(sum(amount), 0) from book_entry where order_id = :order and method is not null")
    Money paid(OrderId order);

    /// What credit notes took off an order.
    @SqlQuery("select coalesce(sum(amount), 0) from book_entry where order_id = :order and method is null")
    Money credited(OrderId order);

    /// What is in the drawer, as the books have it.
    @SqlQuery("select coalesce(sum(amount), 0) from book_entry where method = 'CASH'")
    Money cash();

    @SqlQuery("select coalesce(max(id), 0) from book_entry")
    long last();

    /// What an account owes.
    @SqlQuery("""
        select coalesce(sum(case when method = 'ACCOUNT' then amount else -amount end), 0)
          from book_entry
         where account = :account
        """)
    Money owed(long account);

    /// What an order has on an account, less what was credited to it.
    @SqlQuery("""
        select coalesce(sum(amount), 0)
          from book_entry
         where order_id = :order and account = :account and method = 'ACCOUNT'
        """)
    Money charged(OrderId order, long account);

    /// What was put on an account in a span of time, less what was taken off those orders since.
    @SqlQuery("""
        select coalesce(sum(amount), 0)
          from book_entry
         where account = :account and method = 'ACCOUNT' and order_id in (
               select order_id
                 from book_entry
                where account = :account and kind = 'CHARGE' and at >= :from and at < :to)
        """)
    Money spent(long account, Instant from, Instant to);

    record Sum(Method method, Money amount) {}

    /// By the way of paying, since an entry.
    @SqlQuery("""
        select method, sum(amount) as amount
          from book_entry
         where id > :entry and method is not null
         group by method
         order by method
        """)
    List<Sum> sumsAfter(long entry);

    @SqlUpdate("""
        insert into book_entry (kind, method, amount, order_id, account, note, once, reverses, taken_by, at)
        values (:kind, :method, :amount, :orderId, :account, :note, :once, :reverses, :takenBy, :at)
        """)
    @GetGeneratedKeys("id")
    long add(@BindMethods NewEntry entry);

    record NewEntry(
            Entry.Kind kind,
            @Nullable Method method,
            Money amount,
            @Nullable OrderId orderId,
            @Nullable Long account,
            String note,
            String once,
            @Nullable Long reverses,
            String takenBy,
            Instant at) {}
}
