package platen.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.LineId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// The queue, as the database keeps it. Every change of state names the state before and tells
/// whether it happened; the caller writes the event in the same transaction.
public interface Jobs {
    String COLUMNS = """
        select id, order_id, line_id, title, kind, state, file, program, profile, material, colour,
               copies, per_run, good, spoiled, seconds, machine, cause, queued_at, started_at, ended_at,
               step, stage, position, hold, held_by, held_at, held_why, purpose, reason
          from job
        """;

    @SqlQuery(COLUMNS + " where id = :id")
    Optional<Job> find(JobId id);

    /// What is not over yet, in the order of the queue.
    @SqlQuery(COLUMNS + " where state not in ('DONE', 'CANCELLED') order by position, queued_at, id")
    List<Job> open();

    /// What is over of the orders of which a step after printing is not.
    @SqlQuery(COLUMNS + """
         where state in ('DONE', 'CANCELLED')
           and order_id in (select order_id from job where state not in ('DONE', 'CANCELLED') and stage > 0)
         order by id
        """)
    List<Job> flowed();

    @SqlQuery(COLUMNS + " where order_id = :order order by id")
    List<Job> of(OrderId order);

    /// What was made, failed or given up last.
    @SqlQuery(COLUMNS + " where state in ('DONE', 'CANCELLED') order by ended_at desc, id desc limit :limit")
    List<Job> ended(int limit);

    /// What occupies a machine now, or lies on it and waits to be taken off.
    @SqlQuery(COLUMNS + """
         where machine = :machine and state in ('RELEASED', 'RUNNING', 'PAUSED', 'TO_CHECK')
         order by id desc
         limit 1
        """)
    Optional<Job> on(MachineId machine);

    @SqlUpdate("""
        insert into job (order_id, line_id, title, kind, state, file, program, profile, material, colour,
                         copies, per_run, seconds, queued_at, step, stage, position, purpose, reason)
        values (:orderId, :lineId, :title, :kind, 'WAITING', :file, :program, :profile, :material, :colour,
                :copies, :perRun, :seconds, :queuedAt, :step, :stage, :position, :purpose, :reason)
        """)
    @GetGeneratedKeys("id")
    JobId add(@BindMethods NewJob job);

    /// A worker lets the job go to a machine.
    @SqlUpdate("""
        update job
           set state = 'RELEASED', machine = :machine, cause = null
         where id = :id and state = 'WAITING' and hold is null
        """)
    boolean release(JobId id, MachineId machine);

    /// A machine is known to print a waiting job, whoever holds it here.
    @SqlUpdate("""
        update job
           set state = 'RELEASED', machine = :machine, cause = null,
               hold = null, held_by = null, held_at = null, held_why = null
         where id = :id and state = 'WAITING'
        """)
    boolean adopt(JobId id, MachineId machine);

    /// A worker lets the rest of a failed copy go to the machine where it lies: it may not be spoiled after all.
    @SqlUpdate("""
        update job
           set state = 'RELEASED', machine = :machine, cause = null, spoiled = spoiled - per_run
         where id = :id and state = 'FAILED' and spoiled >= per_run and hold is null
        """)
    boolean goOn(JobId id, MachineId machine);

    /// The machine did not take the rest: the job has failed as before, with the reason.
    @SqlUpdate("""
        update job
           set state = 'FAILED', cause = :cause, spoiled = spoiled + per_run
         where id = :id and state = 'RELEASED'
        """)
    boolean takeBackRest(JobId id, @Nullable Message cause);

    /// The machine did not take it: the job waits again, with the reason.
    @SqlUpdate("""
        update job
           set state = 'WAITING', machine = null, cause = :cause
         where id = :id and state = 'RELEASED'
        """)
    boolean takeBack(JobId id, @Nullable Message cause);

    @SqlUpdate("""
        update job
           set state = 'RUNNING', started_at = :now, ended_at = null
         where id = :id and state = 'RELEASED'
        """)
    boolean started(JobId id, Instant now);

    @SqlUpdate("update job set state = 'PAUSED' where id = :id and state = 'RUNNING'")
    boolean paused(JobId id);

    @SqlUpdate("update job set state = 'RUNNING' where id = :id and state = 'PAUSED'")
    boolean resumed(JobId id);

