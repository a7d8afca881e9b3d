package platen.host;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.sync.CallNumber;
import platen.sync.HostEvent;
import platen.sync.ServerClock;
import platen.sync.Snapshot;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Message;

/// What a host decides: which wishes it obeys, what it tells the server.
///
/// One thread runs it. It knows no socket, port or clock: calls and answers, reports and the time
/// come from outside. Everything is written to the journal before it is done, so that a start is
/// never repeated, whatever dies in between.
final class Agent {
    private static final long INTERRUPTED_PATIENCE_MS = 60_000;
    private static final long COOL_AGAIN_MS = 30_000;
    private static final int EVENTS_PER_CALL = 200;
    /// Comings and goings of a printer with a bad plug are not told beyond this; all else always is.
    private static final int MINOR_EVENTS = 500;

    private static final Logger LOG = Logger.getLogger(Agent.class.getName());

    /// Whether the server listens to this host.
    enum Standing {
        WELCOME,
        /// Another computer has taken this one's place.
        RETIRED,
        UNSUPPORTED
    }

    private final Memory memory = new Memory();
    private final Journal journal;
    private final Hands hands;
    private final InstantSource wall;
    private final Supplier<String> newEpoch;
    private final String start;
    private final ServerClock clock = new ServerClock();
    private final Deque<PrinterReport> reports = new ArrayDeque<>();

    private CallNumber lastCall = CallNumber.NONE;
    private CallNumber lastAnswered = CallNumber.NONE;
    private @Nullable CallNumber fence;
    private boolean snapshotWanted = true;
    private boolean news = true;
    private Standing standing = Standing.WELCOME;
    private long bootedAtMs;
    private long cooledAtMs;

    Agent(List<Entry> remembered, Journal journal, Hands hands, InstantSource wall, Supplier<String> newEpoch) {
        this.journal = journal;
        this.hands = hands;
        this.wall = wall;
        this.newEpoch = newEpoch;
        this.start = newEpoch.get();
        remembered.forEach(memory::apply);
    }

    /// Begins work after a start of the process. What was being printed is interrupted: the first
    /// thing its printer will hear is that its heaters are to go off.
    void start(long nowMs) throws IOException {
        bootedAtMs = nowMs;
        var batch = new Batch(memory, wall);
        if (memory.epoch().isEmpty()) batch.add(new Entry.Began(newEpoch.get(), 1));
        batch.add(new Entry.Booted(memory.boot() + 1));
        for (var task : memory.tasks()) {
            if (task.isRunning()) batch.add(new Entry.Staged(task.attempt(), Stage.INTERRUPTED));
        }
        journal.append(batch.entries());
        batch.entries().forEach(memory::apply);
        lastCall = new CallNumber(memory.boot(), 0);
        lastAnswered = lastCall;
        hands.lookAfter(memory.printers());
        coolWhatMayBeHot(nowMs);
        for (var task : memory.tasks()) {
            if (task.stage() == Stage.FETCHING) fetch(task.offer());
        }
    }

    Memory memory() {
        return memory;
    }

    Standing standing() {
        return standing;
    }

    /// Whether the server should be called at once.
    boolean hasNews() {
        return news;
    }

    /// Whether any job is in hand, printing or on its way there.
    boolean hasWork() {
        return memory.tasks().stream().anyMatch(Task::isOpen);
    }

    /// The next call to the server.
    SyncRequest request() {
        lastCall = lastCall.next();
        news = false;
        if (snapshotWanted && fence == null) fence = lastCall;
        var events = memory.events();
        return new SyncRequest(
                SyncRequest.PROTOCOL,
                memory.epoch(),
                start,
                lastCall,
                memory.serverEpoch(),
                memory.wishesTaken(),
                memory.firstEvent(),
                snapshotWanted ? events : events.subList(0, Math.min(events.size(), EVENTS_PER_CALL)),
                memory.printers().stream()
                        .map(printer -> hands.live(printer.machine()))
                        .toList(),
                hands.ports(),
                snapshotWanted ? snapshot() : null,
                wall.millis(),
                hands.health());
    }

