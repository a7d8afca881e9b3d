package platen.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.OrderId;

/// Files that took the place of customers' after their OK, as the database keeps it. Each waits for an OK of its own.
public interface ChangedFiles {
    record Changed(
            long id,
            JobId job,
            OrderId orderId,
            @Nullable Digest oldFile,
            Digest newFile,
            String name,
            String askedBy,
            Instant askedAt) {}

    /// What the customer has not answered yet.
    @SqlQuery("""
        select id, job, order_id, old_file, new_file, name, asked_by, asked_at
          from changed_file
         where order_id = :order and answer = 'OPEN'
         order by id
        """)
    List<Changed> open(OrderId order);

    @SqlQuery("""
        select id, job, order_id, old_file, new_file, name, asked_by, asked_at
          from changed_file
         where id = :id and order_id = :order and answer = 'OPEN'
        """)
    Optional<Changed> find(long id, OrderId order);

    @SqlUpdate("""
        insert into changed_file (job, order_id, old_file, new_file, name, asked_by, asked_at)
        values (:job, :order, :was, :now, :name, :by, :at)
        """)
    void add(JobId job, OrderId order, @Nullable Digest was, Digest now, String name, String by, Instant at);

    @SqlUpdate("update changed_file set answer = 'YES', answered_at = :now where id = :id and answer = 'OPEN'")
    boolean approve(long id, Instant now);

    /// Another file took its place, or somebody knows that the customer agrees.
    @SqlUpdate("update changed_file set answer = 'GONE', answered_at = :now where job = :job and answer = 'OPEN'")
    void close(JobId job, Instant now);
}
