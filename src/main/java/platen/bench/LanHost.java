package platen.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import platen.sync.CallNumber;
import platen.sync.HostEvent;
import platen.sync.PrinterLive;
import platen.sync.PrinterLive.Activity;
import platen.sync.PrinterLive.Connection;
import platen.sync.PrinterLive.Detail;
import platen.sync.Snapshot;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Json;
import platen.values.MachineId;

/// A printer computer that only talks: it calls as a real one does, and says that its printers print.
///
/// It has two connections, because a real one calls anew while its last call is still held. One thread runs it.
final class LanHost implements AutoCloseable {
    private static final long CALL_EVERY_MS = 1_000;

    private final int number;
    private final List<MachineId> machines;
    private final HostWire[] wires;
    private final SplittableRandom random;
    private final Map<MachineId, String> printing = new LinkedHashMap<>();
    private final Map<String, MachineId> offered = new LinkedHashMap<>();
    private final Map<MachineId, Boolean> paused = new LinkedHashMap<>();
    private final List<SyncRequest.Numbered> untold = new ArrayList<>();
    private final List<Long> acknowledged = new ArrayList<>();
    private CallNumber call = new CallNumber(1, 0);
    private @Nullable String serverEpoch;
    private long wishesTaken;
    private long eventsMade;
    private final boolean[] open = new boolean[2];
    private int at;
    private long happenings;
    private volatile int prints;
    private volatile long bytes;
    private volatile double eventsPerSecond;
    private volatile boolean ended;

    LanHost(int number, int port, String key, List<MachineId> machines) throws IOException {
        this.number = number;
        this.machines = machines;
        this.wires = new HostWire[] {new HostWire(port, key), new HostWire(port, key)};
        this.random = new SplittableRandom(number);
    }

    /// How many of its printers print.
    int prints() {
        return prints;
    }

    /// What has gone over its connections.
    long bytes() {
        return bytes;
    }

    /// From now on so much happens at its printers; what did before is not measured.
    void happen(double perSecond) {
        eventsPerSecond = perSecond;
    }

    void end() {
        ended = true;
    }

    /// Once it has ended: how long each event took from the call with it to the answer that it is written, in µs.
    List<Long> acknowledged() {
        return acknowledged;
    }

    /// Once it has ended: how much it has told that was not told by a wish.
    long happenings() {
        return happenings;
    }

    void run() throws IOException, InterruptedException {
        Thread.sleep(random.nextLong(CALL_EVERY_MS));
        answered(exchange(null));
        answered(exchange(new Snapshot(0, List.of())));
        long due = System.nanoTime();
        while (!ended || !untold.isEmpty()) {
            due = Math.max(due + CALL_EVERY_MS * 1_000_000, System.nanoTime());
            // What happens does so at any time between two calls, and is told at once.
            if (eventsPerSecond > 0 && !ended && random.nextDouble() < eventsPerSecond) {
                listen(due - random.nextLong(CALL_EVERY_MS * 1_000_000));
                happen();
                call();
            }
            listen(due);
            call();
            bytes = wires[0].bytes() + wires[1].bytes();
        }
    }

