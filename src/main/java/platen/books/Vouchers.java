package platen.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// The vouchers, as the database keeps them. What is left of one is reckoned from the books each time.
public interface Vouchers {
    String COLUMNS = """
        select id, name, code, amount, reason, entry, is_undone, ended_why, issued_by, at,
               case when is_undone or ended_at is not null then 0 else amount - used end as rest
          from (select voucher.id, voucher.name, voucher.code, voucher.amount, voucher.reason, voucher.entry,
                       voucher.once, voucher.ended_at, voucher.ended_why, voucher.issued_by, voucher.at,
                       exists (select 1 from book_entry undone where undone.reverses = voucher.entry) as is_undone,
                       coalesce((select sum(paid.amount)
                                   from voucher_use
                                   join book_entry paid on paid.id = voucher_use.entry
                                  where voucher_use.voucher = voucher.id
                                    and not exists (select 1
                                                      from book_entry undone
                                                     where undone.reverses = paid.id)), 0) as used
                  from voucher) reckoned
        """;

    @SqlQuery(COLUMNS + " where code = :code")
    Optional<Voucher> byCode(String code);

    @SqlQuery(COLUMNS + " where name = :name")
    Optional<Voucher> find(String name);

    @SqlQuery(COLUMNS + " where once = :once")
    Optional<Voucher> byOnce(String once);

    @SqlQuery(COLUMNS + " where entry = :entry")
    Optional<Voucher> ofEntry(long entry);

    /// The newest first.
    @SqlQuery(COLUMNS + " order by id desc limit :limit")
    List<Voucher> lately(int limit);

    /// What was paid with one.
    @SqlQuery(Entries.COLUMNS + """
          join voucher_use on voucher_use.entry = entry.id
         where voucher_use.voucher = :voucher
         order by entry.id
        """)
    List<Entry> uses(long voucher);

    @SqlUpdate("""
        insert into voucher (name, code, amount, reason, entry, once, issued_by, at)
        values (:name, :code, :amount, :reason, :entry, :once, :issuedBy, :at)
        """)
    void add(@BindMethods NewVoucher voucher);

    record NewVoucher(
            String name,
            String code,
            Money amount,
            String reason,
            @Nullable Long entry,
            String once,
            String issuedBy,
            Instant at) {}

    @SqlUpdate("insert into voucher_use (entry, voucher) values (:entry, :voucher)")
    void use(long entry, long voucher);

    /// False where it has ended before, or is in the books.
    @SqlUpdate("""
        update voucher
           set ended_at = :now, ended_why = :why
         where id = :voucher and ended_at is null and entry is null
        """)
    boolean end(long voucher, String why, Instant now);
}
