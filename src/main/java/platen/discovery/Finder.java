package platen.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/// Looks for Platen servers on the LAN.
public final class Finder {
    private static final Logger LOG = Logger.getLogger(Finder.class.getName());

    private Finder() {}

    /// The addresses of this machine on LANs that have multicast.
    public static List<InetAddress> own() throws SocketException {
        var own = new ArrayList<InetAddress>();
        for (var each : NetworkInterface.networkInterfaces().toList()) {
            if (!each.isUp() || each.isLoopback() || each.isPointToPoint() || !each.supportsMulticast()) continue;
            each.inetAddresses().filter(Inet4Address.class::isInstance).forEach(own::add);
        }
        return own;
    }

    /// The servers that answer on the LANs of these addresses of ours, each once; it takes `patience` for each address.
    public static List<URI> servers(List<InetAddress> own, Duration patience) {
        return own.stream()
                .flatMap(address -> answers(address, patience))
                .flatMap(Finder::places)
                .distinct()
                .toList();
    }

    private static Stream<ServiceInfo> answers(InetAddress own, Duration patience) {
        try (var lan = JmDNS.create(own)) {
            return Arrays.stream(lan.list(Announced.SERVER + ".local.", patience.toMillis()));
        } catch (IOException e) {
            LOG.log(Level.INFO, "the LAN of " + own.getHostAddress() + " cannot be asked", e);
            return Stream.empty();
        }
    }

    private static Stream<URI> places(ServiceInfo info) {
        var scheme = Objects.requireNonNullElse(info.getPropertyString("scheme"), "http");
        if (!scheme.equals("http") && !scheme.equals("https")) return Stream.empty();
        return Arrays.stream(info.getInet4Addresses())
                .map(address -> URI.create(scheme + "://" + address.getHostAddress() + ":" + info.getPort()));
    }
}
