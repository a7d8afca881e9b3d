package platen.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.printers.Profiles;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.sync.CallNumber;
import platen.sync.HostEvent;
import platen.sync.PrinterLive;
import platen.sync.Snapshot;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.MachineId;

/// A shop with one printer; its host is played by hand.
final class SmallShop implements AutoCloseable {
    static final Actor ANN = Actor.worker("Ann");

    final Database database;
    final HostId host;
    final MachineId machine;
    final Digest program;
    Fleet fleet;
    Instant now = Instant.parse("2026-05-02T12:00:00Z");
    private final FileStore files;
    private final InstantSource clock = () -> this.now;

    // The other end of the wire, played by hand:
    List<PrinterLive> printers = List.of();
    String hostEpoch = "h1";
    CallNumber call = new CallNumber(1, 0);

    @Nullable
    String serverEpoch;

    long eventsMade;
    final List<Held> held = new ArrayList<>();
    private long wishesTaken;

    SmallShop(Store store, Path folder) throws IOException {
        this(store, folder, "G28\n");
    }

    /// All jobs here have this program.
    SmallShop(Store store, Path folder, String gcode) throws IOException {
        database = store.open();
        files = new FileStore(folder, database, clock);
        program = store(gcode);
        host = database.change(handle -> handle.attach(Hosts.class).add("shop", "hash", now));
        machine = database.change(handle -> handle.attach(Machines.class)
                .add(new Machines.NewMachine(
                        "Ender",
                        MachineKind.PRINTER_3D,
                        host,
                        "/dev/ttyUSB0",
                        "virtual",
                        null,
                        BedState.CLEAR,
                        "PLA",
                        "black",
                        now)));
        fleet = new Fleet(database, files, Profiles.shipped(), clock);
    }

    Digest store(String content) throws IOException {
        var in = new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
        return ((FileStore.Outcome.Stored) files.store(in, 10_000)).digest();
    }

    FileStore files() {
        return files;
    }

    void getInStep() {
        var settings = wishes(sync());
        assertEquals(
                machine,
                ((Wish.Settings) settings.getFirst()).printers().getFirst().machine());
    }

    @Override
    public void close() {
        database.close();
    }

    void restartServer() {
        fleet = new Fleet(database, files, Profiles.shipped(), clock);
    }

    JobId job(String colour) {
        return database.change(handle -> handle.attach(Jobs.class)
                .add(new Jobs.NewJob(
                        null,
                        null,
                        "Part",
                        MachineKind.PRINTER_3D,
                        null,
                        program,
                        "virtual",
                        "PLA",
                        colour,
                        1,
                        null,
                        now)));
    }

    String released(JobId job) {
        assertEquals(new Outcome.Done(), fleet.release(job, machine, ANN));
        var offer = (Wish.Offer) wishes(sync()).getFirst();
        held.add(new Held(offer, Stage.FETCHING, null));
        return offer.attempt();
    }

    String printing(JobId job) {
        var key = released(job);
        wishes(sync(new HostEvent.Accepted(key)));
        sync(new HostEvent.Started(key));
        held.replaceAll(each -> new Held(each.offer(), Stage.PRINTING, null));
        if (hostEpoch.equals("h1")) now = now.plusSeconds(5);
        return key;
    }

    /// Calls until the server has taken everything, as a host does; the last answer.
    SyncAnswer.Taken sync(HostEvent... events) {
        var taken = (SyncAnswer.Taken) answer(request(events));
        if (!taken.snapshotWanted()) return taken;
        serverEpoch = taken.serverEpoch();
        wishesTaken = 0;
        eventsMade -= events.length;
        var withSnapshot = request(events);
        var snapshot = new Snapshot(eventsMade, hostEpoch.equals("h1") ? held : List.of());
        var again = new SyncRequest(
                withSnapshot.protocol(),
                withSnapshot.hostEpoch(),
                withSnapshot.start(),
                withSnapshot.call(),
                serverEpoch,
                0,
                withSnapshot.firstEvent(),
                withSnapshot.events(),
                List.of(),
                List.of(),
                snapshot,
                withSnapshot.nowMs());
        return (SyncAnswer.Taken) answer(again);
    }

    SyncRequest request(HostEvent... events) {
        call = call.next();
        var first = eventsMade + 1;
        var numbered = new ArrayList<SyncRequest.Numbered>();
        for (var event : events) numbered.add(new SyncRequest.Numbered(++eventsMade, now.toEpochMilli(), event));
        return new SyncRequest(
                SyncRequest.PROTOCOL,
                hostEpoch,
                "start" + call.boot(),
                call,
                serverEpoch,
                wishesTaken,
                first,
                numbered,
                printers,
                List.of(),
                call.boot() == 1 ? null : new Snapshot(eventsMade, held),
                now.toEpochMilli());
    }

    SyncAnswer answer(SyncRequest request) {
        now = now.plus(Duration.ofSeconds(5));
        return fleet.answer(host, request);
    }

    List<Wish> wishes(SyncAnswer answer) {
        var wishes = ((SyncAnswer.Taken) answer).wishes();
        if (!wishes.isEmpty()) wishesTaken = wishes.getLast().number();
        return wishes.stream().map(SyncAnswer.Numbered::wish).toList();
    }

    Attempt attempt(String key) {
        return database.reading(Attempts.class).byKey(key).orElseThrow();
    }

    JobState state(JobId job) {
        return database.reading(Jobs.class).find(job).orElseThrow().state();
    }

    BedState bed() {
        return database.reading(Machines.class).find(machine).orElseThrow().bed();
    }
}
