package platen.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/// Tells the LAN of one address of this machine what is served there, until it is closed. Where the LAN has no
/// multicast, that is logged, and nothing else changes.
public final class Announcer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Announcer.class.getName());
    /// How soon what has changed is told.
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    /// So long the end waits for the good-byes.
    private static final Duration LONGEST_END = Duration.ofSeconds(8);

    private final InetAddress at;
    private final Supplier<List<Announced>> all;
    private final Thread thread;

    private Announcer(InetAddress at, Supplier<List<Announced>> all) {
        this.at = at;
        this.all = all;
        this.thread = Thread.ofPlatform().daemon().name("announcer").unstarted(this::run);
    }

    /// `all` is asked once a minute, on a thread of its own.
    public static Announcer start(InetAddress at, Supplier<List<Announced>> all) {
        var announcer = new Announcer(at, all);
        announcer.thread.start();
        return announcer;
    }

    private void run() {
        try (var lan = JmDNS.create(at)) {
            var told = new HashMap<Announced, ServiceInfo>();
            while (true) {
                tell(lan, told, all.get());
                Thread.sleep(LOOK_EVERY);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.INFO, "nobody on the LAN finds this by itself at " + at.getHostAddress(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(JmDNS lan, Map<Announced, ServiceInfo> told, List<Announced> wanted) throws IOException {
        for (var each : List.copyOf(told.keySet())) {
            if (wanted.contains(each)) continue;
            lan.unregisterService(told.remove(each));
        }
        for (var each : wanted) {
            if (told.containsKey(each)) continue;
            var info = ServiceInfo.create(each.type() + ".local.", each.name(), each.port(), 0, 0, each.text());
            lan.registerService(info);
            told.put(each, info);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
