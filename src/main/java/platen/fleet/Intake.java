package platen.fleet;

import java.time.Instant;
import java.util.List;
import platen.events.Subject;
import platen.sync.HostEvent;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.MachineId;
import platen.values.Message;

/// Takes one call of a host into the records, in one transaction: each event once, in order.
final class Intake {
    private final Work work;
    private final HostId host;
    private final SyncRequest request;

    Intake(Work work, HostId host, SyncRequest request) {
        this.work = work;
        this.host = host;
        this.request = request;
    }

    /// What became of the call.
    sealed interface Result {
        /// In step: the wishes that are pending may be told. `anew` when it was not so before.
        record InStep(boolean anew) implements Result {}

        record SnapshotWanted(String serverEpoch) implements Result {}

        record Refused(SyncAnswer answer) implements Result {}
    }

    Result take() {
        var link = work.links().hold(host);
        if (work.links().isRetired(host, request.hostEpoch())) {
            return new Result.Refused(new SyncAnswer.Retired(request.call()));
        }
        if (link.isAheadOf(request)) return renew();
        if (link.isSameJournal(request) && !request.call().isAfter(link.lastCall())) {
            return new Result.Refused(new SyncAnswer.Stale(request.call()));
        }
        if (link.isInStep(request)) {
            events(link.eventsTaken());
            advance(Math.max(link.eventsTaken(), request.lastEvent()), wishes(link));
            return new Result.InStep(false);
        }
        var snapshot = request.snapshot();
        if (snapshot == null || !link.serverEpoch().equals(request.serverEpoch())) {
            work.links().unreconciled(host);
            return new Result.SnapshotWanted(link.serverEpoch());
        }
        if (link.isSameJournal(request)
                && (snapshot.asOf() < link.eventsTaken() || request.wishesTaken() < link.wishesTaken())) return renew();
        if (link.hostEpoch() != null && !link.isSameJournal(request)) replaced(link.hostEpoch());
        events(link.isSameJournal(request) ? link.eventsTaken() : 0);
        new Reconciliation(work, link, request, snapshot).run();
        work.links().reconciled(host, request.hostEpoch(), request.start());
        advance(request.lastEvent(), wishes(link));
        return new Result.InStep(true);
    }

    private Result renew() {
        return new Result.Refused(new SyncAnswer.Renew(request.call()));
    }

    private void replaced(String epoch) {
        work.links().retire(host, epoch);
        work.note(Actor.SYSTEM, Subject.of(host), Message.of("fleet.host-replaced"));
    }

    private long wishes(Link link) {
        work.links().taken(host, link.serverEpoch(), request.wishesTaken());
        return Math.max(link.wishesTaken(), request.wishesTaken());
    }

    private void advance(long eventsTaken, long wishesTaken) {
        work.links().advance(host, request.call().boot(), request.call().call(), eventsTaken, wishesTaken);
    }

    private void events(long taken) {
        if (request.lastEvent() <= taken) return;
        var actor = work.actor(host);
        for (var each : request.events()) {
            if (each.number() > taken) event(each.event(), happened(each.atMs()), actor);
        }
    }

    /// When it happened, by this server's clock: the host's may be a year off, but it runs as fast.
    private Instant happened(long atMs) {
        return work.now().minusMillis(Math.max(0, request.nowMs() - atMs));
    }

    private void event(HostEvent event, Instant at, Actor actor) {
        switch (event) {
            case HostEvent.OfAttempt told ->
                work.attempts()
                        .byKey(told.attempt())
                        .filter(attempt -> attempt.host().equals(host))
                        .ifPresent(attempt -> new Steps(work).told(attempt, told, at, actor));
            case HostEvent.WishDropped dropped -> dropped(dropped, actor);
            case HostEvent.PrinterConnected(var machine, var firmware) ->
                ofMachine(machine, actor, Message.of("fleet.printer-connected", firmware));
            case HostEvent.PrinterDisconnected(var machine, var why) -> ofMachine(machine, actor, why);
            case HostEvent.CooledDown(var machine) -> {
                if (ofMachine(machine, actor, Message.of("fleet.cooled-down")))
                    work.attempts().confirmHeatersOff(machine);
            }
            case HostEvent.NotDone(var machine, var why) -> ofMachine(machine, actor, why);
            case HostEvent.Unknown(var kind) ->
                work.note(actor, Subject.of(host), Message.of("fleet.unknown-event", kind));
        }
    }

    private void dropped(HostEvent.WishDropped dropped, Actor actor) {
        var key = dropped.attempt();
        var attempt = key == null ? null : work.attempts().byKey(key).orElse(null);
        for (var what : List.of(Message.of("fleet.wish-dropped", dropped.wish()), dropped.why())) {
            if (attempt != null) work.note(actor, attempt, what);
            else work.note(actor, Subject.of(host), what);
        }
    }

    private boolean ofMachine(MachineId machine, Actor actor, Message what) {
        var ours = work.machines()
                .find(machine)
                .filter(found -> host.equals(found.host()))
                .isPresent();
        if (ours) work.note(actor, Subject.of(machine), what);
        return ours;
    }
}
