package platen.talk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.Digest;
import platen.values.OrderId;

/// The conversations, as the database keeps them.
public interface Remarks {
    String COLUMNS = """
        select id, order_id, from_shop, author, body, waits, at
          from remark
        """;
    String FILES = """
        select remark_file.id, remark_file.remark, remark_file.file, remark_file.name, remark_file.bytes
          from remark_file join remark on remark.id = remark_file.remark
        """;
    String COMPLAINTS = """
        select id, order_id, remark, state, opened_at, closed_at, closed_by
          from complaint
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Remark> find(long id);

    @SqlQuery(COLUMNS + " where order_id = :order order by id")
    List<Remark> of(OrderId order);

    @SqlQuery("select id from remark where once = :once")
    Optional<Long> byOnce(String once);

    /// What wants an answer, the longest waiting first.
    @SqlQuery(COLUMNS + " where waits = true order by id limit :limit")
    List<Remark> waiting(int limit);

    @SqlQuery("select count(*) from remark where order_id = :order and from_shop = false and at > :since")
    int writtenSince(OrderId order, Instant since);

    @SqlUpdate("""
        insert into remark (order_id, from_shop, author, body, waits, once, at)
        values (:order, :fromShop, :author, :body, :waits, :once, :at)
        """)
    @GetGeneratedKeys("id")
    long add(OrderId order, boolean fromShop, String author, String body, boolean waits, String once, Instant at);

    /// All that the customer wrote so far is answered, or needs no answer.
    @SqlUpdate("update remark set waits = false where order_id = :order and waits = true")
    int answered(OrderId order);

    @SqlUpdate("insert into remark_file (remark, file, name, bytes) values (:remark, :file, :name, :bytes)")
    void attach(long remark, Digest file, String name, long bytes);

    @SqlQuery(FILES + " where remark.order_id = :order order by remark_file.id")
    List<Attached> files(OrderId order);

    @SqlQuery(FILES + " where remark.order_id = :order and remark_file.id = :id")
    Optional<Attached> file(OrderId order, long id);

    /// Opens a complaint unless one is open; false then.
    @SqlUpdate("""
        insert into complaint (order_id, remark, state, opened_at)
        values (:order, :remark, 'OPEN', :now)
            on conflict do nothing
        """)
    boolean complain(OrderId order, long remark, Instant now);

    @SqlUpdate("""
        update complaint
           set state = 'CLOSED', closed_at = :now, closed_by = :who
         where order_id = :order and state = 'OPEN'
        """)
    boolean settle(OrderId order, Instant now, String who);

    @SqlQuery(COMPLAINTS + " where order_id = :order order by id desc limit 1")
    Optional<Complaint> complaint(OrderId order);

    @SqlQuery(COMPLAINTS + " where state = 'OPEN' order by id limit :limit")
    List<Complaint> open(int limit);
}
