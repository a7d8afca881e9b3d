package platen.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server is found on the loopback of this machine, where multicast stays within it.
class DiscoveryTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Duration A_WHILE = Duration.ofSeconds(4);
    private static final int MOST_LOOKS = 5;

    @Test
    void aServerIsFoundUntilItEnds() {
        assumeTrue(hasMulticast(), "this machine's loopback has no multicast");
        var server = new Announced(Announced.SERVER, "Platen of this test", 8_099, Map.of("scheme", "https"));
        var door = new Announced(Announced.DOOR, "Ender of this test", 8_099, Map.of("path", "/s/printer-1/"));
        try (var _ = Announcer.start(HERE, () -> List.of(server, door))) {
            assertTrue(finds(URI.create("https://127.0.0.1:8099")), "it is found");
        }
        assertEquals(
                List.of(),
                Finder.servers(List.of(HERE), A_WHILE).stream()
                        .filter(each -> each.getPort() == 8_099)
                        .toList());
    }

    @Test
    void aLanWithoutMulticastIsNoHindrance() throws IOException {
        // Of documentation (RFC 5737): no interface of this machine has it.
        var nowhere = InetAddress.getByName("192.0.2.1");
        try (var _ = Announcer.start(nowhere, List::of)) {
            assertEquals(List.of(), Finder.servers(List.of(nowhere), Duration.ofMillis(1)));
        }
    }

    private static boolean finds(URI server) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            if (Finder.servers(List.of(HERE), A_WHILE).contains(server)) return true;
        }
        return false;
    }

    private static boolean hasMulticast() {
        try (var lan = javax.jmdns.JmDNS.create(HERE)) {
            return lan.getInetAddress().isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
