package platen.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import platen.values.JobId;
import platen.values.OrderId;

/// How copies go from step to step: what one stage of a line has made, and is dry, the next may take.
public final class Flow {
    private final Map<OrderId, List<Job>> orders;
    private final Map<JobId, List<Makings.Wet>> wet;

    /// What a job has to work on.
    public sealed interface Input {
        /// So many copies lie there, or may be begun.
        record Here(int copies) implements Input {}

        /// Nothing yet: this one comes first.
        record Before(Job job) implements Input {}

        /// What is there still dries.
        record Drying(Job job, Instant until) implements Input {}

        /// What there was is used up, and nobody makes more.
        record NoMore() implements Input {}
    }

    Flow(List<Job> jobs, List<Makings.Wet> wet) {
        var byOrder = new HashMap<OrderId, List<Job>>();
        for (var job : jobs) {
            if (job.orderId() != null)
                byOrder.computeIfAbsent(job.orderId(), _ -> new ArrayList<>()).add(job);
        }
        this.orders = byOrder;
        this.wet = wet.stream().collect(Collectors.groupingBy(Makings.Wet::job));
    }

    /// Of the jobs of one order.
    static Flow of(Handle look, OrderId order, Instant now) {
        return new Flow(
                look.attach(Jobs.class).of(order), look.attach(Makings.class).wet(now));
    }

    /// Of all that is not over, which are these.
    static Flow ofOpen(Handle look, List<Job> open, Instant now) {
        var jobs = new ArrayList<>(look.attach(Jobs.class).flowed());
        jobs.addAll(open);
        jobs.sort(Comparator.comparing(Job::id, Comparator.comparingLong(JobId::value)));
        return new Flow(jobs, look.attach(Makings.class).wet(now));
    }

    public Input of(Job job) {
        if (!job.isFollowing() || job.orderId() == null) return new Input.Here(job.copiesLeft());
        var all = orders.getOrDefault(job.orderId(), List.of());
        return job.stage() == Job.PACKING ? packing(job, all) : following(job, all);
    }

    /// Everything else of the order is over, and something of it was made.
    private static Input packing(Job job, List<Job> all) {
        var others = all.stream().filter(other -> other.stage() < Job.PACKING).toList();
        var open = others.stream().filter(other -> !other.isOver()).findFirst();
        if (open.isPresent()) return new Input.Before(open.get());
        return others.stream().anyMatch(other -> other.good() > 0)
                ? new Input.Here(job.copiesLeft())
                : new Input.NoMore();
    }

    private Input following(Job job, List<Job> all) {
        var before = before(job, all);
        var drying = before.stream()
                .flatMap(one -> wet.getOrDefault(one.id(), List.of()).stream())
                .toList();
        var dry = before.stream().mapToInt(Job::good).sum()
                - drying.stream().mapToInt(Makings.Wet::good).sum();
        var others = stage(job, all);
        var here = dry
                - others.stream()
                        .mapToInt(other -> other.good() + other.spoiled())
                        .sum()
                - others.stream()
                        .filter(other -> !other.id().equals(job.id()))
                        .mapToInt(Flow::atWork)
                        .sum();
        if (here > 0) return new Input.Here(Math.min(here, job.copiesLeft()));
        var first = drying.stream().min(Comparator.comparing(Makings.Wet::dryAt));
        if (first.isPresent())
            return new Input.Drying(job(before, first.get().job()), first.get().dryAt());
        return open(before)
                .or(() -> others.stream()
                        .filter(other -> !other.id().equals(job.id()) && atWork(other) > 0)
                        .findFirst())
                .<Input>map(Input.Before::new)
                .orElseGet(Input.NoMore::new);
    }

    private static Job job(List<Job> jobs, JobId id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
    }

    private static Optional<Job> open(List<Job> jobs) {
        return jobs.stream().filter(job -> !job.isOver()).findFirst();
    }

    /// What somebody has at hand counts as taken until it is counted.
    private static int atWork(Job job) {
        return job.state().isOnMachine() ? job.copiesLeft() : 0;
    }

    /// The jobs of the same step: a step can be shared.
    private static List<Job> stage(Job job, List<Job> all) {
        return all.stream()
                .filter(other -> isOfTheLine(other, job) && other.stage() == job.stage())
                .toList();
    }

    /// The jobs of the step before.
    static List<Job> before(Job job, List<Job> all) {
        var stage = all.stream()
                .filter(other -> isOfTheLine(other, job) && other.stage() < job.stage())
                .mapToInt(Job::stage)
                .max()
                .orElse(-1);
        return all.stream()
                .filter(other -> isOfTheLine(other, job) && other.stage() == stage)
                .toList();
    }

    private static boolean isOfTheLine(Job one, Job other) {
        return Objects.equals(one.lineId(), other.lineId());
    }

    /// How many copies are missing before a step, so that it can make what it is to make.
    static int missing(Job job, List<Job> all) {
        var wanted = stage(job, all).stream()
                .mapToInt(one ->
                        one.state() == JobState.CANCELLED ? one.good() + one.spoiled() : one.copies() + one.spoiled())
                .sum();
        var comes = before(job, all).stream()
                .mapToInt(one -> one.state() == JobState.CANCELLED ? one.good() : one.copies())
                .sum();
        return Math.max(0, wanted - comes);
    }
}
