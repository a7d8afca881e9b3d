package platen.queue;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.queue.Flow.Input;
import platen.values.Message;

/// Why a waiting job may not begin, whatever the machines do: somebody holds it, it is not paid, or the step before it
/// is not done.
public final class Hindrance {
    private Hindrance() {}

    /// Empty where it may.
    public static Optional<Message> of(Handle look, Job job, Instant now) {
        return held(job).or(() -> Starts.problem(look, job)).or(() -> before(look, job, now));
    }

    static Optional<Message> held(Job job) {
        var hold = job.hold();
        if (hold == null || job.heldBy() == null || job.heldAt() == null || job.heldWhy() == null)
            return Optional.empty();
        var key = switch (hold) {
            case SHOP -> "queue.held";
            case CUSTOMER -> "queue.held-for-customer";
            case FILE -> "queue.held-for-file";
        };
        return Optional.of(Message.of(key, job.heldBy(), job.heldAt(), job.heldWhy()));
    }

    private static Optional<Message> before(Handle look, Job job, Instant now) {
        if (!job.isFollowing() || job.orderId() == null) return Optional.empty();
        return before(Flow.of(look, job.orderId(), now).of(job));
    }

    static Optional<Message> before(Input input) {
        return switch (input) {
            case Input.Here _ -> Optional.empty();
            case Input.Before(var job) -> Optional.of(Message.of("queue.waits-for-step", called(job)));
            case Input.Drying(var job, var until) -> Optional.of(Message.of("queue.still-drying", called(job), until));
            case Input.NoMore() -> Optional.of(Message.of("queue.no-more-come"));
        };
    }

    /// What a job is called beside others of its order.
    static String called(Job job) {
        return job.step() == null ? job.title() : job.title() + ", " + job.step();
    }
}
