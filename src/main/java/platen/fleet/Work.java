package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.devices.Plug;
import platen.devices.Plugs;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.Machines;
import platen.queue.Hindrance;
import platen.queue.Job;
import platen.queue.JobRuns;
import platen.queue.Jobs;
import platen.queue.Matching;
import platen.queue.OrderProgress;
import platen.queue.Reason;
import platen.stock.Plastic;
import platen.stock.PlasticUses;
import platen.sync.Wish;
import platen.upkeep.Meters;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.Json;
import platen.values.Message;
import platen.values.Secrets;

/// One transaction of the fleet: what it works on, and when.
final class Work {
    static final Duration OFFER_LIFE = Duration.ofMinutes(10);
    static final Duration GRANT_LIFE = Duration.ofSeconds(60);
    /// What is wished at the moment is not wished half a minute later.
    static final Duration MOMENT = Duration.ofSeconds(30);
    static final Duration LASTING = Duration.ofDays(7);

    private final Handle handle;
    private final Instant now;
    private final Instant serverStart;
    private final Equipment equipment;
    private final Map<Class<?>, Object> attached = new HashMap<>();
    private final Set<HostId> wished = new HashSet<>();
    private final List<Message> noted = new ArrayList<>();

    Work(Handle handle, Instant now, Instant serverStart, Equipment equipment) {
        this.handle = handle;
        this.now = now;
        this.serverStart = serverStart;
        this.equipment = equipment;
    }

    Instant now() {
        return now;
    }

    /// When this server began: what was seen before may have changed while nobody looked.
    Instant serverStart() {
        return serverStart;
    }

    Attempts attempts() {
        return repository(Attempts.class);
    }

    Links links() {
        return repository(Links.class);
    }

    Jobs jobs() {
        return repository(Jobs.class);
    }

    Machines machines() {
        return repository(Machines.class);
    }

    /// Why a job may not begin, whatever the machines do; empty where it may.
    Optional<Message> hindrance(Job job) {
        return Hindrance.of(handle, job, now);
    }

    /// Why a job does not go on a machine by what people ask for it: other machines, a word, a nozzle.
    Optional<Message> unmatched(Job job, Machine machine) {
        return Matching.problem(handle, job, machine, now);
    }

    /// Whether we have switched off the power of a machine.
    boolean isOff(Machine machine) {
        return repository(Plugs.class).at(machine.id()).filter(Plug::isOff).isPresent();
    }

    Meters meters() {
        return repository(Meters.class);
    }

    /// How long the filament is that an attempt took, by what its printer's profile says of the material.
    long filamentMm(Attempt attempt, long milligrams) {
        var material = Optional.ofNullable(attempt.job())
                .flatMap(jobs()::find)
                .map(Job::material)
                .orElse(null);
        return Optional.ofNullable(attempt.machine())
                .flatMap(machines()::find)
                .map(machine -> equipment.filamentMm(machine, material, milligrams))
                .orElse(0L);
    }

    PlasticUses plastic() {
        return repository(PlasticUses.class);
    }

    /// Takes what a print took in all so far off the spool that is on its machine.
    void took(Plastic.Print print, long milligrams, Actor who) {
        Plastic.took(handle, print, milligrams, who, now);
    }

    /// A print came to nothing that had begun.
    void cameToNothing(Attempt attempt, Instant at, @Nullable Reason reason, Actor who) {
        if (attempt.job() == null || attempt.startedAt() == null) return;
        JobRuns.failed(handle, attempt.job(), attempt.machine(), attempt.startedAt(), at, reason, who);
    }

    /// The hosts that something was wished of.
    Set<HostId> wished() {
        return wished;
    }

    void wish(HostId host, Wish wish, Instant expires) {
        wished.add(host);
        // A host that has not called yet hears the wish in its first call.
        links().begin(host, Secrets.token());
        links().wish(host, links().nextWish(host), wish.kind(), Json.write(wish), now, expires);
    }

    void wish(HostId host, Wish wish, Duration life) {
        wish(host, wish, now.plus(life));
    }

    /// What was written of what happened, in order.
    List<Message> noted() {
        return List.copyOf(noted);
    }

    void note(Actor who, Subject about, Message what) {
        noted.add(what);
        Events.write(handle, now, who, about, what);
    }

    /// Writes about the job where there is one, else about the machine, else about the host.
    void note(Actor who, Attempt about, Message what) {
        if (about.job() != null) note(who, Subject.of(about.job()), what);
        else if (about.machine() != null) note(who, Subject.of(about.machine()), what);
        else note(who, Subject.of(about.host()), what);
    }

    Actor actor(HostId host) {
        return Actor.host(repository(Hosts.class).find(host).orElseThrow().name());
    }

    /// The job needs this content from now on.
    void use(FileStore files, Digest content, JobId job) {
        files.use(handle, content, "job " + job.value());
    }

    /// A job has been started by its host, and with it its order is in production.
    void begun(JobId id, Instant at, Actor who) {
        // The order before its job, as people's acts take them: two who wait for each other would both be refused.
        jobs().find(id).map(Job::orderId).ifPresent(jobs()::lock);
        if (!jobs().started(id, at)) return;
        OrderProgress.begun(handle, jobs().find(id).orElseThrow(), who, now);
    }

    Wish.Offer offer(Attempt attempt) {
        if (attempt.job() == null || attempt.machine() == null) {
            throw new IllegalStateException("attempt " + attempt.id().value() + " has nothing to offer");
        }
        return new Wish.Offer(
                attempt.attemptKey(),
                attempt.job(),
                attempt.number(),
                attempt.title(),
                attempt.machine(),
                attempt.digest(),
                attempt.bytes());
    }

    private <T> T repository(Class<T> type) {
        return type.cast(attached.computeIfAbsent(type, handle::attach));
    }
}