    /// Takes an answer to a call that was sent at `sentMs`. One to a call older than the last
    /// answered is too late, and so is one to a call before the snapshot that the server asked for:
    /// what it wished then has been reckoned anew from the snapshot.
    void answered(SyncAnswer answer, long sentMs, long nowMs) {
        var call = answer.call();
        if (call.boot() != memory.boot() || call.isAfter(lastCall) || !call.isAfter(lastAnswered)) return;
        if (fence != null && fence.isAfter(call)) return;
        lastAnswered = call;
        switch (answer) {
            case SyncAnswer.Taken taken -> {
                standing = Standing.WELCOME;
                taken(taken, sentMs, nowMs);
            }
            case SyncAnswer.Stale _ -> news = true;
            case SyncAnswer.Renew _ -> renew();
            case SyncAnswer.Retired _ -> standing = Standing.RETIRED;
            case SyncAnswer.Unsupported _ -> standing = Standing.UNSUPPORTED;
        }
    }

    /// Takes what a printer reported; if the disk is full, again at each [#tick] until it is written.
    void heard(PrinterReport report, long nowMs) {
        reports.add(report);
        drain();
        tick(nowMs);
    }

    /// Time passes; to be called some times a second.
    void tick(long nowMs) {
        drain();
        if (nowMs - cooledAtMs > COOL_AGAIN_MS) coolWhatMayBeHot(nowMs);
        for (var task : memory.tasks()) {
            if (task.stage() == Stage.INTERRUPTED && nowMs - bootedAtMs > INTERRUPTED_PATIENCE_MS) {
                commit(batch().event(interrupted(task, false)));
            }
            if (task.stage() == Stage.FETCHING && clock.isKnown() && !clock.isBefore(task.expiresAtMs(), nowMs)) {
                commit(batch().event(new HostEvent.Refused(task.attempt(), Message.of("host.fetched-too-late"))));
            }
        }
    }

    /// Again and again, until each printer has confirmed that it is cold.
    private void coolWhatMayBeHot(long nowMs) {
        cooledAtMs = nowMs;
        for (var printer : memory.printers()) {
            if (memory.mayBeHot(printer.machine())) hands.coolDown(printer.machine());
        }
    }

    private void taken(SyncAnswer.Taken answer, long sentMs, long nowMs) {
        if (!answer.serverEpoch().equals(memory.serverEpoch())) {
            if (!commit(batch().add(new Entry.Heard(answer.serverEpoch(), 0)))) return;
            clock.reset();
        }
        clock.heard(answer.nowMs(), answer.heldMs(), sentMs, nowMs);
        if (answer.snapshotWanted()) {
            snapshotWanted = true;
            fence = null;
            news = true;
            return;
        }
        snapshotWanted = false;
        fence = null;
        if (answer.eventsTaken() >= memory.firstEvent()) {
            commit(batch().add(new Entry.Acknowledged(answer.eventsTaken())));
            if (!memory.events().isEmpty()) news = true;
        }
        for (var wish : answer.wishes()) {
            if (wish.number() > memory.wishesTaken() && !take(wish, answer.serverEpoch(), nowMs)) return;
        }
    }

    private boolean take(SyncAnswer.Numbered wish, String serverEpoch, long nowMs) {
        var batch = batch().add(new Entry.Heard(serverEpoch, wish.number()));
        var obedience = new Obedience(memory, hands, batch);
        if (clock.isBefore(wish.expiresAtMs(), nowMs)) obedience.obey(wish.wish(), wish.expiresAtMs());
        else obedience.late(wish.wish(), wish.expiresAtMs());
        news = true;
        return commit(batch);
    }

    /// A journal older than what the server has seen: it goes on under another name, with all it knows.
    private void renew() {
        var batch = batch();
        memory.renewed(newEpoch.get()).forEach(batch::add);
        if (!commit(batch)) return;
        snapshotWanted = true;
        fence = null;
        news = true;
    }

