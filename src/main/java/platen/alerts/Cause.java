package platen.alerts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Subject;
import platen.fleet.Attempts;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.JobId;

/// Why somebody is told of an event; most events tell nobody anything.
public enum Cause {
    /// A heater that runs away, does not heat, or that nobody could confirm to be off. It breaks quiet hours.
    HEATER,
    FAILED,
    /// A machine waits for filament, a button, or somebody's look.
    WAITS,
    /// It is printed: somebody has to take it off.
    PLATE,
    /// A printer computer does not answer.
    HOST,
    /// No backup was made, a drill failed, or an upload is lost or damaged.
    KEEPING,
    CUSTOMER;

    private static final Set<String> WAITING = Set.of(
            "host.stalled",
            "streaming.waits-for-person",
            "streaming.program-holds",
            "streaming.program-holds-for",
            "streaming.extrusion-prevented",
            "streaming.surplus-ok",
            "streaming.paused-by-printer",
            "fleet.doubt-unknown",
            "fleet.doubt-replaced",
            "fleet.host-denies");
    /// Ends that somebody wanted.
    private static final Set<String> WISHED = Set.of("fleet.cancelled-by", "fleet.cancelled-at-host");

    private static final Set<String> OF_CUSTOMERS =
            Set.of("talk.asked", "talk.complained", "orders.submitted", "orders.agreed");
    private static final Pattern OF_KEEPING = Pattern.compile("backup\\.((night|drill)-failed|(lost|rot)-\\w+)");
    /// A firmware's own words.
    private static final Set<String> QUOTING = Set.of("streaming.halted", "streaming.stopped", "streaming.error");
    /// What firmwares say of their heaters when they stop themselves.
    private static final Pattern HEAT = Pattern.compile("(?i).*(thermal|heat|temp|runaway|therm).*");

    static Optional<Cause> of(Handle look, Event event) {
        var key = event.what().key();
        if (event.subjectKind() == Subject.Kind.ORDER)
            return OF_CUSTOMERS.contains(key) ? Optional.of(CUSTOMER) : Optional.empty();
        if (key.equals("streaming.does-not-heat")) return Optional.of(HEATER);
        if (WAITING.contains(key)) return Optional.of(WAITS);
        if (key.equals("alerts.host-silent")) return Optional.of(HOST);
        if (OF_KEEPING.matcher(key).matches()) return Optional.of(KEEPING);
        if (event.subjectKind() != Subject.Kind.JOB || event.actorKind() != Actor.Kind.HOST) return Optional.empty();
        if (key.equals("fleet.finished")) return Optional.of(PLATE);
        return ended(look, event);
    }

    /// The words of its end are those that the job keeps as its cause, or that come late.
    private static Optional<Cause> ended(Handle look, Event event) {
        var id = new JobId(event.subjectId());
        var job = look.attach(Jobs.class).find(id).orElse(null);
        var isLate = event.what().key().startsWith("fleet.late-");
        if (job == null || (!isLate && !event.what().equals(job.cause()))) return Optional.empty();
        if (isOfHeat(event) || isHot(look, id)) return Optional.of(HEATER);
        var isWanted = WISHED.contains(event.what().key());
        return job.state() == JobState.FAILED && !isWanted ? Optional.of(FAILED) : Optional.empty();
    }

    private static boolean isOfHeat(Event event) {
        return QUOTING.contains(event.what().key())
                && event.what().args().stream()
                        .anyMatch(said -> HEAT.matcher(said).matches());
    }

    private static boolean isHot(Handle look, JobId id) {
        var tries = look.attach(Attempts.class).of(id);
        return !tries.isEmpty() && Boolean.FALSE.equals(tries.getLast().heatersOff());
    }

    /// Whether nobody needs to hear of it any more. A heater is told in any case.
    boolean isOver(@Nullable Job job) {
        if (job == null) return false;
        return switch (this) {
            case FAILED -> job.state() != JobState.FAILED;
            case PLATE -> job.state() != JobState.TO_CHECK;
            case WAITS -> !job.state().isOnMachine();
            case HEATER, HOST, KEEPING, CUSTOMER -> false;
        };
    }

    /// With what the keys of its words begin.
    String stem() {
        return "alerts." + name().toLowerCase(Locale.ROOT);
    }
}
