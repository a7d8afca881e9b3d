package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.queue.Shopfloor;
import platen.values.JobId;

/// What waits, in the order of the queue, while a plan takes one after the other.
final class Waiting {
    /// So far along the queue the same material is looked for.
    private static final int LOOKAHEAD = 50;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Shopfloor floor;
    private final List<Job> jobs;
    private final boolean[] taken;
    private final Map<JobId, Integer> places = new HashMap<>();
    private int first;

    Waiting(Shopfloor floor) {
        this.floor = floor;
        this.jobs =
                floor.open().stream().filter(job -> !job.state().isOnMachine()).toList();
        this.taken = new boolean[jobs.size()];
        for (int i = 0; i < jobs.size(); i++) places.put(jobs.get(i).id(), i);
    }

    @Nullable
    Job first() {
        while (first < taken.length && taken[first]) first++;
        return first < taken.length ? jobs.get(first) : null;
    }

    void take(Job job) {
        var place = places.get(job.id());
        if (place != null) taken[place] = true;
    }

    /// What comes next, the first among it.
    List<Job> ahead() {
        var ahead = new ArrayList<Job>();
        for (int i = first; i < taken.length && ahead.size() < LOOKAHEAD; i++) {
            if (!taken[i]) ahead.add(jobs.get(i));
        }
        return ahead;
    }

    /// From then on it is too late: after the day that was promised, or two weeks after it came where none was.
    Instant late(Job job) {
        var promised = job.orderId() == null ? null : floor.promised().get(job.orderId());
        return (promised == null ? job.queuedAt().plus(Jobs.NewJob.USUAL_DUE) : promised).plus(A_DAY);
    }

    /// Whether somebody gave it a place of its own, which nothing passes then.
    boolean isMoved(Job job) {
        var promised = job.orderId() == null ? null : floor.promised().get(job.orderId());
        return job.position() != Jobs.NewJob.usualPosition(job.queuedAt(), promised);
    }
}
