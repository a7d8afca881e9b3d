package platen.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.values.Actor;
import platen.values.Message;

/// Copies that somebody has counted, in the transaction that frees the machine: what they mean for the job, for the
/// steps before and after it, and for the order.
final class Counting {
    private final Handle change;
    private final Instant now;
    private final Actor who;

    Counting(Handle change, Instant now, Actor who) {
        this.change = change;
        this.now = now;
        this.who = who;
    }

    /// Why so many cannot have been made; empty when they can.
    Optional<Message> problem(Job job, int good, int spoiled) {
        if (good > job.copiesLeft()) return Optional.of(Message.of("queue.more-than-wanted", job.copiesLeft()));
        if (!job.isFollowing() || job.orderId() == null) return Optional.empty();
        return switch (Flow.of(change, job.orderId(), now).of(job)) {
            case Flow.Input.Here(var copies) when good + spoiled <= copies -> Optional.empty();
            case Flow.Input.Here(var copies) -> Optional.of(Message.of("queue.more-than-came", copies));
            case Flow.Input.Before _, Flow.Input.Drying _, Flow.Input.NoMore _ ->
                Optional.of(Message.of("queue.more-than-came", 0));
        };
    }

    /// Empty when somebody else was quicker.
    boolean count(Job job, int good, int spoiled) {
        if (!change.attach(Jobs.class).counted(job.id(), job.state(), good, spoiled, now)) return false;
        change.attach(Makings.class).add(job.id(), now, now.plus(drying(job)), good, spoiled);
        tell(job, Message.of("queue.counted", good, spoiled));
        if (job.orderId() != null && job.isFollowing() && job.stage() < Job.PACKING && spoiled > 0)
            askForMore(job, spoiled);
        OrderProgress.ended(change, job, who, now);
        return true;
    }

    /// Ink of the press that printed it.
    private Duration drying(Job job) {
        if (job.machine() == null) return Duration.ZERO;
        return change.attach(Machines.class)
                .find(job.machine())
                .map(Machine::dryMinutes)
                .map(Duration::ofMinutes)
                .orElse(Duration.ZERO);
    }

    /// What a step has spoiled is made anew, from the first step on.
    private void askForMore(Job job, int spoiled) {
        var order = job.orderId();
        if (order == null) return;
        for (Job at = job; at.isFollowing(); ) {
            var all = change.attach(Jobs.class).of(order);
            var missing = Math.min(spoiled, Flow.missing(at, all));
            var maker = maker(Flow.before(at, all));
            if (missing == 0 || maker.isEmpty()) return;
            var why = Message.of("queue.more-asked", missing, Hindrance.called(job));
            change.attach(Jobs.class).wantMore(maker.get().id(), missing, why);
            tell(maker.get(), why);
            at = maker.get();
        }
    }

    /// Who makes more: a job that is still open, else the last one that is done.
    private static Optional<Job> maker(List<Job> before) {
        return before.stream()
                .filter(job -> !job.isOver())
                .findFirst()
                .or(() -> before.stream()
                        .filter(job -> job.state() == JobState.DONE)
                        .reduce((_, last) -> last));
    }

    private void tell(Job job, Message what) {
        Events.write(change, now, who, Subject.of(job.id()), what);
    }
}