    private Snapshot snapshot() {
        return new Snapshot(
                memory.nextEvent() - 1, memory.tasks().stream().map(Task::held).toList());
    }

    private void drain() {
        while (!reports.isEmpty() && commit(reaction(reports.getFirst()))) reports.removeFirst();
    }

    private Batch reaction(PrinterReport report) {
        var batch = batch();
        switch (report) {
            case PrinterReport.Connected(var machine, var firmware) -> {
                minor(batch, new HostEvent.PrinterConnected(machine, firmware));
                if (memory.mayBeHot(machine)) batch.then(() -> hands.coolDown(machine));
            }
            case PrinterReport.Gone(var machine, var why) ->
                minor(batch, new HostEvent.PrinterDisconnected(machine, why));
            case PrinterReport.NotDone(var machine, var why) -> minor(batch, new HostEvent.NotDone(machine, why));
            case PrinterReport.CooledDown(var machine) -> {
                memory.openOn(machine)
                        .filter(task -> task.stage() == Stage.INTERRUPTED)
                        .ifPresent(task -> batch.event(interrupted(task, true)));
                batch.event(new HostEvent.CooledDown(machine));
            }
            case PrinterReport.Started(var attempt) ->
                running(attempt).ifPresent(_ -> batch.event(new HostEvent.Started(attempt)));
            case PrinterReport.Paused(var attempt) ->
                running(attempt).ifPresent(_ -> batch.event(new HostEvent.Paused(attempt)));
            case PrinterReport.Resumed(var attempt) ->
                running(attempt).ifPresent(_ -> batch.event(new HostEvent.Resumed(attempt)));
            case PrinterReport.NeedsPerson(var attempt, var what) ->
                running(attempt).ifPresent(_ -> batch.event(new HostEvent.NeedsPerson(attempt, what)));
            case PrinterReport.Finished(var attempt, var figures) ->
                running(attempt).ifPresent(_ -> batch.event(new HostEvent.Finished(attempt, figures)));
            case PrinterReport.Failed(var attempt, var cause, var line, var off) ->
                running(attempt)
                        .ifPresent(_ ->
                                batch.event(new HostEvent.Failed(attempt, cause, line, off, hands.reached(attempt))));
            case PrinterReport.Cancelled(var attempt, var why, var line, var off) ->
                running(attempt).ifPresent(_ -> batch.event(new HostEvent.Cancelled(attempt, line, off, why)));
            case PrinterReport.Fetched(var attempt) ->
                fetching(attempt).ifPresent(_ -> batch.event(new HostEvent.Accepted(attempt)));
            case PrinterReport.NotFetched(var attempt, var why) ->
                fetching(attempt).ifPresent(_ -> batch.event(new HostEvent.Refused(attempt, why)));
        }
        return batch;
    }

    private void minor(Batch batch, HostEvent event) {
        if (memory.events().size() < MINOR_EVENTS) batch.event(event);
    }

    private HostEvent interrupted(Task task, boolean heatersOff) {
        var reached = hands.reached(task.attempt());
        var line = reached == null ? 0 : reached.line();
        return new HostEvent.Failed(task.attempt(), Message.of("host.interrupted"), line, heatersOff, reached);
    }

    private Optional<Task> running(String attempt) {
        return memory.task(attempt).filter(Task::isRunning);
    }

    private Optional<Task> fetching(String attempt) {
        return memory.task(attempt).filter(task -> task.stage() == Stage.FETCHING);
    }

    private void fetch(Wish.Offer offer) {
        hands.fetch(offer.attempt(), offer.digest(), offer.bytes());
    }

    private Batch batch() {
        return new Batch(memory, wall);
    }

    /// Writes, then remembers, then does.
    private boolean commit(Batch batch) {
        if (batch.entries().isEmpty()) {
            batch.act();
            return true;
        }
        try {
            journal.append(batch.entries());
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "the journal cannot be written", e);
            return false;
        }
        batch.entries().forEach(memory::apply);
        if (batch.hasEvents()) news = true;
        batch.act();
        return true;
    }
}
