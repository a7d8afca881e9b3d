package platen.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.BedState;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.stock.PlasticUses;
import platen.upkeep.Meters;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// What workers do with jobs and machines by hand. Each act is one transaction with its events;
/// an act that comes too late (a second click, a colleague was quicker) is refused and changes nothing.
public final class Floor {
    private final Database database;
    private final FileStore files;
    private final InstantSource clock;
    private final LessPlates less;
    private final Afterwards afterwards;

    public Floor(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
        this.less = new LessPlates(files, clock);
        this.afterwards = new Afterwards(files, clock);
    }

    /// The server was away, and a person may have been at the machines: no plate counts as clear.
    public void doubtBeds() {
        database.use(change -> {
            var machines = change.attach(Machines.class);
            for (var machine : machines.all()) {
                if (machine.bed() == BedState.CLEAR && machines.setBed(machine.id(), BedState.UNKNOWN)) {
                    var why = Message.of("queue.bed-doubted");
                    tell(change, Subject.of(machine.id()), clock.instant(), Actor.SYSTEM, why);
                }
            }
        });
    }

    /// Starts a job on a machine without a wire: a press, a riso, a bench.
    public Act start(JobId id, MachineId on, Actor who) {
        return database.change(change -> {
            var jobs = change.attach(Jobs.class);
            var machines = change.attach(Machines.class);
            var now = clock.instant();
            var job = jobs.find(id).orElse(null);
            var machine = machines.find(on).orElse(null);
            if (job == null || machine == null) return Act.refused("queue.gone");
            if (machine.kind() == MachineKind.PRINTER_3D) return Act.refused("queue.has-a-wire", machine.name());
            lock(change, job);
            var problem = Hindrance.of(change, job, now)
                    .or(() -> Matching.problem(change, job, machine, now))
                    .or(() -> Fit.problem(job, machine, jobs.on(on).orElse(null)));
            if (problem.isPresent()) return new Act.Refused(problem.get());
            if (!jobs.release(id, on) || !machines.takeBed(on)) return tooLate(change);
            jobs.started(id, now);
            tell(change, Subject.of(id), now, who, Message.of("queue.started-on", machine.name()));
            OrderProgress.begun(change, job, who, now);
            return new Act.Done();
        });
    }

    /// A machine without a wire has made some: good and spoiled copies are counted, the machine is free.
    public Act finish(JobId id, int good, int spoiled, Actor who) {
        return finish(id, good, spoiled, Said.NOTHING, who);
    }

    public Act finish(JobId id, int good, int spoiled, Said said, Actor who) {
        if (good < 0 || spoiled < 0 || good + spoiled == 0) return Act.refused("queue.count-missing");
        return count(id, JobState.RUNNING, good, spoiled, BedState.CLEAR, said, who);
    }

    /// A printed plate is taken off, all good or all failed; `plateEmpty` when the worker says that the plate is clear
    /// again.
    public Act takeOff(JobId id, boolean good, boolean plateEmpty, Actor who) {
        var job = database.reading(Jobs.class).find(id);
        return job.isEmpty()
                ? Act.refused("queue.gone")
                : takeOff(job.get(), good ? job.get().nextCopies() : 0, plateEmpty, Said.NOTHING, who);
    }

    /// The same, with so many good ones.
    public Act takeOff(JobId id, int good, boolean plateEmpty, Actor who) {
        return takeOff(id, good, plateEmpty, Said.NOTHING, who);
    }

    /// The same, with what is said of those that are not good.
    public Act takeOff(JobId id, int good, boolean plateEmpty, Said said, Actor who) {
        var job = database.reading(Jobs.class).find(id);
        return job.isEmpty() ? Act.refused("queue.gone") : takeOff(job.get(), good, plateEmpty, said, who);
    }

    private Act takeOff(Job job, int good, boolean plateEmpty, Said said, Actor who) {
        if (good < 0 || good > job.perRun()) return Act.refused("queue.more-than-printed", job.perRun());
        var bed = plateEmpty ? BedState.CLEAR : BedState.OCCUPIED;
        return count(job.id(), JobState.TO_CHECK, good, Math.max(0, job.nextCopies() - good), bed, said, who);
    }