    /// The machine has done its part; a person looks at what it made.
    @SqlUpdate("""
        update job
           set state = 'TO_CHECK', ended_at = :now
         where id = :id and state in ('RELEASED', 'RUNNING', 'PAUSED')
        """)
    boolean finished(JobId id, Instant now);

    /// The run ended badly: a copy is spoiled, and a person looks at it before it is tried again.
    @SqlUpdate("""
        update job
           set state = 'FAILED', cause = :cause, ended_at = :now, spoiled = spoiled + per_run
         where id = :id and state in ('RELEASED', 'RUNNING', 'PAUSED')
        """)
    boolean failed(JobId id, Message cause, Instant now);

    /// A person stopped the run; what was begun is spoiled, and the job waits again.
    @SqlUpdate("""
        update job
           set state = 'WAITING', machine = null, cause = :cause, ended_at = :now, spoiled = spoiled + per_run
         where id = :id and state in ('RELEASED', 'RUNNING', 'PAUSED')
        """)
    boolean stopped(JobId id, Message cause, Instant now);

    /// Good and spoiled copies are counted; the job is done when enough are good, else it waits again.
    @SqlUpdate("""
        update job
           set good = good + :good, spoiled = spoiled + :spoiled, cause = null, machine = null, ended_at = :now,
               state = case when good + :good >= copies then 'DONE' else 'WAITING' end
         where id = :id and state = :before
        """)
    boolean counted(JobId id, JobState before, int good, int spoiled, Instant now);

    /// A failed job waits for another try.
    @SqlUpdate("update job set state = 'WAITING', machine = null where id = :id and state = 'FAILED'")
    boolean again(JobId id);

    @SqlUpdate("""
        update job
           set state = 'CANCELLED', cause = :cause, ended_at = :now
         where id = :id and state in ('WAITING', 'FAILED')
        """)
    boolean cancelled(JobId id, Message cause, Instant now);

    /// The G-code that this job prints, a copy in each run, while nothing prints it yet.
    @SqlUpdate("""
        update job
           set program = :program, profile = :profile, seconds = :seconds, per_run = 1
         where id = :id and state in ('WAITING', 'FAILED')
        """)
    boolean setProgram(JobId id, Digest program, String profile, long seconds);

    /// A program for just the copies that are left, while nothing prints the fuller one.
    @SqlUpdate("""
        update job
           set program = :program, seconds = :seconds, per_run = :copies
         where id = :id and state in ('WAITING', 'FAILED') and copies - good = :copies and per_run > :copies
        """)
    boolean setLess(JobId id, Digest program, long seconds, int copies);

    /// Nothing begins it until somebody lets it go; false when it runs, is over or is held already.
    @SqlUpdate("""
        update job
           set hold = :hold, held_by = :by, held_at = :now, held_why = :why
         where id = :id and state in ('WAITING', 'FAILED') and hold is null
        """)
    boolean hold(JobId id, Hold hold, String by, String why, Instant now);

    /// Another file for what people do by hand; its customer has to agree to it first.
    @SqlUpdate("""
        update job
           set file = :file, hold = 'CUSTOMER', held_by = :by, held_at = :now, held_why = :why
         where id = :id and state in ('WAITING', 'FAILED') and stage = 0 and kind <> 'PRINTER_3D'
        """)
    boolean replaceFile(JobId id, Digest file, String by, String why, Instant now);

    @SqlUpdate("""
        update job
           set hold = null, held_by = null, held_at = null, held_why = null
         where id = :id and hold is not null
        """)
    boolean letGo(JobId id);

    /// Takes `copies` of those that are left out of a waiting job that wants `seen` in all; one stays at least.
    @SqlUpdate("""
        update job
           set copies = copies - :copies
         where id = :id and state = 'WAITING' and copies = :seen and copies - good > :copies
        """)
    boolean takeOut(JobId id, int copies, int seen);

    /// A job like another one, for `copies` of its copies.
    @SqlUpdate("""
        insert into job (order_id, line_id, title, kind, state, file, program, profile, material, colour,
                         copies, per_run, seconds, queued_at, step, stage, position, hold, held_by, held_at,
                         held_why, purpose, reason)
        select order_id, line_id, title, kind, 'WAITING', file, program, profile, material, colour,
               :copies, per_run, seconds, queued_at, step, stage, position, hold, held_by, held_at,
               held_why, purpose, reason
          from job
         where id = :id
        """)
    @GetGeneratedKeys("id")
    JobId addLike(JobId id, int copies);

