package platen.queue;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import platen.values.JobId;

/// What was made of jobs, each time that somebody counted; the next step may take it from `dryAt` on.
public interface Makings {
    /// Good copies whose ink still dries.
    record Wet(JobId job, int good, Instant dryAt) {}

    @SqlUpdate("insert into job_made (job, at, dry_at, good, spoiled) values (:job, :at, :dryAt, :good, :spoiled)")
    void add(JobId job, Instant at, Instant dryAt, int good, int spoiled);

    @SqlQuery("select job, good, dry_at from job_made where dry_at > :now and good > 0 order by dry_at, id")
    List<Wet> wet(Instant now);

    @SqlQuery("select coalesce(sum(good), 0) from job_made where job = :job")
    int good(JobId job);
}
