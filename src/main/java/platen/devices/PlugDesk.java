package platen.devices;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.outbound.Caller;
import platen.sync.PrinterLive;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Message;

/// Switches machines on and off. A machine is never switched off while it prints: what is written, and what its host
/// said last, are looked at in the moment of switching, and a release waits for that and sees it. Where nobody knows
/// how it does, only a person who looked switches it off.
public final class PlugDesk {
    static final double COLD_C = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(PlugDesk.class.getName());

    private final Database database;
    private final Caller caller;
    private final Function<MachineId, Optional<PrinterLive>> live;
    private final InstantSource clock;

    /// `live` is how a printer does just now; nothing where its host is silent or unheard of.
    public PlugDesk(
            Database database, Caller caller, Function<MachineId, Optional<PrinterLive>> live, InstantSource clock) {
        this.database = database;
        this.caller = caller;
        this.live = live;
        this.clock = clock;
    }

    public sealed interface Switched {
        record Done() implements Switched {}

        /// It goes off as soon as it is cold.
        record Later() implements Switched {}

        record Refused(Message why) implements Switched {}
    }

    /// What speaks against switching off.
    enum Against {
        NOTHING,
        HOT,
        UNKNOWN,
        BUSY
    }

    public Switched on(MachineId machine, Actor who) {
        var plug = at(machine);
        if (plug.isEmpty()) return refused("devices.no-plug");
        return call(plug.get(), Plug.State.ON, who);
    }

    /// Off now; `looked` where a person says that nothing moves on it and that it is cold enough.
    public Switched off(MachineId machine, boolean looked, Actor who) {
        var plug = at(machine);
        if (plug.isEmpty()) return refused("devices.no-plug");
        var against = database.<Against, RuntimeException>change(change -> {
            var plugs = change.attach(Plugs.class);
            plugs.hold(machine);
            var found = against(plugs, machine);
            if (found == Against.NOTHING || (found == Against.UNKNOWN && looked))
                plugs.switched(machine, Plug.State.OFF, clock.instant());
            return found;
        });
        return switch (against) {
            case BUSY -> refused("devices.busy");
            case HOT -> refused("devices.hot", Math.round(COLD_C));
            case UNKNOWN -> looked ? call(plug.get(), Plug.State.OFF, who) : refused("devices.look-first");
            case NOTHING -> call(plug.get(), Plug.State.OFF, who);
        };
    }

    /// Off as soon as it is cold and has nothing in hand.
    public Switched offWhenCold(MachineId machine, Actor who) {
        return database.change(change -> {
            var plugs = change.attach(Plugs.class);
            if (plugs.at(machine).isEmpty()) return refused("devices.no-plug");
            if (plugs.isBusy(machine)) return refused("devices.busy");
            plugs.want(machine, who.name());
            tell(change, who, machine, Message.of("devices.off-wanted"));
            return new Switched.Later();
        });
    }

    public void keepOn(MachineId machine, Actor who) {
        database.use(change -> {
            var plugs = change.attach(Plugs.class);
            var plug = plugs.at(machine);
            if (plug.isEmpty() || plug.get().offWantedBy() == null) return;
            plugs.want(machine, null);
            tell(change, who, machine, Message.of("devices.off-not-wanted"));
        });
    }

    /// To be called every few seconds: switches off what has cooled down, and was to go off then.
    public void tick() {
        var plugs = database.reading(Plugs.class);
        for (var plug : plugs.toSwitchOff()) {
            if (against(plugs, plug.machine()) != Against.NOTHING || !isDue(plugs, plug)) continue;
            var who = plug.offWantedBy() == null ? Actor.SYSTEM : Actor.worker(plug.offWantedBy());
            // One that hangs keeps none of the others waiting.
            Thread.ofVirtual().name("plug of machine " + plug.machine().value()).start(() -> offLogged(plug, who));
        }
    }

    private void offLogged(Plug plug, Actor who) {
        try {
            off(plug.machine(), false, who);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, plug + " was not switched off", e);
        }
    }

    /// By itself it goes off only after a print: who has just switched it on wants something of it.
    private static boolean isDue(Plugs plugs, Plug plug) {
        if (plug.offWantedBy() != null) return true;
        return plug.switchedAt() != null && plugs.printedSince(plug.machine(), plug.switchedAt());
    }

    private Against against(Plugs plugs, MachineId machine) {
        return plugs.isBusy(machine)
                ? Against.BUSY
                : against(live.apply(machine).orElse(null));
    }

    /// By what a printer's host told last.
    static Against against(@Nullable PrinterLive now) {
        if (now == null || now.connection() != PrinterLive.Connection.CONNECTED) return Against.UNKNOWN;
        if (now.activity() != PrinterLive.Activity.IDLE || now.attempt() != null) return Against.BUSY;
        if (now.nozzleC() == null) return Against.UNKNOWN;
        var bed = now.bedC() == null ? 0 : now.bedC();
        return now.nozzleC() < COLD_C && bed < COLD_C ? Against.NOTHING : Against.HOT;
    }

    private Switched call(Plug plug, Plug.State wanted, Actor who) {
        var url = wanted == Plug.State.ON ? plug.onUrl() : plug.offUrl();
        @Nullable Message failed = null;
        try {
            caller.call(plug.method().name(), url, plug.secrets(), PATIENCE, _ -> true);
        } catch (IOException e) {
            failed = Failure.of(e);
        }
        var why = failed;
        database.use(change -> {
            var state = why == null ? wanted : Plug.State.UNKNOWN;
            change.attach(Plugs.class).switched(plug.machine(), state, clock.instant());
            var done = wanted == Plug.State.ON ? "devices.switched-on" : "devices.switched-off";
            tell(change, who, plug.machine(), why == null ? Message.of(done) : Message.of("devices.not-switched"));
        });
        return why == null ? new Switched.Done() : new Switched.Refused(why);
    }

    private Optional<Plug> at(MachineId machine) {
        return database.reading(Plugs.class).at(machine);
    }

    private void tell(Handle change, Actor who, MachineId machine, Message what) {
        Events.write(change, clock.instant(), who, Subject.of(machine), what);
    }

    private static Switched refused(String key, Object... args) {
        return new Switched.Refused(Message.of(key, args));
    }
}
