package platen.machines;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.PersonId;

/// Who may handle which machine. A machine may ask for an induction, by any name: whoever has not been shown it sees
/// the machine and does not start, pause or clear it. No machine asks for one until a coordinator says so.
public final class Inductions {
    private static final int GIVERS_NAMED = 4;
    private static final int MOST_SHOWN = 1_000;

    private final Database database;
    private final InstantSource clock;

    public Inductions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public record Need(MachineId machine, String machineName, String name) {}

    /// An induction that somebody has; `until` where it ends by itself.
    public record Held(
            long id,
            PersonId person,
            String personName,
            String name,
            String givenBy,
            Instant givenAt,
            @Nullable Instant until) {
        public boolean isOver(Instant now) {
            return until != null && !until.isAfter(now);
        }
    }

    public record Trainer(PersonId person, String personName, String name) {}

    /// Why somebody may not handle a machine, and who can change that; empty where they may. To be asked at the moment
    /// of acting.
    public Optional<Message> against(PersonId person, MachineId machine) {
        var rows = rows();
        var need = rows.need(machine);
        if (need.isEmpty() || rows.has(person, need.get(), clock.instant())) return Optional.empty();
        return Optional.of(Message.of(
                "machines.no-induction",
                rows.machineName(machine).orElse(""),
                need.get(),
                String.join(", ", rows.givers(need.get(), GIVERS_NAMED))));
    }

    public boolean mayHandle(PersonId person, MachineId machine) {
        return against(person, machine).isEmpty();
    }

    /// What a machine asks for.
    public Optional<String> need(MachineId machine) {
        return rows().need(machine);
    }

    public List<Need> needs() {
        return rows().needs();
    }

    public List<Held> all() {
        return rows().all(MOST_SHOWN);
    }

    public List<Held> of(PersonId person) {
        return rows().of(person);
    }

    public List<Trainer> trainers() {
        return rows().trainers();
    }

    /// Whether somebody who is no coordinator may give this one.
    public boolean trains(PersonId person, String name) {
        return rows().trains(person, name);
    }

    /// What a machine asks for from now on; nothing where it is blank.
    public void setNeed(MachineId machine, String name, Actor who) {
        database.use(change -> {
            var rows = change.attach(InductionRows.class);
            if (rows.machineName(machine).isEmpty()) return;
            if (name.isBlank()) {
                if (rows.dropNeed(machine)) tell(change, who, Subject.of(machine), "machines.induction-dropped");
            } else {
                rows.setNeed(machine, name.strip());
                tell(change, who, Subject.of(machine), "machines.induction-needed", name.strip());
            }
        });
    }

    /// Somebody was shown it: false where that person is gone. An older one of the same name ends with it.
    public boolean give(PersonId person, String name, @Nullable Instant until, Actor who) {
        return database.change(change -> {
            var rows = change.attach(InductionRows.class);
            if (rows.personName(person).isEmpty()) return false;
            var now = clock.instant();
            rows.endOlder(person, name, now);
            rows.give(person, name, who.name(), now, until);
            tell(change, who, Subject.of(person), "machines.inducted", name);
            return true;
        });
    }

    public Optional<Held> find(long id) {
        return rows().find(id);
    }

    /// False where it was over before.
    public boolean withdraw(Held held, Actor who) {
        return database.change(change -> {
            if (!change.attach(InductionRows.class).end(held.id(), clock.instant())) return false;
            tell(change, who, Subject.of(held.person()), "machines.induction-withdrawn", held.name());
            return true;
        });
    }

    /// Whether anything changed: somebody gives this induction from now on, or no longer.
    public boolean setTrainer(PersonId person, String name, boolean trains, Actor who) {
        return database.change(change -> {
            var rows = change.attach(InductionRows.class);
            if (rows.personName(person).isEmpty()) return false;
            if (!(trains ? rows.addTrainer(person, name) : rows.dropTrainer(person, name))) return false;
            tell(change, who, Subject.of(person), trains ? "machines.trains" : "machines.trains-no-more", name);
            return true;
        });
    }

    private void tell(Handle change, Actor who, Subject about, String key, Object... args) {
        Events.write(change, clock.instant(), who, about, Message.of(key, args));
    }

    private InductionRows rows() {
        return database.reading(InductionRows.class);
    }
}
