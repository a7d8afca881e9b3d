package platen.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was refused, in the program's own log: how often which status at which route, a line a minute at most. Nobody's
/// name, address or words are in it, and nobody fills the disk by it.
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration AT_ONCE = Duration.ofMinutes(1);
    private static final int MANY = 300;
    private static final int MOST_ROUTES = 30;
    private static final int FIRST_REFUSAL = 400;

    private final InstantSource clock;
    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private Instant since = Instant.EPOCH;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    /// Notes that somebody was led to where one signs in.
    void turnedAway(Context ctx) {
        note(ctx, HttpStatus.UNAUTHORIZED.getCode());
    }

    /// After every request; most are no refusals.
    void note(Context ctx) {
        var status = ctx.status().getCode();
        if (status >= FIRST_REFUSAL) note(ctx, status);
    }

    private void note(Context ctx, int status) {
        var route = ctx.endpoints().matchedHttpEndpoint();
        count(status + " " + ctx.method() + " " + (route == null ? "(nothing there)" : route.path));
    }

    synchronized void count(String what) {
        var now = clock.instant();
        if (since.plus(AT_ONCE).isBefore(now)) {
            tell();
            counts.clear();
            since = now;
        }
        // A stranger chooses the method, and so how many kinds there are.
        if (counts.size() < MOST_ROUTES || counts.containsKey(what)) counts.merge(what, 1, Integer::sum);
        else counts.merge("others", 1, Integer::sum);
    }

    private void tell() {
        if (counts.isEmpty()) return;
        var all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= MANY) LOG.warn("refused unusually often, {} times since {}: {}", all, since, words(counts));
        else LOG.info("refused since {}: {}", since, words(counts));
    }

    private static String words(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getKey() + " ×" + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
