package platen.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;

/// The runs that ended, as the database keeps them.
public interface JobRuns {
    String COLUMNS = """
        select id, job, machine, kind, material, began_at, ended_at, good, spoiled, reason, words, photo, cost, noted_by
          from job_run
        """;

    @SqlQuery(COLUMNS + " where job = :job order by id")
    List<JobRun> of(JobId job);

    @SqlQuery(COLUMNS + " where id = :id and job = :job")
    Optional<JobRun> find(JobId job, long id);

    /// The last of a job of which nobody has said why not all is good.
    @SqlQuery(COLUMNS + " where job = :job and spoiled > 0 and reason is null order by id desc limit 1")
    Optional<JobRun> unexplained(JobId job);

    @SqlUpdate("""
        insert into job_run (job, machine, kind, material, began_at, ended_at, good, spoiled, reason, words, noted_by)
        values (:job, :machine, :kind, :material, :beganAt, :endedAt, :good, :spoiled, :reason, '', :notedBy)
        """)
    @GetGeneratedKeys("id")
    long add(@BindMethods NewRun run);

    /// A photo that was taken before stays where there is no new one.
    @SqlUpdate("""
        update job_run
           set reason = :reason, words = :words, photo = coalesce(:photo, photo), cost = :cost
         where id = :id
        """)
    boolean say(long id, @Nullable Reason reason, String words, @Nullable Digest photo, Said.Cost cost);

    record NewRun(
            JobId job,
            @Nullable MachineId machine,
            MachineKind kind,
            String material,
            @Nullable Instant beganAt,
            Instant endedAt,
            int good,
            int spoiled,
            @Nullable Reason reason,
            String notedBy) {}

    /// What somebody has counted. `job` is as it was before: of a print that waits to be taken off the machine has told
    /// when it ended.
    static long counted(Handle change, Job job, int good, int spoiled, Actor who, Instant now) {
        var ended = job.state() == JobState.TO_CHECK && job.endedAt() != null ? job.endedAt() : now;
        return add(
                change,
                job,
                job.machine(),
                job.machine() == null ? null : job.startedAt(),
                ended,
                good,
                spoiled,
                null,
                who);
    }

    /// A print came to nothing, as its machine or a person has told.
    static void failed(
            Handle change,
            JobId id,
            @Nullable MachineId machine,
            Instant began,
            Instant ended,
            @Nullable Reason reason,
            Actor who) {
        var job = change.attach(Jobs.class).find(id).orElseThrow();
        add(change, job, machine, began, ended, 0, job.perRun(), reason, who);
    }

    private static long add(
            Handle change,
            Job job,
            @Nullable MachineId machine,
            @Nullable Instant began,
            Instant ended,
            int good,
            int spoiled,
            @Nullable Reason reason,
            Actor who) {
        var material = job.material() == null ? "" : job.material();
        return change.attach(JobRuns.class)
                .add(new NewRun(
                        job.id(), machine, job.kind(), material, began, ended, good, spoiled, reason, who.name()));
    }
}