    private Act count(JobId id, JobState before, int good, int spoiled, BedState bed, Said said, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var job = found(change, id);
            if (job == null) return Act.refused("queue.gone");
            if (job.state() != before) return Act.refused("queue.too-late");
            if (before == JobState.RUNNING && job.kind() == MachineKind.PRINTER_3D) return Act.refused("queue.running");
            var counting = new Counting(change, now, who);
            var problem = counting.problem(job, good, spoiled);
            if (problem.isPresent()) return new Act.Refused(problem.get());
            if (!counting.count(job, good, spoiled)) return tooLate(change);
            if (job.machine() != null) setBed(change, job.machine(), bed, now, who);
            judge(change, job, good, spoiled);
            var sheets = SheetsUsed.take(change, job, good, spoiled, who, now);
            wear(change, job, good + spoiled, sheets);
            afterwards.counted(change, job, good, spoiled, said, who);
            less.ask(change, id, now);
            return new Act.Done();
        });
    }

    /// A step that needs no machine has been done: `seen` is how many had been counted, good and spoiled, when it was
    /// asked.
    public Act done(JobId id, int good, int spoiled, int seen, Actor who) {
        return done(id, good, spoiled, seen, Said.NOTHING, who);
    }

    public Act done(JobId id, int good, int spoiled, int seen, Said said, Actor who) {
        if (good < 0 || spoiled < 0 || good + spoiled == 0) return Act.refused("queue.count-missing");
        return database.change(change -> {
            var now = clock.instant();
            var job = found(change, id);
            if (job == null) return Act.refused("queue.gone");
            if (job.state() != JobState.WAITING || job.counted() != seen) return Act.refused("queue.too-late");
            if (job.kind() != MachineKind.BENCH) return Act.refused("queue.not-by-hand");
            var counting = new Counting(change, now, who);
            var problem = Hindrance.of(change, job, now).or(() -> counting.problem(job, good, spoiled));
            if (problem.isPresent()) return new Act.Refused(problem.get());
            OrderProgress.begun(change, job, who, now);
            if (!counting.count(job, good, spoiled)) return tooLate(change);
            afterwards.counted(change, job, good, spoiled, said, who);
            return new Act.Done();
        });
    }

    /// A job, and with it what the others of its order did, kept as they are for this transaction.
    private static @Nullable Job found(Handle change, JobId id) {
        var job = change.attach(Jobs.class).find(id).orElse(null);
        if (job == null) return null;
        lock(change, job);
        return change.attach(Jobs.class).find(id).orElse(null);
    }

    private static void lock(Handle change, Job job) {
        if (job.orderId() != null) change.attach(Jobs.class).lock(job.orderId());
    }

    /// What of the plastic of a print came to nothing.
    private static void judge(Handle change, Job job, int good, int spoiled) {
        if (job.kind() != MachineKind.PRINTER_3D || good + spoiled == 0) return;
        change.attach(PlasticUses.class).judge(job.id(), spoiled, good + spoiled);
    }

    /// What a machine without a wire has done; those with one are counted by their hosts' reports.
    private static void wear(Handle change, Job job, int copies, long sheets) {
        if (job.kind() == MachineKind.PRINTER_3D || job.machine() == null) return;
        change.attach(Meters.class).add(job.machine(), 0, 1, 1, 0, copies, sheets);
    }

    /// A failed job is tried again with what is left of its copies.
    public Act again(JobId id, Actor who) {
        return again(id, Said.NOTHING, who);
    }

    public Act again(JobId id, Said said, Actor who) {
        Consumer<Handle> also = change -> {
            afterwards.failed(change, id, said, who);
            less.ask(change, id, clock.instant());
        };
        return act(id, jobs -> jobs.again(id), who, Message.of("queue.again"), also);
    }

    /// Why not all of a run that was counted before is good.
    public Act say(JobId id, long run, Said said, Actor who) {
        return database.change(change -> {
            var job = found(change, id);
            if (job == null || change.attach(JobRuns.class).find(id, run).isEmpty()) return Act.refused("queue.gone");
            afterwards.say(change, job, run, said, who);
            return new Act.Done();
        });
    }

    /// A job that does not run is given up, with the reason.
    public Act cancel(JobId id, String reason, Actor who) {
        if (reason.isBlank()) return Act.refused("queue.reason-missing");
        var why = Message.of("queue.cancelled", reason.strip());
        return act(
                id,
                jobs -> jobs.cancelled(id, why, clock.instant()),
                who,
                why,
                change -> OrderProgress.over(change, id, who, clock.instant()));
    }

    /// The G-code that a worker made for a job; `seconds` is its printing time as reckoned, `milligrams` its plastic.
    public Act setProgram(JobId id, Digest program, String profile, long seconds, long milligrams, Actor who) {
        return setProgram(id, program, profile, seconds, milligrams, null, who);
    }

    /// The same, for the nozzle that its slicer names.
    public Act setProgram(
            JobId id,
            Digest program,
            String profile,
            long seconds,
            long milligrams,
            @Nullable Integer nozzleUm,
            Actor who) {
        return act(
                id,
                jobs -> jobs.setProgram(id, program, profile, seconds),
                who,
                Message.of("queue.program-set", profile),
                change -> {
                    files.use(change, program, "job " + id.value());
                    change.attach(PlasticUses.class).need(id, milligrams);
                    change.attach(JobNeeds.class).setNozzle(id, nozzleUm);
                });
    }

    /// A worker has looked: the plate is empty, or the machine is free.
    public Act clear(MachineId id, Actor who) {
        return database.change(change -> {
            var on = change.attach(Jobs.class).on(id);
            var name = change.attach(Machines.class).find(id).map(Machine::name);
            if (name.isEmpty()) return Act.refused("queue.gone");
            if (on.isPresent())
                return Act.refused("queue.still-on-it", name.get(), on.get().title());
            setBed(change, id, BedState.CLEAR, clock.instant(), who);
            return new Act.Done();
        });
    }

    /// A worker has put material into a machine, or taken it out.
    public Act load(MachineId id, @Nullable String material, @Nullable String colour, Actor who) {
        return database.change(change -> {
            if (!change.attach(Machines.class).load(id, material, colour)) return Act.refused("queue.gone");
            Loading.takeOff(change, id, who, clock.instant());
            var what = material == null
                    ? Message.of("queue.unloaded")
                    : Message.of("queue.loaded", material, colour == null ? "" : colour);
            tell(change, Subject.of(id), clock.instant(), who, what);
            return new Act.Done();
        });
    }

    /// An order that waits for money is begun all the same, with the reason.
    public Act letGo(OrderId id, String reason, Actor who) {
        if (reason.isBlank()) return Act.refused("queue.let-go-reason");
        return database.change(change -> {
            if (!change.attach(Starts.class).letGo(id, reason.strip())) return tooLate(change);
            tell(change, Subject.of(id), clock.instant(), who, Message.of("queue.let-go", reason.strip()));
            return new Act.Done();
        });
    }

    /// The customer has what they ordered.
    public Act collected(OrderId id, Actor who) {
        return database.change(change -> {
            if (!change.attach(Orders.class).move(id, OrderState.READY, OrderState.COLLECTED)) return tooLate(change);
            change.attach(Shelves.class).take(id);
            tell(change, Subject.of(id), clock.instant(), who, Message.of("orders.became-collected"));
            return new Act.Done();
        });
    }

    private Act act(JobId id, Predicate<Jobs> change, Actor who, Message what, Consumer<Handle> also) {
        return database.change(handle -> {
            found(handle, id);
            if (!change.test(handle.attach(Jobs.class))) return tooLate(handle);
            also.accept(handle);
            tell(handle, Subject.of(id), clock.instant(), who, what);
            return new Act.Done();
        });
    }

    /// Nothing of a refused act stays.
    private static Act tooLate(Handle change) {
        change.rollback();
        return Act.refused("queue.too-late");
    }

    private static void setBed(Handle change, MachineId id, BedState bed, Instant now, Actor who) {
        if (!change.attach(Machines.class).setBed(id, bed)) return;
        tell(
                change,
                Subject.of(id),
                now,
                who,
                Message.of(bed == BedState.CLEAR ? "queue.bed-cleared" : "queue.bed-occupied"));
    }

    private static void tell(Handle change, Subject about, Instant now, Actor who, Message what) {
        Events.write(change, now, who, about, what);
    }
}
