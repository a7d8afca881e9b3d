package platen.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.fleet.SmallShop.ANN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.Machines;
import platen.queue.JobState;
import platen.sync.CallNumber;
import platen.sync.HostEvent;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest;
import platen.sync.Wish;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.Message;

/// What host and server tell each other arrives late, twice, or from another life of either of them.
@ParameterizedClass
@EnumSource
class SyncTest {
    private final SmallShop shop;

    SyncTest(Store store, @TempDir Path folder) throws IOException {
        shop = new SmallShop(store, folder);
    }

    @BeforeEach
    void getInStep() {
        shop.getInStep();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void takesEachEventOnceHoweverOftenItIsTold() {
        var key = shop.printing(shop.job("black"));
        var note = new HostEvent.NeedsPerson(key, Message.of("note"));
        var request = shop.request(note);
        shop.answer(request);
        shop.now = shop.now.plusSeconds(1);
        shop.answer(again(request));
        shop.answer(again(request));
        assertEquals(1, count("note"));
    }

    @Test
    void aPrinterThatCameFromAnotherHostMayBeHotUntilItsNewOneHasCooledIt() {
        var key = shop.printing(shop.job("black"));
        var attempts = shop.database.reading(Attempts.class);
        HostId other = shop.database.change(handle -> {
            var added = handle.attach(Hosts.class).add("shelf", "other", shop.now);
            handle.attach(Machines.class).connect(shop.machine, added, "/dev/ttyACM0", null, "virtual");
            return added;
        });
        assertEquals(List.of(shop.machine), attempts.mayBeHotAt(other), "its print was cut off there");
        assertEquals(List.of(), attempts.mayBeHotAt(shop.host));
        shop.sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 123, false, null));
        assertEquals(List.of(shop.machine), attempts.mayBeHotAt(other), "nobody could turn its heaters off");
        shop.database.change(handle -> handle.attach(Attempts.class).confirmHeatersOff(shop.machine));
        assertEquals(List.of(), attempts.mayBeHotAt(other));
    }

    @Test
    void anOlderCallIsIgnored() {
        var older = shop.request();
        shop.answer(shop.request());
        assertInstanceOf(SyncAnswer.Stale.class, shop.fleet.answer(shop.host, older));
    }

    @Test
    void aRestartedServerAsksForASnapshotBeforeItTakesAnything() {
        var key = shop.printing(shop.job("black"));
        shop.restartServer();
        var request = shop.request(new HostEvent.Finished(key, new HostEvent.Figures(1, 0, 1)));
        var taken = (SyncAnswer.Taken) shop.fleet.answer(shop.host, request);
        assertTrue(taken.snapshotWanted());
        assertNotEquals(shop.serverEpoch, taken.serverEpoch());
        assertEquals(AttemptState.PRINTING, shop.attempt(key).state());
        shop.eventsMade--;
        shop.held.clear();
        shop.sync(new HostEvent.Finished(key, new HostEvent.Figures(1, 0, 1)));
        assertEquals(AttemptState.FINISHED, shop.attempt(key).state());
    }

    @Test
    void aReplacedHostLeavesItsPrintInDoubtUntilAPersonDecides() {
        var job = shop.job("black");
        var key = shop.printing(job);
        shop.hostEpoch = "h2";
        shop.eventsMade = 0;
        shop.sync();
        assertEquals(Message.of("fleet.doubt-replaced"), shop.attempt(key).doubt());
        assertEquals(JobState.RUNNING, shop.state(job));
        assertEquals(1, shop.database.reading(Attempts.class).doubtful().size());
        shop.hostEpoch = "h1";
        assertInstanceOf(SyncAnswer.Retired.class, shop.fleet.answer(shop.host, shop.request()));
        assertEquals(
                new Outcome.Done(), shop.fleet.declareLost(shop.attempt(key).id(), ANN, "the card is dead"));
        assertEquals(AttemptState.LOST, shop.attempt(key).state());
        assertEquals(JobState.FAILED, shop.state(job));
        assertEquals(BedState.UNKNOWN, shop.bed());
    }

    @Test
    void aRestoredServerTakesUpWhatItsHostPrints() {
        var job = shop.job("black");
        shop.held.add(new Held(offerOf("lost-key", job, "Part"), Stage.PRINTING, null));
        shop.restartServer();
        shop.sync();
        assertEquals(AttemptState.PRINTING, shop.attempt("lost-key").state());
        assertEquals(job, shop.attempt("lost-key").job());
        assertEquals(JobState.RUNNING, shop.state(job));
    }

    @Test
    void whatFitsNoJobKeepsTheMachineBusyAndIsShown() {
        var job = shop.job("black");
        shop.held.add(new Held(offerOf("stranger", job, "Another part"), Stage.PRINTING, null));
        shop.restartServer();
        shop.sync();
        assertEquals(JobState.WAITING, shop.state(job));
        assertEquals(
                "stranger",
                shop.database
                        .reading(Attempts.class)
                        .on(shop.machine)
                        .orElseThrow()
                        .attemptKey());
        assertEquals(1, shop.database.reading(Attempts.class).doubtful().size());
        assertInstanceOf(Outcome.Refused.class, shop.fleet.release(job, shop.machine, ANN));
    }

    @Test
    void aJournalOlderThanWhatWasSeenMustTakeANewEpoch() {
        shop.printing(shop.job("black"));
        shop.call = new CallNumber(2, 0);
        shop.eventsMade = 0;
        assertInstanceOf(SyncAnswer.Renew.class, shop.answer(shop.request()));
        shop.call = new CallNumber(0, 0);
        assertInstanceOf(SyncAnswer.Renew.class, shop.answer(shop.request()));
    }

    @Test
    void whatACopiedJournalHadNotStartedStaysInDoubtWhenItIsComparedAgain() {
        var key = shop.released(shop.job("black"));
        shop.wishes(shop.sync(new HostEvent.Accepted(key)));
        shop.held.replaceAll(each -> new Held(each.offer(), Stage.ACCEPTED, null));
        shop.hostEpoch = "h2";
        shop.eventsMade = 0;
        shop.call = new CallNumber(2, 0);
        shop.sync();
        assertEquals(Message.of("fleet.doubt-unknown"), shop.attempt(key).doubt());
        shop.database.use(handle -> handle.attach(Links.class).unreconciled(shop.host));
        var wishes = shop.wishes(shop.sync());
        assertTrue(wishes.stream().noneMatch(Wish.Grant.class::isInstance), "it may have been started before");
        assertEquals(Message.of("fleet.doubt-unknown"), shop.attempt(key).doubt());
    }

    @Test
    void whatAJournalOfAnotherProcessHadNotStartedIsNotGrantedAgain() {
        var key = grantedUnheard();
        shop.call = new CallNumber(2, 0);
        var wishes = shop.wishes(shop.sync());
        assertTrue(wishes.stream().noneMatch(Wish.Grant.class::isInstance), "its start may have been told to nobody");
        assertEquals(Message.of("fleet.doubt-unknown"), shop.attempt(key).doubt());
    }

    @Test
    void norIsItWhenTheServerIsRestartedAsTheJournalIsCopiedBack() {
        var key = grantedUnheard();
        shop.restartServer();
        shop.call = new CallNumber(2, 0);
        var wishes = shop.wishes(shop.sync());
        assertTrue(wishes.stream().noneMatch(Wish.Grant.class::isInstance), "its start may have been told to nobody");
        shop.restartServer();
        wishes = shop.wishes(shop.sync());
        assertTrue(wishes.stream().noneMatch(Wish.Grant.class::isInstance), "nor is the process known since");
        assertEquals(Message.of("fleet.doubt-unknown"), shop.attempt(key).doubt());
    }

    @Test
    void whatAJournalStillFetchesThoughItWasGrantedIsInDoubt() {
        var key = grantedUnheard();
        shop.held.replaceAll(each -> new Held(each.offer(), Stage.FETCHING, null));
        shop.restartServer();
        shop.sync();
        assertEquals(Message.of("fleet.doubt-unknown"), shop.attempt(key).doubt());
    }

    @Test
    void aProcessThatHasRunAllTheTimeIsGrantedAgainWhatARestartedServerHadGranted() {
        var key = grantedUnheard();
        shop.restartServer();
        assertTrue(shop.wishes(shop.sync()).contains(new Wish.Grant(key)));
    }

    @Test
    void whatIsAcceptedInTheCallOfAComparisonIsGranted() {
        var key = shop.released(shop.job("black"));
        shop.held.replaceAll(each -> new Held(each.offer(), Stage.ACCEPTED, null));
        shop.restartServer();
        assertTrue(shop.wishes(shop.sync(new HostEvent.Accepted(key))).contains(new Wish.Grant(key)));
    }

    @Test
    void whatIsToldOfALostPrintIsStoredAndShown() {
        var key = shop.printing(shop.job("black"));
        shop.fleet.declareLost(shop.attempt(key).id(), ANN, "silent");
        shop.sync(new HostEvent.Finished(key, new HostEvent.Figures(10, 1, 60)));
        assertEquals(AttemptState.LOST, shop.attempt(key).state());
        assertEquals(Message.of("fleet.late-finished"), shop.attempt(key).toldLate());
        assertEquals(10L, shop.attempt(key).commands());
    }

    @Test
    void aHeldCallIsAnsweredAsSoonAsThereIsAWish() throws Exception {
        assertEquals(List.of(), shop.wishes(shop.sync()));
        var waiting = hold(shop.request());
        assertFalse(waiting.isDone());
        shop.fleet.coolDown(shop.machine, ANN);
        assertEquals(List.of(new Wish.CoolDown(shop.machine)), shop.wishes(soon(waiting)));
    }

    @Test
    void aHeldCallIsAnsweredAsSoonAsThereIsANewerOne() throws Exception {
        assertEquals(List.of(), shop.wishes(shop.sync()));
        var older = hold(shop.request());
        var newer = hold(shop.request());
        assertEquals(List.of(), shop.wishes(soon(older)));
        assertFalse(newer.isDone());
        shop.fleet.coolDown(shop.machine, ANN);
        soon(newer);
    }

    /// Granted; whether the host heard of it, and what it did then, is not known here.
    private String grantedUnheard() {
        var key = shop.released(shop.job("black"));
        shop.sync(new HostEvent.Accepted(key));
        shop.held.replaceAll(each -> new Held(each.offer(), Stage.ACCEPTED, null));
        return key;
    }

    private Wish.Offer offerOf(String key, JobId job, String title) {
        return new Wish.Offer(key, job, 1, title, shop.machine, shop.program, 4);
    }

    /// The same events under the next call's number.
    private SyncRequest again(SyncRequest request) {
        shop.call = shop.call.next();
        return new SyncRequest(
                request.protocol(),
                request.hostEpoch(),
                request.start(),
                shop.call,
                request.serverEpoch(),
                request.wishesTaken(),
                request.firstEvent(),
                request.events(),
                List.of(),
                List.of(),
                null,
                request.nowMs());
    }

    /// Makes a call that is held, and comes back when it has arrived: a later one is really later.
    private CompletableFuture<SyncAnswer> hold(SyncRequest request) {
        shop.now = shop.now.plusSeconds(1);
        var answer = new CompletableFuture<SyncAnswer>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(shop.fleet.sync(shop.host, request));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        while (!answer.isDone() && !shop.fleet.lastHeard(shop.host).equals(Optional.of(shop.now))) Thread.onSpinWait();
        return answer;
    }

    private static SyncAnswer soon(CompletableFuture<SyncAnswer> waiting)
            throws InterruptedException, ExecutionException, TimeoutException {
        return waiting.get(2, TimeUnit.MINUTES);
    }

    private long count(String key) {
        return shop.database.reading(Events.class).after(0, 1_000).stream()
                .filter(event -> event.what().key().equals(key) && event.subjectKind() == Subject.Kind.JOB)
                .count();
    }
}
