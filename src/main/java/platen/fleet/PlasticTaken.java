package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.stock.Plastic;
import platen.values.Actor;

/// How much plastic an attempt took, when its end is noted: all that its program needs, or as much of it as it ran.
final class PlasticTaken {
    private PlasticTaken() {}

    /// It came to its end; a person will say whether the part is good.
    static void whole(Work work, Attempt attempt, Actor who) {
        var job = job(work, attempt);
        var needed = needed(work, attempt, job);
        if (job == null || needed == null) return;
        work.took(print(attempt, job), needed, who);
    }

    /// It came to nothing.
    static void spoiled(Work work, Attempt attempt, Instant at, Actor who) {
        var job = job(work, attempt);
        var needed = needed(work, attempt, job);
        if (job == null || needed == null || attempt.startedAt() == null) return;
        work.took(print(attempt, job), share(needed, job, Duration.between(attempt.startedAt(), at)), who);
        work.plastic().spoil(attempt.id());
    }

    private static @Nullable Job job(Work work, Attempt attempt) {
        return attempt.job() == null ? null : work.jobs().find(attempt.job()).orElse(null);
    }

    /// The rest of a print needs what the print before left of it.
    private static @Nullable Long needed(Work work, Attempt attempt, @Nullable Job job) {
        if (job == null) return null;
        var whole = work.plastic().needed(job.id()).orElse(null);
        if (whole == null || attempt.restOf() == null) return whole;
        return Math.max(0, whole - work.plastic().takenBy(attempt.restOf()));
    }

    /// Nobody has reckoned the time of some programs: of those all counts.
    private static long share(long milligrams, Job job, Duration ran) {
        if (job.seconds() == null || job.seconds() == 0) return milligrams;
        var seconds = Math.clamp(ran.toSeconds(), 0, job.seconds());
        return milligrams * seconds / job.seconds();
    }

    private static Plastic.Print print(Attempt attempt, Job job) {
        return new Plastic.Print(attempt.id(), attempt.job(), attempt.machine(), job.material());
    }
}
