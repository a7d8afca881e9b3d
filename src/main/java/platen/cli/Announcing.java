package platen.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import platen.discovery.Announced;
import platen.discovery.Announcer;
import platen.machines.Machine;
import platen.slicerdoor.Door;
import platen.slicerdoor.Doors;
import platen.slicerdoor.Keyring;
import platen.web.Website;

/// What a server tells the LAN of itself: where printer computers find it, and a door for each 3D printer.
final class Announcing {
    private static final Logger LOG = Logger.getLogger(Announcing.class.getName());
    private static final String OFF = "off";
    private static final String DOORS = "/p/";
    private static final String NAME = "Platen";

    private Announcing() {}

    /// Begins to, where `options` name an address for it; whatever fails is logged, and no reason not to serve.
    static Optional<Announcer> start(ServerOptions options, Website.Parts parts, int port) {
        try {
            return address(options).map(at -> Announcer.start(at, () -> all(parts, port)));
        } catch (UnknownHostException e) {
            LOG.log(Level.WARNING, "nobody on the LAN finds this server by itself: there is no such address", e);
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> address(ServerOptions options) throws UnknownHostException {
        if (OFF.equals(options.announce)) return Optional.empty();
        if (options.announce != null) return Optional.of(InetAddress.getByName(options.announce));
        var bound = InetAddress.getByName(options.bind);
        return bound.isAnyLocalAddress() || bound.isLoopbackAddress() ? Optional.empty() : Optional.of(bound);
    }

    private static List<Announced> all(Website.Parts parts, int port) {
        var name = parts.settings().shop().name();
        var all = new ArrayList<Announced>();
        all.add(new Announced(Announced.SERVER, name.isBlank() ? NAME : name, port, Map.of("path", "/")));
        var keys = new Keyring(parts.database(), parts.clock());
        for (var opening : new Doors(parts.database(), parts.profiles()).all()) {
            if (!(opening.door() instanceof Door.OfMachine)) continue;
            var text = new HashMap<String, String>();
            text.put("path", DOORS + opening.place() + "/");
            keys.uuid(opening.door()).ifPresent(uuid -> text.put("uuid", uuid));
            var title =
                    opening.machines().stream().findFirst().map(Machine::name).orElse(NAME);
            all.add(new Announced(Announced.DOOR, title, port, text));
        }
        return all;
    }
}
