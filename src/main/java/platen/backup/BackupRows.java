package platen.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.backup.BackupRun.Kind;
import platen.values.Digest;
import platen.values.Message;

/// The rule, the runs and the faults of uploads, as the database keeps them.
interface BackupRows {
    String RUN = "select id, kind, began_at, ended_at, file, bytes, row_count, uploads, problem from backup_run ";

    @SqlQuery("select folder, hour, keep_days, keep_weeks from backup_rule where id = 1")
    BackupRule rule();

    @SqlUpdate("""
        update backup_rule
           set folder = :folder, hour = :hour, keep_days = :days, keep_weeks = :weeks
         where id = 1
        """)
    void setRule(String folder, int hour, int days, int weeks);

    @SqlUpdate("""
        insert into backup_run (kind, began_at, ended_at, file, bytes, row_count, uploads, problem)
        values (:kind, :began, :ended, :file, :bytes, :rows, :uploads, :problem)
        """)
    void add(
            Kind kind,
            Instant began,
            Instant ended,
            String file,
            long bytes,
            long rows,
            long uploads,
            @Nullable Message problem);

    @SqlQuery(RUN + "where kind = :kind order by id desc limit 1")
    Optional<BackupRun> last(Kind kind);

    @SqlQuery(RUN + "where kind = :kind and problem is null order by id desc limit 1")
    Optional<BackupRun> lastGood(Kind kind);

    @SqlQuery(RUN + "order by id desc limit :limit")
    List<BackupRun> lately(int limit);

    record Known(Digest digest, long bytes) {}

    @SqlQuery("""
        select digest, bytes
          from file
         where digest > :after
         order by digest
         limit :limit
        """)
    List<Known> files(String after, int limit);

    @SqlQuery("select count(*) > 0 from file where digest = :digest")
    boolean isKnown(Digest digest);

    @SqlUpdate("""
        insert into file_fault (digest, is_missing, found_at)
        values (:digest, :isMissing, :now)
            on conflict (digest) do nothing
        """)
    boolean fault(Digest digest, boolean isMissing, Instant now);

    @SqlUpdate("delete from file_fault where digest = :digest")
    void whole(Digest digest);

    record Fault(Digest digest, boolean isMissing, Instant foundAt) {}

    /// Those of uploads that the shop still knows.
    @SqlQuery("""
        select digest, is_missing, found_at
          from file_fault
         where exists (select 1 from file where file.digest = file_fault.digest)
         order by found_at, digest
        """)
    List<Fault> faults();

    @SqlQuery("select used_by from file_use where digest = :digest order by used_by limit 1")
    Optional<String> user(Digest digest);

    @SqlQuery("select code from customer_order where id = :id")
    Optional<String> order(long id);

    @SqlQuery("select title from job where id = :id")
    Optional<String> job(long id);

    record Cursor(String after, Instant beganAt, @Nullable Instant endedAt) {}

    @SqlQuery("select after, began_at, ended_at from scrub_cursor where id = 1")
    Cursor cursor();

    @SqlUpdate("update scrub_cursor set after = :after, began_at = :began, ended_at = :ended where id = 1")
    void setCursor(String after, Instant began, @Nullable Instant ended);
}
