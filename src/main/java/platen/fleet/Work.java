package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.Hosts;
import platen.machines.Machines;
import platen.queue.Jobs;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.Json;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Secrets;

/// One transaction of the fleet: what it works on, and when. `serverStart` is when this server began;
/// `wished` are the hosts that something was wished of.
record Work(
        Handle handle,
        Instant now,
        Instant serverStart,
        Attempts attempts,
        Links links,
        Jobs jobs,
        Machines machines,
        Hosts hosts,
        Set<HostId> wished) {
    static final Duration OFFER_LIFE = Duration.ofMinutes(10);
    static final Duration GRANT_LIFE = Duration.ofSeconds(60);
    /// What is wished at the moment is not wished half a minute later.
    static final Duration MOMENT = Duration.ofSeconds(30);
    static final Duration LASTING = Duration.ofDays(7);

    static Work in(Handle handle, Instant now, Instant serverStart) {
        return new Work(
                handle,
                now,
                serverStart,
                handle.attach(Attempts.class),
                handle.attach(Links.class),
                handle.attach(Jobs.class),
                handle.attach(Machines.class),
                handle.attach(Hosts.class),
                new HashSet<>());
    }

    void wish(HostId host, Wish wish, Instant expires) {
        wished.add(host);
        // A host that has not called yet hears the wish in its first call.
        links.begin(host, Secrets.token());
        links.wish(host, links.nextWish(host), wish.kind(), Json.write(wish), now, expires);
    }

    void wish(HostId host, Wish wish, Duration life) {
        wish(host, wish, now.plus(life));
    }

    void note(Actor who, Subject about, Message what) {
        Events.write(handle, now, who, about, what);
    }

    /// Writes about the job where there is one, else about the machine, else about the host.
    void note(Actor who, Attempt about, Message what) {
        if (about.job() != null) note(who, Subject.of(about.job()), what);
        else if (about.machine() != null) note(who, Subject.of(about.machine()), what);
        else note(who, Subject.of(about.host()), what);
    }

    String nameOf(MachineId machine) {
        return machines.find(machine).orElseThrow().name();
    }

    Actor actor(HostId host) {
        return Actor.host(hosts.find(host).orElseThrow().name());
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
}
