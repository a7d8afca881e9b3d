package platen.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.sync.Reached;
import platen.values.AttemptId;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// The attempts, as the database keeps them. A job and a machine are each kept by one at most.
public interface Attempts {
    String COLUMNS = """
        select id, attempt_key, host, machine, job, number, title, digest, bytes, state, doubt, cancel_by,
               offered_at, granted_at, started_at, ended_at, cause, last_line, heaters_off,
               commands, resends, time_s, told_late, last_layer, nozzle_c, bed_c, head_moved, rest_of, from_layer,
               black_box
          from attempt
        """;
    String OPEN = "('OFFERED', 'ACCEPTED', 'GRANTED', 'PRINTING', 'PAUSED')";

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Attempt> find(AttemptId id);

    @SqlQuery(COLUMNS + " where attempt_key = :key")
    Optional<Attempt> byKey(String key);

    /// All tries of a job, the first one first.
    @SqlQuery(COLUMNS + " where job = :job order by id")
    List<Attempt> of(JobId job);

    /// The attempt that keeps a job.
    @SqlQuery(COLUMNS + " where busy_job = :job")
    Optional<Attempt> keeping(JobId job);

    /// The attempt that keeps a machine.
    @SqlQuery(COLUMNS + " where busy_machine = :machine")
    Optional<Attempt> on(MachineId machine);

    @SqlQuery(COLUMNS + " where state in " + OPEN + " order by id")
    List<Attempt> open();

    @SqlQuery(COLUMNS + " where host = :host and state in " + OPEN + " order by id")
    List<Attempt> openAt(HostId host);

    /// What a machine did last, or may have begun to do.
    @SqlQuery(COLUMNS + " where machine = :machine and state <> 'WITHDRAWN' order by id desc limit 1")
    Optional<Attempt> lastOn(MachineId machine);

    /// What a person has to look at: in doubt, or printing for no job that is known here.
    @SqlQuery(COLUMNS + " where state in " + OPEN + " and (doubt is not null or job is null) order by id")
    List<Attempt> doubtful();

    /// What was offered before `before` and is still not granted.
    @SqlQuery(COLUMNS + " where state in ('OFFERED', 'ACCEPTED') and offered_at < :before order by offered_at, id")
    List<Attempt> stale(Instant before);

    /// A program that runs somewhere for no known job, for all that is known here.
    @SqlQuery(COLUMNS + " where digest = :digest and job is null and state in " + OPEN + " order by id limit 1")
    Optional<Attempt> stray(Digest digest);

    /// False when the job or the machine is kept by another attempt.
    @SqlUpdate("""
        insert into attempt (attempt_key, host, machine, job, number, title, digest, bytes, state,
                             busy_job, busy_machine, offered_at, ended_at, rest_of, from_layer)
        values (:key, :host, :machine, :job,
                coalesce((select max(number) from attempt where job = :job), 0) + 1,
                :title, :digest, :bytes, :state, :busyJob, :busyMachine, :offeredAt, :endedAt, :restOf, :fromLayer)
        on conflict do nothing
        """)
    boolean add(@BindMethods NewAttempt attempt);

    @SqlUpdate("delete from attempt where attempt_key = :key and state = 'OFFERED'")
    boolean undo(String key);

    @SqlUpdate("update attempt set state = 'ACCEPTED', doubt = null where id = :id and state = 'OFFERED'")
    boolean accepted(AttemptId id);

    /// Lets the host start; false when somebody has changed his mind meanwhile.
    @SqlUpdate("""
        update attempt
           set state = 'GRANTED', granted_at = :now
         where id = :id and state = 'ACCEPTED' and doubt is null and cancel_by is null
           and exists (select 1 from job where job.id = attempt.busy_job and job.state = 'RELEASED')
        """)
    boolean grant(AttemptId id, Instant now);

    @SqlUpdate("""
        update attempt
           set state = 'PRINTING', doubt = null, started_at = coalesce(started_at, :at)
         where id = :id and state in ('OFFERED', 'ACCEPTED', 'GRANTED')
        """)
    boolean started(AttemptId id, Instant at);

    @SqlUpdate("""
        update attempt
           set state = 'PAUSED', doubt = null, started_at = coalesce(started_at, :at)
         where id = :id and state in ('OFFERED', 'ACCEPTED', 'GRANTED', 'PRINTING')
        """)
    boolean paused(AttemptId id, Instant at);

    @SqlUpdate("update attempt set state = 'PRINTING', doubt = null where id = :id and state = 'PAUSED'")
    boolean resumed(AttemptId id);

    @SqlUpdate("""
        update attempt
           set state = 'WITHDRAWN', ended_at = :at, cause = :cause, doubt = null,
               busy_job = null, busy_machine = null
         where id = :id and state in ('OFFERED', 'ACCEPTED')
        """)
    boolean withdraw(AttemptId id, @Nullable Message cause, Instant at);

    /// The host says that it has not started it and never will, granted or not.
    @SqlUpdate("""
        update attempt
           set state = 'WITHDRAWN', ended_at = :at, cause = :cause, doubt = null,
               busy_job = null, busy_machine = null
         where id = :id and state in ('OFFERED', 'ACCEPTED', 'GRANTED')
        """)
    boolean refused(AttemptId id, @Nullable Message cause, Instant at);

