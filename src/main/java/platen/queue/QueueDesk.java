package platen.queue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Where people put the queue in order: hold jobs and let them go, share them, move them. What comes twice, or too
/// late, changes nothing and says so.
public final class QueueDesk {
    public static final int LONGEST_REASON = 300;

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public QueueDesk(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// Nothing begins the job until somebody lets it go.
    public Act hold(JobId id, Hold hold, String reason, Actor who) {
        var why = reason.strip();
        if (why.isEmpty()) return Act.refused("queue.hold-reason");
        if (why.length() > LONGEST_REASON) return Act.refused("queue.reason-long", LONGEST_REASON);
        return act(id, (change, job) -> {
            if (job.hold() != null) return Act.refused("queue.held-already");
            var now = clock.instant();
            if (!change.attach(Jobs.class).hold(id, hold, who.name(), why, now)) return Act.refused("queue.too-late");
            return told(change, job, who, Message.of("queue.put-on-hold", why));
        });
    }

    /// Another file takes the place of one that cannot be used; nothing prints it until the customer agrees.
    public Act replaceFile(JobId id, Digest file, String name, Actor who) {
        return act(id, (change, job) -> {
            if (file.equals(job.file())) return Act.refused("queue.already-so");
            var now = clock.instant();
            if (!change.attach(Jobs.class).replaceFile(id, file, who.name(), name, now))
                return Act.refused("queue.too-late");
            var order = job.orderId();
            if (order != null) {
                var changed = change.attach(ChangedFiles.class);
                changed.close(id, now);
                changed.add(id, order, job.file(), file, name, who.name(), now);
                Events.write(change, now, who, Subject.of(order), Message.of("queue.changed-asked", name));
            }
            files.use(change, file, "job " + id.value());
            return told(change, job, who, Message.of("queue.file-replaced", name));
        });
    }

    public Act letGo(JobId id, Actor who) {
        return act(id, (change, job) -> {
            if (!change.attach(Jobs.class).letGo(id)) return Act.refused("queue.not-held");
            change.attach(ChangedFiles.class).close(id, clock.instant());
            return told(change, job, who, Message.of("queue.let-go-again"));
        });
    }

    /// Makes two jobs of one, so that two machines can share it; `seen` is how many it wanted when that was asked.
    public Act split(JobId id, int copies, int seen, Actor who) {
        if (copies < 1) return Act.refused("queue.split-none");
        return act(id, (change, job) -> {
            var jobs = change.attach(Jobs.class);
            if (job.stage() == Job.PACKING) return Act.refused("queue.split-none");
            if (job.state() != JobState.WAITING || job.copies() != seen) return Act.refused("queue.too-late");
            if (copies >= job.copiesLeft()) return Act.refused("queue.split-most", job.copiesLeft() - 1);
            if (!jobs.takeOut(id, copies, seen)) return Act.refused("queue.too-late");
            var other = jobs.addLike(id, copies);
            if (job.file() != null) files.use(change, job.file(), "job " + other.value());
            if (job.program() != null) files.use(change, job.program(), "job " + other.value());
            var places = change.attach(JobPlaces.class);
            places.of(id).forEach(machine -> places.add(other, machine));
            change.attach(JobNeeds.class).copy(id, other);
            var what = Message.of("queue.split", copies, seen - copies);
            Events.write(change, clock.instant(), who, Subject.of(other), what);
            return told(change, job, who, what);
        });
    }

    public Act place(JobId id, Set<MachineId> machines, Actor who) {
        return place(id, machines, null, who);
    }

    /// Gives a job to a machine, to any of some, or, where there is none, to each that fits. `seen` is what had been
    /// chosen when that was asked, where the page tells.
    public Act place(JobId id, Set<MachineId> machines, @Nullable Set<MachineId> seen, Actor who) {
        return act(id, (change, job) -> {
            if (job.state() != JobState.WAITING && job.state() != JobState.FAILED) return Act.refused("queue.too-late");
            var places = change.attach(JobPlaces.class);
            if (seen != null && !places.of(id).equals(seen)) return Act.refused("queue.placed-meanwhile", job.title());
            if (places.of(id).equals(machines)) return Act.refused("queue.already-so");
            var chosen = new ArrayList<Machine>();
            for (var machine : machines) {
                var found = change.attach(Machines.class).find(machine);
                if (found.isEmpty()) return Act.refused("queue.gone");
                if (!Fit.isOfTheKind(job, found.get()))
                    return Act.refused("queue.other-work", found.get().name());
                chosen.add(found.get());
            }
            places.forget(id);
            machines.forEach(machine -> places.add(id, machine));
            var names = chosen.stream().map(Machine::name).sorted().collect(Collectors.joining(", "));
            return told(
                    change,
                    job,
                    who,
                    names.isEmpty() ? Message.of("queue.placed-anywhere") : Message.of("queue.placed", names));
        });
    }

    public Act moveBefore(JobId id, JobId next, Actor who) {
        return moveBefore(id, next, null, who);
    }

    /// Moves a job in the queue to stand before `next`; `seen` is where it stood when that was asked, where the page
    /// tells.
    public Act moveBefore(JobId id, JobId next, @Nullable Long seen, Actor who) {
        return act(id, (change, job) -> {
            if (job.state() != JobState.WAITING && job.state() != JobState.FAILED) return Act.refused("queue.too-late");
            if (seen != null && job.position() != seen) return Act.refused("queue.moved-meanwhile", job.title());
            var jobs = change.attach(Jobs.class);
            var queue = jobs.open().stream()
                    .filter(one -> one.state() == JobState.WAITING || one.state() == JobState.FAILED)
                    .toList();
            var before = queue.stream().filter(one -> one.id().equals(next)).findFirst();
            if (before.isEmpty() || next.equals(id)) return Act.refused("queue.too-late");
            var at = queue.indexOf(job);
            if (at + 1 < queue.size() && queue.get(at + 1).id().equals(next)) return Act.refused("queue.already-so");
            Positions.before(queue, job, next).forEach(jobs::setPosition);
            return told(
                    change, job, who, Message.of(Positions.MOVED, before.get().title()));
        });
    }

    /// What is good of a job is enough: no more are made.
    public Act enough(JobId id, Actor who) {
        return act(id, (change, job) -> {
            var now = clock.instant();
            if (!change.attach(Jobs.class).closeShort(id, now)) return Act.refused("queue.too-late");
            var done = told(change, job, who, Message.of("queue.enough", job.good(), job.copies()));
            OrderProgress.over(change, id, who, now);
            return done;
        });
    }

    private Act act(JobId id, BiFunction<Handle, Job, Act> act) {
        return database.change(change -> {
            var jobs = change.attach(Jobs.class);
            var order = jobs.find(id).map(Job::orderId).orElse(null);
            if (order != null) jobs.lock(order);
            var job = jobs.find(id).orElse(null);
            return job == null ? Act.refused("queue.gone") : act.apply(change, job);
        });
    }

    private Act told(Handle change, Job about, Actor who, Message what) {
        Events.write(change, clock.instant(), who, Subject.of(about.id()), what);
        return new Act.Done();
    }
}
