package platen.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import platen.fleet.Fleet;
import platen.sync.CallNumber;
import platen.sync.HostEvent;
import platen.sync.Snapshot;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.HostId;
import platen.values.MachineId;
import platen.values.Message;

/// A printer computer of the model: it keeps its word as a real one does, and its calls, answers and prints come to
/// grief as those of real ones do.
final class QueueHost {
    private static final int CLOSED_KEPT = 20;
    private static final int IN_TEN = 10;

    private final HostId id;
    private final QueueWorld world;
    private final SplittableRandom random;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<SyncRequest.Numbered> untold = new ArrayList<>();
    private CallNumber call = new CallNumber(1, 0);
    private @Nullable String serverEpoch;
    private long wishesTaken;
    private long eventsMade;

    QueueHost(HostId id, QueueWorld world, SplittableRandom random) {
        this.id = id;
        this.world = world;
        this.random = random;
    }

    /// One call; sometimes its answer is lost on the way.
    void call(Fleet fleet) {
        var answer = taken(fleet.answer(id, request(null)));
        if (random.nextInt(IN_TEN) == 0) return;
        if (answer.snapshotWanted()) {
            if (!answer.serverEpoch().equals(serverEpoch)) wishesTaken = 0;
            serverEpoch = answer.serverEpoch();
            answer = taken(fleet.answer(id, request(new Snapshot(eventsMade, List.copyOf(held.values())))));
            if (answer.snapshotWanted() || random.nextInt(IN_TEN) == 0) return;
        }
        var known = answer.eventsTaken();
        untold.removeIf(event -> event.number() <= known);
        for (var wish : answer.wishes()) {
            if (wish.number() <= wishesTaken) continue;
            wishesTaken = wish.number();
            obey(wish);
        }
    }

    private static SyncAnswer.Taken taken(SyncAnswer answer) {
        if (answer instanceof SyncAnswer.Taken taken) return taken;
        throw new IllegalStateException("a call was answered by " + answer);
    }

    private SyncRequest request(@Nullable Snapshot snapshot) {
        call = call.next();
        var first = untold.isEmpty() ? eventsMade + 1 : untold.getFirst().number();
        return new SyncRequest(
                SyncRequest.PROTOCOL,
                "journal " + id.value(),
                "start " + call.boot(),
                call,
                serverEpoch,
                wishesTaken,
                first,
                untold,
                List.of(),
                List.of(),
                snapshot,
                world.nowMs());
    }

    /// Its process ends and begins anew: what it printed goes no further.
    void restart() {
        call = new CallNumber(call.boot() + 1, 0);
        for (var each : List.copyOf(held.values())) {
            if (each.stage() == Stage.PRINTING || each.stage() == Stage.PAUSED) fail(each);
        }
    }

    /// Something happens at one of its printers.
    void goOn() {
        var open = held.values().stream()
                .filter(each -> each.stage() != Stage.CLOSED)
                .toList();
        if (open.isEmpty()) return;
        var each = open.get(random.nextInt(open.size()));
        var luck = random.nextInt(IN_TEN);
        switch (each.stage()) {
            case FETCHING ->
                stage(each, Stage.ACCEPTED, new HostEvent.Accepted(each.offer().attempt()));
            case PRINTING -> {
                if (luck < 6) close(each, finished(each));
                else if (luck < 8) fail(each);
            }
            case PAUSED -> {
                if (luck == 0) fail(each);
            }
            case ACCEPTED, GRANTED, INTERRUPTED, CLOSED -> {}
        }
    }

    private static HostEvent.Finished finished(Held each) {
        return new HostEvent.Finished(each.offer().attempt(), new HostEvent.Figures(1_000, 0, 3_600));
    }

    private void fail(Held each) {
        var cause = Message.of("host.interrupted");
        close(each, new HostEvent.Failed(each.offer().attempt(), cause, 100, true, null));
    }

    private void obey(SyncAnswer.Numbered wish) {
        var isLate = wish.expiresAtMs() <= world.nowMs();
        switch (wish.wish()) {
            case Wish.Offer offer -> consider(offer, isLate);
            case Wish.Grant(var attempt) -> start(held.get(attempt), isLate);
            case Wish.Withdraw(var attempt) -> withdraw(held.get(attempt));
            case Wish.Cancel(var attempt) -> cancel(held.get(attempt));
            case Wish.Pause(var attempt) -> {
                var each = held.get(attempt);
                if (!isLate && each != null && each.stage() == Stage.PRINTING)
                    stage(each, Stage.PAUSED, new HostEvent.Paused(attempt));
            }
            case Wish.Resume(var attempt) -> {
                var each = held.get(attempt);
                if (!isLate && each != null && each.stage() == Stage.PAUSED)
                    stage(each, Stage.PRINTING, new HostEvent.Resumed(attempt));
            }
            case Wish.Answer _, Wish.CoolDown _, Wish.Command _, Wish.Handle _, Wish.Settings _, Wish.Unknown _ -> {}
        }
    }

    private void consider(Wish.Offer offer, boolean isLate) {
        if (held.containsKey(offer.attempt())) return;
        var task = new Held(offer, Stage.FETCHING, null);
        held.put(offer.attempt(), task);
        if (isLate || isBusy(offer.machine(), offer.attempt()))
            close(task, new HostEvent.Refused(offer.attempt(), Message.of("host.too-late")));
    }

    private boolean isBusy(MachineId machine, String besides) {
        return held.values().stream()
                .anyMatch(each -> each.stage() != Stage.CLOSED
                        && each.offer().machine().equals(machine)
                        && !each.offer().attempt().equals(besides));
    }

    private void start(@Nullable Held each, boolean isLate) {
        if (each == null || each.stage() != Stage.ACCEPTED) return;
        var offer = each.offer();
        if (isLate || isBusy(offer.machine(), offer.attempt())) {
            close(each, new HostEvent.Refused(offer.attempt(), Message.of("host.too-late")));
            return;
        }
        world.begins(offer.machine(), offer.job());
        stage(each, Stage.PRINTING, new HostEvent.Started(offer.attempt()));
    }

    private void withdraw(@Nullable Held each) {
        if (each == null) return;
        if (each.stage() == Stage.FETCHING || each.stage() == Stage.ACCEPTED)
            close(each, new HostEvent.Withdrawn(each.offer().attempt()));
    }

    private void cancel(@Nullable Held each) {
        if (each == null) return;
        if (each.stage() == Stage.PRINTING || each.stage() == Stage.PAUSED) {
            var why = Message.of(HostEvent.BY_PERSON);
            close(each, new HostEvent.Cancelled(each.offer().attempt(), 100, true, why));
        } else withdraw(each);
    }

    private void stage(Held each, Stage stage, HostEvent event) {
        held.put(each.offer().attempt(), new Held(each.offer(), stage, null));
        tell(event);
    }

    private void close(Held each, HostEvent.Ending ending) {
        var key = each.offer().attempt();
        held.remove(key);
        held.put(key, new Held(each.offer(), Stage.CLOSED, ending));
        tell(ending);
        var closed = held.values().stream()
                .filter(one -> one.stage() == Stage.CLOSED)
                .toList();
        if (closed.size() > CLOSED_KEPT) held.remove(closed.getFirst().offer().attempt());
    }

    private void tell(HostEvent event) {
        untold.add(new SyncRequest.Numbered(++eventsMade, world.nowMs(), event));
    }
}