    @SqlUpdate("""
        update attempt
           set state = :state, ended_at = :at, doubt = null, busy_job = null, busy_machine = null,
               cause = :cause, last_line = :lastLine, heaters_off = :heatersOff,
               commands = :commands, resends = :resends, time_s = :timeS,
               last_layer = :lastLayer, nozzle_c = :nozzleC, bed_c = :bedC, head_moved = :headMoved
         where id = :id and state in
        """ + OPEN)
    boolean ended(AttemptId id, AttemptState state, Instant at, @BindMethods Report report);

    @SqlUpdate("""
        update attempt
           set state = 'LOST', ended_at = :at, cause = :cause, doubt = null, busy_job = null, busy_machine = null
         where id = :id and state in
        """ + OPEN)
    boolean lost(AttemptId id, Message cause, Instant at);

    /// What the host tells after the attempt was over here; what it took counts all the same.
    @SqlUpdate("""
        update attempt
           set told_late = :told, last_line = :lastLine, heaters_off = :heatersOff,
               commands = :commands, resends = :resends, time_s = :timeS
         where id = :id
        """)
    boolean toldLate(AttemptId id, Message told, @BindMethods Report report);

    @SqlUpdate("update attempt set doubt = :doubt where id = :id and doubt is null and state in " + OPEN)
    boolean doubt(AttemptId id, Message doubt);

    @SqlUpdate("update attempt set doubt = null where id = :id and doubt is not null")
    boolean undoubt(AttemptId id);

    @SqlUpdate("update attempt set cancel_by = :by where id = :id and cancel_by is null and state in " + OPEN)
    boolean askCancel(AttemptId id, String by);

    /// Lets go of a machine that is known to do something else.
    @SqlUpdate("update attempt set busy_machine = null where id = :id")
    boolean displace(AttemptId id);

    /// Keeps a machine for what runs on it; false when another attempt keeps it.
    @SqlUpdate("""
        update attempt
           set busy_machine = machine
         where id = :id and machine is not null
           and not exists (select 1 from attempt other where other.busy_machine = attempt.machine)
        """)
    boolean keepMachine(AttemptId id);

    /// Something that was thought over runs after all.
    @SqlUpdate("""
        update attempt
           set state = 'PRINTING', ended_at = null, cause = null, busy_job = :job, job = :job,
               busy_machine = :machine, started_at = coalesce(started_at, :at)
         where id = :id and state = 'WITHDRAWN'
        """)
    boolean reopen(AttemptId id, @Nullable JobId job, @Nullable MachineId machine, Instant at);

    /// The heaters of the last attempt on a machine have been confirmed off after all.
    @SqlUpdate("""
        update attempt
           set heaters_off = true
         where machine = :machine and (heaters_off = false or (heaters_off is null and state = 'LOST'))
        """)
    int confirmHeatersOff(MachineId machine);

    /// The machines of a host that another host left hot, for all that is known here.
    @SqlQuery("""
        select machine.id
          from machine
          join attempt on attempt.id = (select max(last.id) from attempt last where last.machine = machine.id)
         where machine.host = :host and attempt.host <> :host
           and (attempt.heaters_off = false
                or (attempt.heaters_off is null and attempt.state in ('GRANTED', 'PRINTING', 'PAUSED', 'LOST')))
         order by machine.id
        """)
    List<MachineId> mayBeHotAt(HostId host);

    /// What was said last is kept once: what comes again is the same.
    @SqlUpdate("update attempt set black_box = :digest where id = :id and black_box is null")
    boolean keepBlackBox(AttemptId id, Digest digest);

    record NewAttempt(
            String key,
            HostId host,
            @Nullable MachineId machine,
            @Nullable JobId job,
            String title,
            Digest digest,
            long bytes,
            AttemptState state,
            @Nullable JobId busyJob,
            @Nullable MachineId busyMachine,
            Instant offeredAt,
            @Nullable Instant endedAt,
            @Nullable AttemptId restOf,
            @Nullable Integer fromLayer) {}

    /// What a host tells with the end of an attempt.
    record Report(
            @Nullable Message cause,
            @Nullable Long lastLine,
            @Nullable Boolean heatersOff,
            @Nullable Long commands,
            @Nullable Long resends,
            @Nullable Long timeS,
            @Nullable Integer lastLayer,
            @Nullable Integer nozzleC,
            @Nullable Integer bedC,
            @Nullable Boolean headMoved) {
        static final Report NONE = because(null, null, null);

        static Report because(@Nullable Message cause, @Nullable Long lastLine, @Nullable Boolean heatersOff) {
            return new Report(cause, lastLine, heatersOff, null, null, null, null, null, null, null);
        }

        static Report figures(long commands, long resends, long timeS) {
            return new Report(null, null, null, commands, resends, timeS, null, null, null, null);
        }

        /// The same, with how far it had come.
        Report at(@Nullable Reached reached) {
            if (reached == null) return this;
            return new Report(
                    cause,
                    lastLine,
                    heatersOff,
                    commands,
                    resends,
                    timeS,
                    reached.layer(),
                    whole(reached.nozzleC()),
                    whole(reached.bedC()),
                    reached.headMoved());
        }

        private static @Nullable Integer whole(@Nullable Double celsius) {
            return celsius == null ? null : (int) Math.round(celsius);
        }
    }
}