    /// What comes after it has spoiled some: so many more are wanted.
    @SqlUpdate("""
        update job
           set copies = copies + :copies, cause = case when state = 'DONE' then :why else cause end,
               state = case when state = 'DONE' then 'WAITING' else state end
         where id = :id and state <> 'CANCELLED'
        """)
    boolean wantMore(JobId id, int copies, Message why);

    /// What is good is enough.
    @SqlUpdate("""
        update job
           set copies = good, state = 'DONE', cause = null, ended_at = :now
         where id = :id and state in ('WAITING', 'FAILED') and good > 0 and good < copies
        """)
    boolean closeShort(JobId id, Instant now);

    @SqlUpdate("update job set position = :position where id = :id and state in ('WAITING', 'FAILED')")
    boolean setPosition(JobId id, long position);

    /// Takes an order's jobs for this transaction: what one of them may do depends on what the others did.
    @SqlUpdate("update customer_order set code = code where id = :order")
    boolean lock(OrderId order);

    /// How many jobs of an order are not over.
    @SqlQuery("select count(*) from job where order_id = :order and state not in ('DONE', 'CANCELLED')")
    int openOf(OrderId order);

    /// What a new job needs. `due` decides its place in the queue; what is promised for no day comes after two weeks.
    record NewJob(
            @Nullable OrderId orderId,
            @Nullable LineId lineId,
            String title,
            MachineKind kind,
            @Nullable Digest file,
            @Nullable Digest program,
            @Nullable String profile,
            @Nullable String material,
            @Nullable String colour,
            int copies,
            int perRun,
            @Nullable Long seconds,
            Instant queuedAt,
            @Nullable Instant due,
            @Nullable String step,
            int stage,
            @Nullable Purpose purpose,
            @Nullable String reason) {
        public static final Duration USUAL_DUE = Duration.ofDays(14);

        /// Printing, which somebody has ordered.
        public NewJob(
                @Nullable OrderId orderId,
                @Nullable LineId lineId,
                String title,
                MachineKind kind,
                @Nullable Digest file,
                @Nullable Digest program,
                @Nullable String profile,
                @Nullable String material,
                @Nullable String colour,
                int copies,
                int perRun,
                @Nullable Long seconds,
                Instant queuedAt) {
            this(
                    orderId, lineId, title, kind, file, program, profile, material, colour, copies, perRun, seconds,
                    queuedAt, null, null, 0, null, null);
        }

        /// One that makes a copy in each run.
        public NewJob(
                @Nullable OrderId orderId,
                @Nullable LineId lineId,
                String title,
                MachineKind kind,
                @Nullable Digest file,
                @Nullable Digest program,
                @Nullable String profile,
                @Nullable String material,
                @Nullable String colour,
                int copies,
                @Nullable Long seconds,
                Instant queuedAt) {
            this(orderId, lineId, title, kind, file, program, profile, material, colour, copies, 1, seconds, queuedAt);
        }

        /// A step at a bench, after `stage` others.
        public static NewJob step(
                OrderId order,
                @Nullable LineId line,
                String title,
                String step,
                int stage,
                int copies,
                @Nullable Long seconds,
                Instant now) {
            return new NewJob(
                    order,
                    line,
                    title,
                    MachineKind.BENCH,
                    null,
                    null,
                    null,
                    null,
                    null,
                    copies,
                    1,
                    seconds,
                    now,
                    null,
                    step,
                    stage,
                    null,
                    null);
        }

        NewJob due(@Nullable Instant day) {
            return new NewJob(
                    orderId, lineId, title, kind, file, program, profile, material, colour, copies, perRun, seconds,
                    queuedAt, day, step, stage, purpose, reason);
        }

        NewJob because(Purpose what, String why) {
            return new NewJob(
                    orderId, lineId, title, kind, file, program, profile, material, colour, copies, perRun, seconds,
                    queuedAt, due, step, stage, what, why);
        }

        public long position() {
            return usualPosition(queuedAt, due);
        }

        /// The place of a job that nobody has moved.
        public static long usualPosition(Instant queuedAt, @Nullable Instant due) {
            return Positions.of(due == null ? queuedAt.plus(USUAL_DUE) : due);
        }
    }
}
