package platen.devices;

import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Message;

/// Where a coordinator says which camera and which plug stand at a machine. Events name their hosts, and never the
/// whole address, in which secrets may stand.
public final class DeviceDesk {
    private final Database database;
    private final InstantSource clock;

    public DeviceDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public Optional<Camera> camera(MachineId machine) {
        return database.reading(Cameras.class).at(machine);
    }

    public Optional<Plug> plug(MachineId machine) {
        return database.reading(Plugs.class).at(machine);
    }

    /// A password that is empty stays as it was, unless what it is for stands on another host now.
    public void set(Camera camera, Actor who) {
        database.use(change -> {
            var cameras = change.attach(Cameras.class);
            var known = cameras.at(camera.machine()).orElse(null);
            var password = camera.password().isEmpty()
                            && known != null
                            && known.login().equals(camera.login())
                            && hosts(known.snapshotUrl(), known.streamUrl())
                                    .equals(hosts(camera.snapshotUrl(), camera.streamUrl()))
                    ? known.password()
                    : camera.password();
            cameras.set(
                    new Camera(camera.machine(), camera.snapshotUrl(), camera.streamUrl(), camera.login(), password));
            tell(change, who, camera.machine(), "devices.camera-set", hosts(camera.snapshotUrl(), camera.streamUrl()));
        });
    }

    public void removeCamera(MachineId machine, Actor who) {
        database.use(change -> {
            if (change.attach(Cameras.class).remove(machine)) tell(change, who, machine, "devices.camera-removed");
        });
    }

    /// As with cameras.
    public void set(Plug plug, Actor who) {
        database.use(change -> {
            var plugs = change.attach(Plugs.class);
            var known = plugs.at(plug.machine()).orElse(null);
            var password = plug.password().isEmpty()
                            && known != null
                            && known.login().equals(plug.login())
                            && hosts(known.onUrl(), known.offUrl()).equals(hosts(plug.onUrl(), plug.offUrl()))
                    ? known.password()
                    : plug.password();
            plugs.set(
                    plug.machine(),
                    plug.onUrl(),
                    plug.offUrl(),
                    plug.method(),
                    plug.login(),
                    password,
                    plug.offWhenCold());
            tell(change, who, plug.machine(), "devices.plug-set", hosts(plug.onUrl(), plug.offUrl()));
        });
    }

    public void removePlug(MachineId machine, Actor who) {
        database.use(change -> {
            if (change.attach(Plugs.class).remove(machine)) tell(change, who, machine, "devices.plug-removed");
        });
    }

    private static String hosts(@Nullable String one, @Nullable String other) {
        return String.join(
                ", ",
                Stream.of(one == null ? "" : one, other == null ? "" : other)
                        .filter(url -> !url.isEmpty())
                        .map(DeviceUrl::host)
                        .distinct()
                        .toList());
    }

    private void tell(Handle change, Actor who, MachineId machine, String key, Object... args) {
        Events.write(change, clock.instant(), who, Subject.of(machine), Message.of(key, args));
    }
}
