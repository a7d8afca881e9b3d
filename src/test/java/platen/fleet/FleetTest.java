package platen.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
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
import platen.values.Message;

@ParameterizedClass
@EnumSource
class FleetTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Message BUSY = Message.of("host.busy");

    private final Database database;
    private final FileStore files;
    private final InstantSource clock = () -> this.now;
    private List<PrinterLive> printers = List.of();
    private Instant now = Instant.parse("2026-05-02T12:00:00Z");
    private Fleet fleet;
    private final HostId host;
    private final MachineId machine;
    private final Digest program;

    // The other end of the wire, played by hand:
    private String hostEpoch = "h1";
    private CallNumber call = new CallNumber(1, 0);
    private @Nullable String serverEpoch;
    private long wishesTaken;
    private long eventsMade;
    private final List<Held> held = new ArrayList<>();

    FleetTest(Store store, @TempDir Path folder) throws IOException {
        database = store.open();
        files = new FileStore(folder, database, clock);
        program = ((FileStore.Outcome.Stored)
                        files.store(new ByteArrayInputStream("G28\n".getBytes(StandardCharsets.US_ASCII)), 100))
                .digest();
        host = database.change(handle -> handle.attach(Hosts.class).add("cellar", "hash", now));
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
        fleet = fleet();
    }

    @BeforeEach
    void getInStep() {
        var settings = wishes(sync());
        assertEquals(
                machine,
                ((Wish.Settings) settings.getFirst()).printers().getFirst().machine());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void releasesAJobToOneMachineOnce() {
        var job = job("black");
        assertEquals(new Outcome.Done(), fleet.release(job, machine, ANN));
        assertEquals(JobState.RELEASED, state(job));
        assertEquals(BedState.OCCUPIED, bed());
        assertInstanceOf(Outcome.Refused.class, fleet.release(job, machine, ANN));
        assertInstanceOf(Outcome.Refused.class, fleet.release(job("black"), machine, ANN));
        var offer = (Wish.Offer) wishes(sync()).getFirst();
        assertEquals(program, offer.digest());
        assertEquals(4, offer.bytes());
        assertTrue(fleet.mayFetch(host, program));
    }

    @Test
    void refusesWhatDoesNotFitWithItsReason() {
        var white = job("white");
        assertEquals("queue.other-material", refusal(white));
        database.use(handle -> handle.attach(Machines.class).setBed(machine, BedState.UNKNOWN));
        assertEquals("queue.plate-not-clear", refusal(job("black")));
        assertEquals(JobState.WAITING, state(white));
    }

    @Test
    void grantsOnlyWhatTheHostHasAccepted() {
        var key = released(job("black"));
        assertEquals(List.of(new Wish.Grant(key)), wishes(sync(new HostEvent.Accepted(key))));
        assertEquals(AttemptState.GRANTED, attempt(key).state());
        sync(new HostEvent.Started(key));
        assertEquals(AttemptState.PRINTING, attempt(key).state());
    }

    @Test
    void followsAPrintToItsEnd() {
        var job = job("black");
        var key = printing(job);
        assertEquals(JobState.RUNNING, state(job));
        assertEquals(new Outcome.Done(), fleet.pause(job, ANN));
        assertEquals(List.of(new Wish.Pause(key)), wishes(sync()));
        sync(new HostEvent.Paused(key));
        assertEquals(JobState.PAUSED, state(job));
        assertEquals(new Outcome.Done(), fleet.resume(job, ANN));
        sync(new HostEvent.Resumed(key), new HostEvent.Finished(key, new HostEvent.Figures(10, 1, 60)));
        assertEquals(JobState.TO_CHECK, state(job));
        assertEquals(10L, attempt(key).commands());
        assertEquals(BedState.OCCUPIED, bed());
        assertEquals(List.of(), database.reading(Attempts.class).open());
    }

    @Test
    void aFailedPrintKeepsItsCauseAndLastLine() {
        var job = job("black");
        var key = printing(job);
        sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 123, false));
        assertEquals(JobState.FAILED, state(job));
        assertEquals(123L, attempt(key).lastLine());
        assertEquals(false, attempt(key).heatersOff());
        sync(new HostEvent.CooledDown(machine));
        assertEquals(true, attempt(key).heatersOff());
    }

    @Test
    void aRefusedJobWaitsAgainAndThePlateIsAsItWas() {
        var job = job("black");
        var key = released(job);
        sync(new HostEvent.Refused(key, BUSY));
        assertEquals(JobState.WAITING, state(job));
        assertEquals(BUSY, database.reading(Jobs.class).find(job).orElseThrow().cause());
        assertEquals(BedState.CLEAR, bed());
        assertEquals(AttemptState.WITHDRAWN, attempt(key).state());
    }

    @Test
    void whatNobodyAcceptsInTimeIsTakenBackAndNeverGranted() {
        var job = job("black");
        var key = released(job);
        now = now.plus(Work.OFFER_LIFE).plusSeconds(1);
        fleet.tick();
        assertEquals(JobState.WAITING, state(job));
        assertEquals(
                List.of(new Wish.Withdraw(key), new Wish.Withdraw(key)), wishes(sync(new HostEvent.Accepted(key))));
        assertEquals(AttemptState.WITHDRAWN, attempt(key).state());
    }

    @Test
    void takesEachEventOnceHoweverOftenItIsTold() {
        var key = printing(job("black"));
        var note = new HostEvent.NeedsPerson(key, Message.of("note"));
        var request = request(note);
        answer(request);
        now = now.plusSeconds(1);
        answer(again(request));
        answer(again(request));
        assertEquals(1, count("note"));
    }

    @Test
    void anOlderCallIsIgnored() {
        var older = request();
        answer(request());
        assertInstanceOf(SyncAnswer.Stale.class, fleet.answer(host, older));
    }

    @Test
    void aRestartedServerAsksForASnapshotBeforeItTakesAnything() {
        var key = printing(job("black"));
        fleet = fleet();
        var request = request(new HostEvent.Finished(key, new HostEvent.Figures(1, 0, 1)));
        var taken = (SyncAnswer.Taken) fleet.answer(host, request);
        assertTrue(taken.snapshotWanted());
        assertNotEquals(serverEpoch, taken.serverEpoch());
        assertEquals(AttemptState.PRINTING, attempt(key).state());
        eventsMade--;
        held.clear();
        sync(new HostEvent.Finished(key, new HostEvent.Figures(1, 0, 1)));
        assertEquals(AttemptState.FINISHED, attempt(key).state());
    }

    @Test
    void aReplacedHostLeavesItsPrintInDoubtUntilAPersonDecides() {
        var job = job("black");
        var key = printing(job);
        hostEpoch = "h2";
        eventsMade = 0;
        sync();
        assertEquals(Message.of("fleet.doubt-replaced"), attempt(key).doubt());
        assertEquals(JobState.RUNNING, state(job));
        assertEquals(1, database.reading(Attempts.class).doubtful().size());
        hostEpoch = "h1";
        assertInstanceOf(SyncAnswer.Retired.class, fleet.answer(host, request()));
        assertEquals(new Outcome.Done(), fleet.declareLost(attempt(key).id(), ANN, "the card is dead"));
        assertEquals(AttemptState.LOST, attempt(key).state());
        assertEquals(JobState.FAILED, state(job));
        assertEquals(BedState.UNKNOWN, bed());
    }

    @Test
    void aRestoredServerTakesUpWhatItsHostPrints() {
        var job = job("black");
        held.add(new Held(offerOf("lost-key", job, "Part"), Stage.PRINTING, null));
        fleet = fleet();
        sync();
        assertEquals(AttemptState.PRINTING, attempt("lost-key").state());
        assertEquals(job, attempt("lost-key").job());
        assertEquals(JobState.RUNNING, state(job));
    }

    @Test
    void whatFitsNoJobKeepsTheMachineBusyAndIsShown() {
        var job = job("black");
        held.add(new Held(offerOf("stranger", job, "Another part"), Stage.PRINTING, null));
        fleet = fleet();
        sync();
        assertEquals(JobState.WAITING, state(job));
        assertEquals(
                "stranger",
                database.reading(Attempts.class).on(machine).orElseThrow().attemptKey());
        assertEquals(1, database.reading(Attempts.class).doubtful().size());
        assertInstanceOf(Outcome.Refused.class, fleet.release(job, machine, ANN));
    }

    @Test
    void aJournalOlderThanWhatWasSeenMustTakeANewEpoch() {
        printing(job("black"));
        call = new CallNumber(2, 0);
        eventsMade = 0;
        assertInstanceOf(SyncAnswer.Renew.class, answer(request()));
        call = new CallNumber(0, 0);
        assertInstanceOf(SyncAnswer.Renew.class, answer(request()));
    }

    @Test
    void whatIsToldOfALostPrintIsStoredAndShown() {
        var key = printing(job("black"));
        fleet.declareLost(attempt(key).id(), ANN, "silent");
        sync(new HostEvent.Finished(key, new HostEvent.Figures(10, 1, 60)));
        assertEquals(AttemptState.LOST, attempt(key).state());
        assertEquals(Message.of("fleet.late-finished"), attempt(key).toldLate());
        assertEquals(10L, attempt(key).commands());
    }

    @Test
    void startsNothingOnAPrinterThatIsNotThere() {
        printers = List.of(PrinterLive.gone(machine, null));
        sync();
        assertEquals("fleet.refused.not-connected", refusal(job("black")));
        assertEquals(BedState.CLEAR, bed());
        printers = List.of();
        sync();
        released(job("black"));
    }

    @Test
    void startsNothingOnAPrinterWhoseHostIsSilent() {
        sync();
        now = now.plus(Fleet.HELD.multipliedBy(2)).plusSeconds(1);
        assertEquals("fleet.refused.silent", refusal(job("black")));
    }

    @Test
    void cancellingWhatHasNotStartedTakesItBackAtOnce() {
        var job = job("black");
        var key = released(job);
        assertEquals(new Outcome.Done(), fleet.cancel(job, ANN));
        assertEquals(JobState.WAITING, state(job));
        assertEquals(List.of(new Wish.Withdraw(key)), wishes(sync()));
    }

    @Test
    void aHeldCallIsAnsweredAsSoonAsThereIsAWish() throws Exception {
        assertEquals(List.of(), wishes(sync()));
        var waiting = hold(request());
        assertFalse(waiting.isDone());
        fleet.coolDown(machine, ANN);
        assertEquals(List.of(new Wish.CoolDown(machine)), wishes(soon(waiting)));
    }

    @Test
    void aHeldCallIsAnsweredAsSoonAsThereIsANewerOne() throws Exception {
        assertEquals(List.of(), wishes(sync()));
        var older = hold(request());
        var newer = hold(request());
        assertEquals(List.of(), wishes(soon(older)));
        assertFalse(newer.isDone());
        fleet.coolDown(machine, ANN);
        soon(newer);
    }

    private Fleet fleet() {
        return new Fleet(database, files, Profiles.shipped(), clock);
    }

    private JobId job(String colour) {
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

    private Wish.Offer offerOf(String key, JobId job, String title) {
        return new Wish.Offer(key, job, 1, title, machine, program, 4);
    }

    private String released(JobId job) {
        assertEquals(new Outcome.Done(), fleet.release(job, machine, ANN));
        var offer = (Wish.Offer) wishes(sync()).getFirst();
        held.add(new Held(offer, Stage.FETCHING, null));
        return offer.attempt();
    }

    private String printing(JobId job) {
        var key = released(job);
        wishes(sync(new HostEvent.Accepted(key)));
        sync(new HostEvent.Started(key));
        held.replaceAll(each -> new Held(each.offer(), Stage.PRINTING, null));
        if (hostEpoch.equals("h1")) now = now.plusSeconds(5);
        return key;
    }

    /// Calls until the server has taken everything, as a host does; the last answer.
    private SyncAnswer.Taken sync(HostEvent... events) {
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

    private SyncRequest request(HostEvent... events) {
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

    /// The same events under the next call's number.
    private SyncRequest again(SyncRequest request) {
        call = call.next();
        return new SyncRequest(
                request.protocol(),
                request.hostEpoch(),
                request.start(),
                call,
                request.serverEpoch(),
                request.wishesTaken(),
                request.firstEvent(),
                request.events(),
                List.of(),
                List.of(),
                null,
                request.nowMs());
    }

    private SyncAnswer answer(SyncRequest request) {
        now = now.plus(Duration.ofSeconds(5));
        return fleet.answer(host, request);
    }

    private List<Wish> wishes(SyncAnswer answer) {
        var wishes = ((SyncAnswer.Taken) answer).wishes();
        if (!wishes.isEmpty()) wishesTaken = wishes.getLast().number();
        return wishes.stream().map(SyncAnswer.Numbered::wish).toList();
    }

    /// Makes a call that is held, and comes back when it has arrived: a later one is really later.
    private CompletableFuture<SyncAnswer> hold(SyncRequest request) {
        now = now.plusSeconds(1);
        var answer = new CompletableFuture<SyncAnswer>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(fleet.sync(host, request));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        while (!answer.isDone() && !fleet.lastHeard(host).equals(Optional.of(now))) Thread.onSpinWait();
        return answer;
    }

    private static SyncAnswer soon(CompletableFuture<SyncAnswer> waiting)
            throws InterruptedException, ExecutionException, TimeoutException {
        return waiting.get(20, TimeUnit.SECONDS);
    }

    private String refusal(JobId job) {
        return assertInstanceOf(Outcome.Refused.class, fleet.release(job, machine, ANN))
                .why()
                .key();
    }

    private Attempt attempt(String key) {
        return database.reading(Attempts.class).byKey(key).orElseThrow();
    }

    private JobState state(JobId job) {
        return database.reading(Jobs.class).find(job).orElseThrow().state();
    }

    private BedState bed() {
        return database.reading(Machines.class).find(machine).orElseThrow().bed();
    }

    private long count(String key) {
        return database.reading(Events.class).after(0, 1_000).stream()
                .filter(event -> event.what().key().equals(key) && event.subjectKind() == Subject.Kind.JOB)
                .count();
    }
}
