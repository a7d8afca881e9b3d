package platen.queue;

import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.stock.Plastic;
import platen.stock.Spools;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.SpoolId;

/// Puts spools on printers and takes them off: material and colour of the machine are those of its spool.
public final class Loading {
    private final Database database;
    private final InstantSource clock;

    public Loading(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A print that goes on while its spool is changed, and what it took in all so far.
    public record SoFar(Plastic.Print print, long milligrams) {}

    /// Puts a spool on a machine, in place of what is on it; what a print took so far is taken off the old one first.
    public Act load(MachineId on, SpoolId id, @Nullable SoFar soFar, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var machine = change.attach(Machines.class).find(on).orElse(null);
            var spools = change.attach(Spools.class);
            if (machine == null || !spools.hold(id)) return Act.refused("queue.gone");
            var spool = spools.find(id).orElseThrow();
            if (machine.kind() != MachineKind.PRINTER_3D) return Act.refused("stock.no-printer", machine.name());
            if (on.equals(spool.machine())) return new Act.Done();
            if (spool.machine() != null)
                return Act.refused("stock.on-another", spool.name(), name(change, spool.machine()));
            if (spool.isEmpty()) return Act.refused("stock.is-empty", spool.name());
            // First the machine's row: who loads it at the same moment waits here.
            change.attach(Machines.class)
                    .load(on, spool.material(), spool.colour().isEmpty() ? null : spool.colour());
            if (soFar != null) Plastic.took(change, soFar.print(), soFar.milligrams(), who, now);
            takeOff(change, on, who, now);
            spools.open(id, now);
            if (!spools.load(id, on, now)) {
                change.rollback();
                return Act.refused("stock.too-late");
            }
            Events.write(change, now, who, Subject.of(on), Message.of("stock.loaded", spool.name()));
            return new Act.Done();
        });
    }

    /// Takes the spool off a machine, which has nothing loaded then.
    public Act unload(MachineId from, @Nullable SoFar soFar, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            change.attach(Machines.class).load(from, null, null);
            if (soFar != null) Plastic.took(change, soFar.print(), soFar.milligrams(), who, now);
            if (!takeOff(change, from, who, now)) {
                change.rollback();
                return Act.refused("stock.none-loaded");
            }
            return new Act.Done();
        });
    }

    /// The spool that is on a machine, if any, is on none from now on.
    static boolean takeOff(Handle change, MachineId from, Actor who, Instant now) {
        var spools = change.attach(Spools.class);
        var spool = spools.on(from).orElse(null);
        if (spool == null || !spools.unload(spool.id(), from, now)) return false;
        Events.write(change, now, who, Subject.of(from), Message.of("stock.unloaded", spool.name()));
        return true;
    }

    private static String name(Handle look, MachineId id) {
        return look.attach(Machines.class).find(id).map(Machine::name).orElse("");
    }
}