    /// Until this moment, what the held call is answered is obeyed and told at once.
    private void listen(long until) throws IOException, InterruptedException {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            if (!open[at]) call();
            else if (wires[at].answersWithin(Duration.ofNanos(left))) answered(answer(at));
        }
    }

    private void happen() {
        var busy = List.copyOf(printing.keySet());
        if (busy.isEmpty()) return;
        var machine = busy.get(random.nextInt(busy.size()));
        var attempt = printing.getOrDefault(machine, "");
        boolean stands = paused.getOrDefault(machine, false);
        tell(stands ? new HostEvent.Resumed(attempt) : new HostEvent.Paused(attempt));
        paused.put(machine, !stands);
        happenings++;
    }

    /// A newer call, on the other connection; the server then answers the one that it still held.
    private void call() throws IOException {
        int other = 1 - at;
        // Answered when the call after it came.
        if (open[other]) answered(answer(other));
        boolean tells = !untold.isEmpty();
        var body = Json.write(request(null));
        long sent = System.nanoTime();
        send(other, body);
        at = other;
        if (!tells) return;
        boolean measured = eventsPerSecond > 0;
        long last = eventsMade;
        var answer = answer(at);
        long took = (System.nanoTime() - sent) / 1_000;
        answered(answer);
        boolean written = untold.isEmpty() || untold.getFirst().number() > last;
        if (measured && written) acknowledged.add(took);
    }

    private String exchange(@Nullable Snapshot snapshot) throws IOException {
        send(at, Json.write(request(snapshot)));
        return answer(at);
    }

    private void send(int wire, String body) throws IOException {
        wires[wire].send(body);
        open[wire] = true;
    }

    private String answer(int wire) throws IOException {
        open[wire] = false;
        return wires[wire].answer();
    }

    private void answered(String body) throws IOException {
        var answer = Json.read(body, SyncAnswer.class);
        if (answer instanceof SyncAnswer.Stale) return; // the next call, on the other connection, has overtaken it
        if (!(answer instanceof SyncAnswer.Taken taken))
            throw new IOException("host " + number + " was answered " + body);
        serverEpoch = taken.serverEpoch();
        untold.removeIf(event -> event.number() <= taken.eventsTaken());
        for (var wish : taken.wishes()) {
            if (wish.number() <= wishesTaken) continue;
            wishesTaken = wish.number();
            obey(wish.wish());
        }
    }

    private void obey(Wish wish) {
        switch (wish) {
            case Wish.Offer offer -> {
                offered.put(offer.attempt(), offer.machine());
                tell(new HostEvent.Accepted(offer.attempt()));
            }
            case Wish.Grant(var attempt) -> {
                var machine = offered.get(attempt);
                if (machine == null) return;
                tell(new HostEvent.Started(attempt));
                printing.put(machine, attempt);
                prints = printing.size();
            }
            case Wish.Withdraw _, Wish.Cancel _, Wish.Pause _, Wish.Resume _, Wish.Answer _ -> {}
            case Wish.CoolDown _, Wish.Command _, Wish.Handle _, Wish.Settings _, Wish.Unknown _ -> {}
        }
    }

    private void tell(HostEvent event) {
        untold.add(new SyncRequest.Numbered(++eventsMade, System.currentTimeMillis(), event));
    }

    private SyncRequest request(@Nullable Snapshot snapshot) {
        call = call.next();
        var first = untold.isEmpty() ? eventsMade + 1 : untold.getFirst().number();
        return new SyncRequest(
                SyncRequest.PROTOCOL,
                "journal of host " + number,
                "start of host " + number,
                call,
                serverEpoch,
                wishesTaken,
                first,
                untold,
                machines.stream().map(this::live).toList(),
                List.of(),
                snapshot,
                System.currentTimeMillis());
    }

    /// As full as a real host tells of a printer that prints.
    private PrinterLive live(MachineId machine) {
        var attempt = printing.get(machine);
        boolean works = attempt != null;
        var activity =
                !works ? Activity.IDLE : paused.getOrDefault(machine, false) ? Activity.PAUSED : Activity.PRINTING;
        double warm = random.nextInt(10) / 10.0;
        return new PrinterLive(
                machine,
                Connection.CONNECTED,
                activity,
                attempt,
                210 + warm,
                210.0,
                60 - warm,
                60.0,
                works ? 42.5 + warm : null,
                works ? 40_000 + call.call() * 20 : 0,
                works ? 57 : null,
                works ? 11.4 : null,
                works ? 5_400L : null,
                null,
                null,
                new Detail(null, 100, 95, 100, 101.25, 99.5, 11.4, null, false, false, null));
    }

    @Override
    public void close() throws IOException {
        wires[0].close();
        wires[1].close();
    }
}
