package platen.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.values.JobId;

/// What jobs took, as the database has it: the runs that machines reported, and what people wrote down.
public interface Taken {
    /// A run of a job on a machine; `timeS` as the machine's computer told it.
    record Run(
            String state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long timeS) {
        boolean isGood() {
            return state.equals("FINISHED");
        }

        /// Nothing where it never began.
        long seconds() {
            if (timeS != null) return timeS;
            if (startedAt == null || endedAt == null) return 0;
            return Math.max(0, endedAt.getEpochSecond() - startedAt.getEpochSecond());
        }
    }

    record ByHand(int minutes, @Nullable Integer sheets, String note, String enteredBy, Instant at) {}

    /// The runs of a job that began and are over.
    @SqlQuery("""
        select state, started_at, ended_at, time_s
          from attempt
         where job = :job and started_at is not null and state in ('FINISHED', 'FAILED', 'CANCELLED', 'LOST')
         order by id
        """)
    List<Run> runs(JobId job);

    @SqlQuery("select minutes, sheets, note, entered_by, at from job_took where job = :job")
    Optional<ByHand> byHand(JobId job);

    @SqlUpdate("""
        insert into job_took (job, minutes, sheets, note, entered_by, at)
        values (:job, :minutes, :sheets, :note, :enteredBy, :at)
            on conflict (job)
            do update set minutes = excluded.minutes, sheets = excluded.sheets, note = excluded.note,
                          entered_by = excluded.entered_by, at = excluded.at
        """)
    void note(JobId job, int minutes, @Nullable Integer sheets, String note, String enteredBy, Instant at);

    /// The jobs of orders that were over in a span of time, first the first.
    @SqlQuery("""
        select id
          from job
         where order_id is not null and stage = 0 and state in ('DONE', 'CANCELLED') and ended_at >= :from and ended_at < :to
         order by ended_at, id
        """)
    List<JobId> over(Instant from, Instant to);
}
