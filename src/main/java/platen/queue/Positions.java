package platen.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import platen.values.JobId;

/// The order of the queue: what is promised first comes first, until somebody moves it. A place is a number; two jobs
/// with the same one stand as they came.
final class Positions {
    /// What the event of a move says, which names the one that was moved; others may have made room.
    static final String MOVED = "queue.moved-before";

    private static final long MICROS = 1_000;

    private Positions() {}

    static long of(Instant due) {
        return due.toEpochMilli() * MICROS;
    }

    /// The numbers that change when `moved` comes to stand before `next`, or last where there is none. `queue` is what
    /// waits, in its order; others make room where none is left between two.
    static Map<JobId, Long> before(List<Job> queue, Job moved, JobId next) {
        var others = queue.stream().filter(job -> !job.id().equals(moved.id())).toList();
        var at = 0;
        while (at < others.size() && !others.get(at).id().equals(next)) at++;
        var changes = new TreeMap<JobId, Long>((one, other) -> Long.compare(one.value(), other.value()));
        var place = between(others, at);
        changes.put(moved.id(), place);
        for (int i = at; i < others.size() && others.get(i).position() <= place; i++) {
            place++;
            changes.put(others.get(i).id(), place);
        }
        return changes;
    }

    private static long between(List<Job> others, int at) {
        if (others.isEmpty()) return 0;
        if (at == 0) return others.getFirst().position() - MICROS;
        var before = others.get(at - 1).position();
        if (at == others.size()) return before + MICROS;
        var after = others.get(at).position();
        return before + Math.max(1, (after - before) / 2);
    }
}
