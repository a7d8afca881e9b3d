package platen.upkeep;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.MachineLog;
import platen.machines.MachineLog.Kind;
import platen.machines.Machines;
import platen.upkeep.Task.Standing;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Money;

/// Where machines' tasks are set, done and noted. Each act is one transaction with its event.
public final class UpkeepDesk {
    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public UpkeepDesk(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// What was done: in words, with the parts that it took, what they cost, and a stored photo, if any.
    public record Done(
            String what,
            String parts,
            @Nullable Money cost,
            @Nullable Digest photo) {}

    public Readings readings(MachineId machine) {
        return database.reading(Meters.class).find(machine).orElse(Readings.none(machine));
    }

    /// How the tasks of a machine stand, those that are due first.
    public List<Standing> tasks(MachineId machine) {
        var readings = readings(machine);
        return database.reading(Tasks.class).of(machine).stream()
                .map(task -> task.standing(readings, clock.instant()))
                .sorted(Comparator.comparing(Standing::state))
                .toList();
    }

    /// All that is due at some moment, of all machines.
    public List<Standing> due(Instant now) {
        var readings = database.reading(Meters.class).all().stream().collect(toMap(Readings::machine, one -> one));
        return database.reading(Tasks.class).all().stream()
                .map(task -> task.standing(readings.getOrDefault(task.machine(), Readings.none(task.machine())), now))
                .filter(Standing::isDue)
                .toList();
    }

    public List<MachineLog.Entry> log(MachineId machine, long before, int limit) {
        return database.reading(MachineLog.class).before(machine, before, limit);
    }

    /// What is wrong with a new task, if anything; it counts from now on.
    public Optional<Message> add(
            MachineId machine,
            String name,
            @Nullable Meter meter,
            @Nullable Long everyUnits,
            @Nullable Integer everyDays,
            Actor who) {
        if (meter == null && everyDays == null) return Optional.of(Message.of("upkeep.when"));
        return database.change(change -> {
            var now = clock.instant();
            var reading = meter == null ? 0 : readings(change, machine).of(meter);
            if (!change.attach(Tasks.class).add(machine, name, meter, everyUnits, everyDays, now, reading))
                return Optional.of(Message.of("upkeep.name-taken", name));
            tell(change, who, machine, Message.of("upkeep.task-added", name));
            return Optional.empty();
        });
    }

    /// Puts on a machine what its kind usually wants; how many of it were new.
    public int suggest(MachineId id, Actor who) {
        var machine = database.reading(Machines.class).find(id);
        if (machine.isEmpty()) return 0;
        return (int) Suggestions.of(machine.get().kind()).stream()
                .filter(one -> add(id, one.name(), one.meter(), one.everyUnits(), one.everyDays(), who)
                        .isEmpty())
                .count();
    }

    /// A task was done; `seen` is when it had been done last by the page. False where it is gone, or noted already.
    public boolean done(MachineId machine, long id, Instant seen, Done done, Actor who) {
        return database.change(change -> {
            var task = change.attach(Tasks.class).find(machine, id).orElse(null);
            if (task == null) return false;
            var reading = task.meter() == null ? 0 : readings(change, machine).of(task.meter());
            if (!change.attach(Tasks.class).done(id, seen, clock.instant(), reading)) return false;
            var what = done.what().isBlank() ? task.name() : task.name() + ": " + done.what();
            note(change, machine, Kind.TASK, done, what, who);
            return true;
        });
    }

    /// Other work on a machine.
    public void note(MachineId machine, Done done, Actor who) {
        database.use(change -> note(change, machine, Kind.WORK, done, done.what(), who));
    }

    public boolean end(MachineId machine, long id, Actor who) {
        return database.change(change -> {
            var task = change.attach(Tasks.class).find(machine, id).orElse(null);
            if (task == null || !change.attach(Tasks.class).end(id, clock.instant())) return false;
            tell(change, who, machine, Message.of("upkeep.task-ended", task.name()));
            return true;
        });
    }

    private void note(Handle change, MachineId machine, Kind kind, Done done, String what, Actor who) {
        change.attach(MachineLog.class)
                .add(machine, kind, what, done.parts(), done.cost(), done.photo(), who.name(), clock.instant());
        if (done.photo() != null) files.use(change, done.photo(), "machine " + machine.value());
        tell(change, who, machine, Message.of("upkeep.done", what));
    }

    private static Readings readings(Handle change, MachineId machine) {
        return change.attach(Meters.class).find(machine).orElse(Readings.none(machine));
    }

    private void tell(Handle change, Actor who, MachineId machine, Message what) {
        Events.write(change, clock.instant(), who, Subject.of(machine), what);
    }
}
