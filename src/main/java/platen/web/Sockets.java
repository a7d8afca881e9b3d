package platen.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.machines.Host;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.machines.Register;
import platen.sync.PortSeen;
import platen.values.HostId;
import platen.values.Message;

/// Where a printer may be plugged in: the free ports that printer computers see, and any other by its path.
final class Sockets {
    private static final int SLOWEST_BAUD = 1_200;
    private static final int FASTEST_BAUD = 4_000_000;
    private static final int LONGEST_PATH = 200;
    private static final Pattern PORT = Pattern.compile("/[^\\p{Cntrl}]+");

    private final Website.Parts parts;

    Sockets(Website.Parts parts) {
        this.parts = parts;
    }

    /// A place where a printer could be plugged in.
    public record Socket(Host host, PortSeen port) {
        public String key() {
            return host.id().value() + " " + port.path();
        }
    }

    /// What a form needs that asks for one. `own` is the machine that moves, whose port counts as free.
    void putInto(Map<String, @Nullable Object> model, @Nullable Machine own) {
        model.put("sockets", free(own));
        model.put("hosts", hosts());
    }

    /// What the form chose; what is wrong with it is noted there.
    Optional<Register.Plug> plug(Form form, @Nullable Machine own) {
        var baud = form.has("baud") ? form.number("baud", SLOWEST_BAUD, FASTEST_BAUD) : null;
        var chosen = form.value("socket");
        for (var socket : free(own)) {
            if (socket.key().equals(chosen))
                return Optional.of(
                        new Register.Plug(socket.host().id(), socket.port().identity(), baud));
        }
        for (var host : hosts()) {
            if (elsewhere(host).equals(chosen))
                return path(form, host, own).map(path -> new Register.Plug(host.id(), path, baud));
        }
        form.wrong("socket", Message.of("web.no-socket"));
        return Optional.empty();
    }

    /// A port that is not among those that a printer computer finds by itself: Klipper's is a link that it
    /// makes, and shops make their own.
    private Optional<String> path(Form form, Host host, @Nullable Machine own) {
        var field = "port-" + host.id().value();
        var path = form.value(field).strip();
        if (path.length() > LONGEST_PATH) form.wrong(field, Message.of("web.too-long", LONGEST_PATH));
        if (!PORT.matcher(path).matches() || path.contains("..")) form.wrong(field, Message.of("web.no-port"));
        var at = parts.database().reading(Machines.class).at(host.id()).stream()
                .filter(machine -> !isSame(machine, own) && path.equals(machine.port()))
                .findFirst();
        at.ifPresent(machine -> form.wrong(field, Message.of("web.port-taken", machine.name())));
        return form.error(field) == null ? Optional.of(path) : Optional.empty();
    }

    private List<Host> hosts() {
        return parts.database().reading(Hosts.class).all().stream()
                .filter(host -> host.revokedAt() == null)
                .toList();
    }

    /// The choice of another port, among those of [Socket#key].
    private static String elsewhere(Host host) {
        return host.id().value() + " other";
    }

    /// The ports that printer computers see and that no other machine of ours has.
    private List<Socket> free(@Nullable Machine own) {
        var machines = parts.database().reading(Machines.class).all();
        var free = new ArrayList<Socket>();
        for (var host : hosts()) {
            for (var port : parts.fleet().ports(host.id())) {
                if (machines.stream().noneMatch(machine -> !isSame(machine, own) && isAt(machine, host.id(), port)))
                    free.add(new Socket(host, port));
            }
        }
        return free;
    }

    private static boolean isSame(Machine machine, @Nullable Machine own) {
        return own != null && own.id().equals(machine.id());
    }

    private static boolean isAt(Machine machine, HostId host, PortSeen port) {
        return host.equals(machine.host())
                && (port.path().equals(machine.port()) || port.identity().equals(machine.port()));
    }
}
