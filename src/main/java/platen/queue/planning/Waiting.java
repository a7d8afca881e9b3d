package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.queue.Jobs.NewJob;
import platen.queue.Shopfloor;
import platen.values.JobId;

/// What waits, in the order of the queue, while a plan takes one after the other.
final class Waiting {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final List<Entry> entries;
    private final Map<JobId, Entry> byJob = new HashMap<>();
    private int first;

    /// A job that waits. From `late` on it is too late: after the day that was promised, or two weeks after it came
    /// where none was. One that `isMoved` has a place that somebody gave it, and nothing passes it.
    static final class Entry {
        final Job job;
        final Instant late;
        final boolean isMoved;
        boolean isTaken;

        private Entry(Job job, @Nullable Instant promised) {
            this.job = job;
            this.late = (promised == null ? job.queuedAt().plus(NewJob.USUAL_DUE) : promised).plus(A_DAY);
            this.isMoved = job.position() != NewJob.usualPosition(job.queuedAt(), promised);
        }
    }

    Waiting(Shopfloor floor) {
        entries = floor.open().stream()
                .filter(job -> !job.state().isOnMachine())
                .map(job -> new Entry(
                        job, job.orderId() == null ? null : floor.promised().get(job.orderId())))
                .toList();
        entries.forEach(entry -> byJob.put(entry.job.id(), entry));
    }

    @Nullable
    Job first() {
        while (first < entries.size() && entries.get(first).isTaken) first++;
        return first < entries.size() ? entries.get(first).job : null;
    }

    void take(Job job) {
        var entry = byJob.get(job.id());
        if (entry != null) entry.isTaken = true;
    }

    /// The first and so many that stand behind it, taken ones too.
    List<Entry> ahead(int most) {
        return entries.subList(first, Math.min(entries.size(), first + most));
    }
}
