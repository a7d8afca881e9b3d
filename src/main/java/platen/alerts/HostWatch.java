package platen.alerts;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.fleet.Fleet;
import platen.machines.Host;
import platen.machines.Hosts;
import platen.machines.Machines;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.Message;

/// Silence is no event by itself: this notes when a printer computer that has called this server calls no more, once,
/// and when it does again. One thread looks.
public final class HostWatch {
    private final Database database;
    private final Fleet fleet;
    private final InstantSource clock;
    private final Set<HostId> silent = new HashSet<>();

    public HostWatch(Database database, Fleet fleet, InstantSource clock) {
        this.database = database;
        this.fleet = fleet;
        this.clock = clock;
    }

    /// To be called now and then.
    public void look() {
        for (var host : database.reading(Hosts.class).all()) {
            if (host.revokedAt() == null) look(host);
        }
    }

    private void look(Host host) {
        var heard = fleet.lastHeard(host.id());
        if (heard.isEmpty()) return;
        var isSilent = heard.get().plus(Fleet.LONG_SILENCE).isBefore(clock.instant());
        if (isSilent && (silent.contains(host.id()) || !hasMachines(host.id()))) return;
        if (!isSilent && !silent.contains(host.id())) return;
        database.use(change -> Events.write(
                change,
                clock.instant(),
                Actor.SYSTEM,
                Subject.of(host.id()),
                Message.of(isSilent ? "alerts.host-silent" : "alerts.host-back", host.name())));
        if (isSilent) silent.add(host.id());
        else silent.remove(host.id());
    }

    private boolean hasMachines(HostId host) {
        return !database.reading(Machines.class).at(host).isEmpty();
    }
}
