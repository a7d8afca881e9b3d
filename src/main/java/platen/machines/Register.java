package platen.machines;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Machines.NewMachine;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.MachineId;
import platen.values.Message;

/// Where machines are put on the register, connected, and taken out of use.
public final class Register {
    private final Database database;
    private final InstantSource clock;

    public Register(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Where a printer is plugged in: the printer computer, its port, and a speed if it is not the profile's.
    public record Plug(HostId host, String port, @Nullable Integer baud) {}

    /// A 3D printer, which begins with its plate unknown; empty when another machine has the name.
    public Optional<MachineId> addPrinter(String name, String profile, Plug plug, Actor who) {
        return add(name, MachineKind.PRINTER_3D, profile, plug, who);
    }

    /// A machine that people start by hand.
    public Optional<MachineId> addByHand(String name, MachineKind kind, Actor who) {
        if (kind == MachineKind.PRINTER_3D) throw new IllegalArgumentException("a 3D printer has a wire");
        return add(name, kind, null, null, who);
    }

    private Optional<MachineId> add(
            String name, MachineKind kind, @Nullable String profile, @Nullable Plug plug, Actor who) {
        return database.change(change -> {
            var machines = change.attach(Machines.class);
            if (machines.all().stream().anyMatch(machine -> machine.name().equalsIgnoreCase(name)))
                return Optional.empty();
            var now = clock.instant();
            var added = machines.add(new NewMachine(
                    name,
                    kind,
                    plug == null ? null : plug.host(),
                    plug == null ? null : plug.port(),
                    profile,
                    plug == null ? null : plug.baud(),
                    BedState.UNKNOWN,
                    null,
                    null,
                    now));
            Events.write(change, now, who, Subject.of(added), Message.of("machines.added", name));
            return Optional.of(added);
        });
    }

    /// A printer stands somewhere else now, or is another model; false when there is no such machine.
    public boolean connect(MachineId id, String profile, Plug plug, Actor who) {
        return database.change(change -> {
            if (!change.attach(Machines.class).connect(id, plug.host(), plug.port(), plug.baud(), profile))
                return false;
            Events.write(
                    change,
                    clock.instant(),
                    who,
                    Subject.of(id),
                    Message.of("machines.connected", plug.port(), profile));
            return true;
        });
    }

    /// Takes a machine out of use with a reason, or back into use without one; its log says so.
    public boolean setOutOfOrder(MachineId id, @Nullable String reason, Actor who) {
        return database.change(change -> {
            if (!change.attach(Machines.class).setOutOfOrder(id, reason)) return false;
            var what = reason == null ? Message.of("machines.in-order") : Message.of("machines.out-of-order", reason);
            var now = clock.instant();
            var kind = reason == null ? MachineLog.Kind.BACK : MachineLog.Kind.OUT;
            change.attach(MachineLog.class)
                    .add(id, kind, reason == null ? "" : reason, "", null, null, who.name(), now);
            Events.write(change, now, who, Subject.of(id), what);
            return true;
        });
    }

    /// What is done at a bench; whatever comes where none is named.
    public boolean setSteps(MachineId id, List<String> steps, Actor who) {
        var words = String.join(", ", steps);
        return database.change(change -> {
            if (!change.attach(Machines.class).setSteps(id, steps.isEmpty() ? null : String.join("\n", steps)))
                return false;
            var what = steps.isEmpty() ? Message.of("machines.any-step") : Message.of("machines.steps", words);
            Events.write(change, clock.instant(), who, Subject.of(id), what);
            return true;
        });
    }

    /// How long ink dries that a press has printed, before anybody cuts or folds it.
    public boolean setDryMinutes(MachineId id, int minutes, Actor who) {
        return database.change(change -> {
            if (!change.attach(Machines.class).setDryMinutes(id, minutes)) return false;
            Events.write(change, clock.instant(), who, Subject.of(id), Message.of("machines.dries", minutes));
            return true;
        });
    }
}
