package platen.fleet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.events.Subject;
import platen.sync.HostEvent;
import platen.sync.Snapshot;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.Json;
import platen.values.Message;

/// Makes the records agree with what a host holds, when one of the two is new to the other: a
/// server that was started or restored, a host that was started or replaced.
///
/// First what is over at the host, so that jobs and machines are free; then what only these records
/// know; then what runs. All wishes that last follow anew from the result.
final class Reconciliation {
    private final Work work;
    private final HostId host;
    private final Actor actor;
    private final Steps steps;
    private final boolean sameJournal;
    private final boolean sameProcess;
    private final Map<String, Held> held = new LinkedHashMap<>();

    Reconciliation(Work work, Link link, SyncRequest request, Snapshot snapshot) {
        this.work = work;
        this.host = link.host();
        this.actor = work.actor(host);
        this.steps = new Steps(work);
        this.sameJournal = link.hostEpoch() == null || link.isSameJournal(request);
        this.sameProcess = link.isSameProcess(request);
        for (var each : snapshot.attempts()) held.put(each.offer().attempt(), each);
    }

    void run() {
        dropOldWishes();
        for (var each : held.values()) {
            if (each.ending() != null) closed(each.offer(), each.ending());
        }
        for (var attempt : work.attempts().openAt(host)) {
            if (!held.containsKey(attempt.attemptKey())) unknownThere(attempt);
        }
        for (var each : held.values()) {
            if (each.stage() != Stage.CLOSED) open(each);
        }
        work.attempts().openAt(host).forEach(this::wishAnew);
        work.links().sent(host, null);
    }

    private void closed(Wish.Offer offer, HostEvent.Ending ending) {
        var attempt = row(offer.attempt());
        if (attempt == null) {
            switch (ending) {
                case HostEvent.Refused _, HostEvent.Withdrawn _ -> {
                    return;
                }
                case HostEvent.Finished _, HostEvent.Failed _, HostEvent.Cancelled _ ->
                    attempt = new Adoption(work, actor).adopt(host, offer);
            }
        }
        steps.told(attempt, ending, work.now(), actor);
    }

    private void unknownThere(Attempt attempt) {
        if (attempt.state().isGranted()) {
            steps.doubt(attempt, Message.of(sameJournal ? "fleet.doubt-unknown" : "fleet.doubt-replaced"), actor);
        } else if (!sameJournal || attempt.state() == AttemptState.ACCEPTED || isOverdue(attempt)) {
            steps.withdraw(attempt, Message.of("fleet.host-forgot"), actor);
        }
    }

    private void open(Held each) {
        var key = each.offer().attempt();
        var attempt = row(key);
        switch (each.stage()) {
            case FETCHING -> {
                if (attempt == null || !attempt.state().isOpen()) withdraw(key);
                else if (attempt.state().isGranted()) doubt(attempt);
            }
            case ACCEPTED -> {
                if (attempt == null) withdraw(key);
                else if (attempt.state().isGranted()) accepted(attempt);
                else steps.told(attempt, new HostEvent.Accepted(key), work.now(), actor);
            }
            case GRANTED, PRINTING, INTERRUPTED -> runs(each, attempt, new HostEvent.Started(key));
            case PAUSED -> runs(each, attempt, new HostEvent.Paused(key));
            case CLOSED -> throw new IllegalStateException("attempt " + key + " is over");
        }
    }

    /// Granted here, not yet started there, says the journal; if that is a copy from before, who knows. A copy keeps
    /// its
    /// name, and its numbers fit, when nothing that was told of the start arrived here: only the process that has
    /// run all the time is believed. A doubt of that kind lasts: at the next comparison that process is the same.
    private void accepted(Attempt attempt) {
        if (attempt.grantedAt() == null || attempt.state() != AttemptState.GRANTED || !sameProcess) doubt(attempt);
        else if (attempt.doubt() == null)
            grantAnew(attempt.attemptKey(), attempt.grantedAt().plus(Work.GRANT_LIFE));
    }

    private void grantAnew(String key, Instant until) {
        if (until.isAfter(work.now())) work.wish(host, new Wish.Grant(key), until);
        else withdraw(key);
    }

    private void doubt(Attempt attempt) {
        steps.doubt(attempt, Message.of("fleet.doubt-unknown"), actor);
    }

    private void runs(Held each, @Nullable Attempt known, HostEvent.OfAttempt event) {
        var attempt = known == null ? new Adoption(work, actor).adopt(host, each.offer()) : known;
        work.attempts().undoubt(attempt.id());
        steps.told(attempt, event, work.now(), actor);
        if (event instanceof HostEvent.Started && attempt.state() == AttemptState.PAUSED)
            steps.told(attempt, new HostEvent.Resumed(attempt.attemptKey()), work.now(), actor);
        work.attempts().keepMachine(attempt.id());
    }

    /// What lasts follows again from the records; what was of the moment is told to be gone.
    private void dropOldWishes() {
        var epoch = work.links().find(host).orElseThrow().serverEpoch();
        for (var wish : work.links().pending(host)) {
            var lasting = Json.read(wish.body(), Wish.class).isDurable();
            if (!lasting && wish.serverEpoch().equals(epoch)) continue;
            work.links().drop(host, wish.serverEpoch(), wish.number());
            if (!lasting) work.note(Actor.SYSTEM, Subject.of(host), Message.of("fleet.wish-gone", wish.kind()));
        }
    }

    private void wishAnew(Attempt attempt) {
        var there = held.get(attempt.attemptKey());
        if (attempt.state() == AttemptState.OFFERED && there == null) {
            work.wish(host, work.offer(attempt), attempt.offeredAt().plus(Work.OFFER_LIFE));
        }
        if (attempt.cancelBy() != null && there != null) {
            work.wish(host, new Wish.Cancel(attempt.attemptKey()), Work.LASTING);
        }
    }

    private boolean isOverdue(Attempt attempt) {
        return attempt.offeredAt().plus(Work.OFFER_LIFE).isBefore(work.now());
    }

    private void withdraw(String key) {
        work.wish(host, new Wish.Withdraw(key), Work.LASTING);
    }

    private @Nullable Attempt row(String key) {
        return work.attempts().byKey(key).orElse(null);
    }
}
