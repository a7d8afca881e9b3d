package platen.web;

import java.util.Optional;
import platen.devices.DeviceDesk;
import platen.devices.PlugDesk;
import platen.devices.Snapshots;
import platen.devices.Streams;
import platen.fleet.Fleet;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.outbound.Caller;
import platen.outbound.Reach;
import platen.sync.PrinterLive;
import platen.values.MachineId;

/// What pages need of cameras and plugs.
record Devices(Caller caller, DeviceDesk desk, Snapshots snapshots, Streams streams, PlugDesk plugs)
        implements AutoCloseable {

    static Devices of(Website.Parts parts, boolean local) {
        var caller = new Caller(new Reach(true, local));
        return new Devices(
                caller,
                new DeviceDesk(parts.database(), parts.clock()),
                new Snapshots(caller, parts.clock()),
                new Streams(caller),
                new PlugDesk(parts.database(), caller, machine -> heard(parts, machine), parts.clock()));
    }

    /// How a printer does just now; nothing where its printer computer is silent: what it said last may be long over.
    private static Optional<PrinterLive> heard(Website.Parts parts, MachineId id) {
        Fleet fleet = parts.fleet();
        return parts.database()
                .reading(Machines.class)
                .find(id)
                .map(Machine::host)
                .filter(host -> !fleet.isSilent(host))
                .flatMap(_ -> fleet.live(id));
    }

    @Override
    public void close() {
        caller.close();
    }
}
