package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import platen.sync.HostHealth;
import platen.sync.PrinterLive;
import platen.sync.Snapshot;
import platen.sync.SyncRequest;
import platen.values.HostId;
import platen.values.MachineId;
import platen.values.Message;

/// What printers and their computers told lately and nobody has to keep: temperatures, lines of the talk by hand, the
/// health of computers. It begins anew with every start of this server.
public final class Watch {
    private static final int LINES_KEPT = 100;

    private final InstantSource clock;
    private final Instant start;
    private final Map<MachineId, Thermograph> temperatures = new ConcurrentHashMap<>();
    private final Map<MachineId, Talk> talks = new ConcurrentHashMap<>();
    private final Map<HostId, Health> healths = new ConcurrentHashMap<>();
    private final Map<HostId, Compared> compared = new ConcurrentHashMap<>();
    private final Map<HostId, Instant> asked = new ConcurrentHashMap<>();

    Watch(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    /// How a printer computer was, and when; `ahead` is by how much its clock is ahead of the server's.
    public record Health(Instant at, @Nullable HostHealth vitals, Duration ahead) {}

    /// When the records of this server were last held against all that a host has in hand, what that was, and what
    /// was written in the records then.
    public record Compared(Instant at, List<Snapshot.Held> held, List<Message> found) {
        public Compared {
            held = List.copyOf(held);
            found = List.copyOf(found);
        }
    }

    /// Lines of a talk by hand, of one start of the host.
    private static final class Talk {
        private final Deque<String> lines = new ArrayDeque<>();
        private String hostStart = "";
        private long last;

        synchronized void add(String start, PrinterLive.Said said) {
            if (!start.equals(hostStart)) last = 0;
            hostStart = start;
            long number = said.first();
            for (var line : said.lines()) {
                if (number++ <= last) continue;
                lines.add(line);
                if (lines.size() > LINES_KEPT) lines.removeFirst();
            }
            last = Math.max(last, number - 1);
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }

    void take(HostId host, SyncRequest request) {
        var now = clock.instant();
        asked.remove(host);
        for (var live : request.printers()) {
            temperatures.computeIfAbsent(live.machine(), _ -> new Thermograph()).note(live, now);
            var detail = live.detail();
            if (detail != null && detail.said() != null)
                talks.computeIfAbsent(live.machine(), _ -> new Talk()).add(request.start(), detail.said());
        }
        var ahead = Duration.ofMillis(request.nowMs() - now.toEpochMilli());
        healths.merge(
                host,
                new Health(now, request.health(), ahead),
                (before, told) -> told.vitals() == null ? new Health(now, before.vitals(), ahead) : told);
    }

    /// The temperatures of a printer after `after`; none where this server has not heard of it.
    public Thermograph.Hours temperatures(MachineId machine, Instant after) {
        var known = temperatures.get(machine);
        return known == null ? new Thermograph.Hours(List.of(), List.of()) : known.since(after, clock.instant());
    }

    /// Since when this server knows anything.
    public Instant since() {
        return start;
    }

    /// The last lines of the talk by hand, the oldest first.
    public List<String> talk(MachineId machine) {
        var talk = talks.get(machine);
        return talk == null ? List.of() : talk.lines();
    }

    void ask(HostId host) {
        asked.put(host, clock.instant());
    }

    void compare(HostId host, Snapshot snapshot, List<Message> found) {
        compared.put(host, new Compared(clock.instant(), snapshot.attempts(), found));
    }

    /// When somebody last asked a host how its printers do, while it has not called since.
    public Optional<Instant> asked(HostId host) {
        return Optional.ofNullable(asked.get(host));
    }

    public Optional<Compared> compared(HostId host) {
        return Optional.ofNullable(compared.get(host));
    }

    public Optional<Health> health(HostId host) {
        return Optional.ofNullable(healths.get(host));
    }
}
