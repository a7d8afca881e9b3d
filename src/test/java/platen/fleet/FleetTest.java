package platen.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.fleet.SmallShop.ANN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import platen.machines.Machines;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.sync.HostEvent;
import platen.sync.PrinterLive;
import platen.sync.Reached;
import platen.sync.Wish;
import platen.values.HostId;
import platen.values.JobId;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class FleetTest {
    private static final Reached REACHED = new Reached(123, 4_567, 8, 199.5, 60.0, false);
    private static final Message BUSY = Message.of("host.busy");

    private final SmallShop shop;

    FleetTest(Store store, @TempDir Path folder) throws IOException {
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
    void pressesAButtonOnlyOfWhatAMachineAsksNow() {
        var job = shop.job("black");
        shop.printing(job);
        var gone = Outcome.refused("fleet.refused.question-gone");
        assertEquals(gone, shop.fleet.answer(shop.machine, 7, 0, ANN));
        shop.printers = List.of(asking(new PrinterLive.Question(7, "Purge more?", List.of("Purge", "Go on"), true)));
        shop.sync();
        assertEquals(gone, shop.fleet.answer(shop.machine, 6, 0, ANN));
        assertEquals(gone, shop.fleet.answer(shop.machine, 7, 2, ANN));
        assertEquals(gone, shop.fleet.answer(shop.machine, 7, -1, ANN));
        assertEquals(List.of(), shop.wishes(shop.sync()));

        assertEquals(new Outcome.Done(), shop.fleet.answer(shop.machine, 7, 1, ANN));
        var last = shop.database
                .reading(Events.class)
                .about(Subject.Kind.JOB, job.value())
                .getLast();
        assertEquals(Message.of("fleet.answered", "Purge more?", "Go on"), last.what());
        assertEquals("Ann", last.actorName());
        assertEquals(List.of(new Wish.Answer(shop.machine, 7, 1)), shop.wishes(shop.sync()));
    }

    @Test
    void letsAPrintGoOnWhoseFirmwareWaitsForAPerson() {
        var job = shop.job("black");
        var key = shop.printing(job);
        assertEquals(Outcome.refused("fleet.refused.not-paused"), shop.fleet.resume(job, ANN));
        shop.printers = List.of(asking(new PrinterLive.Question(0, "", List.of(), true)));
        shop.sync();
        assertEquals(new Outcome.Done(), shop.fleet.resume(job, ANN));
        assertEquals(List.of(new Wish.Resume(key)), shop.wishes(shop.sync()));
    }

    private PrinterLive asking(PrinterLive.Question asks) {
        return new PrinterLive(
                shop.machine,
                PrinterLive.Connection.CONNECTED,
                PrinterLive.Activity.WAITS_FOR_PERSON,
                null,
                null,
                null,
                null,
                null,
                10.0,
                5,
                null,
                null,
                null,
                null,
                asks);
    }

    @Test
    void keepsTheFirstBlackBoxOfAnAttempt() {
        var attempt = shop.attempt(shop.printing(shop.job("black")));
        assertTrue(shop.fleet.keepBlackBox(attempt.id(), shop.program));
        assertFalse(shop.fleet.keepBlackBox(attempt.id(), shop.program));
        assertEquals(shop.program, shop.attempt(attempt.attemptKey()).blackBox());
        assertEquals(Optional.empty(), shop.fleet.attempt(new HostId(99), attempt.attemptKey()));
        assertTrue(shop.fleet.attempt(shop.host, attempt.attemptKey()).isPresent());
    }

    @Test
    void releasesAJobToOneMachineOnce() {
        var job = shop.job("black");
        assertEquals(new Outcome.Done(), shop.fleet.release(job, shop.machine, ANN));
        assertEquals(JobState.RELEASED, shop.state(job));
        assertEquals(BedState.OCCUPIED, shop.bed());
        assertInstanceOf(Outcome.Refused.class, shop.fleet.release(job, shop.machine, ANN));
        assertInstanceOf(Outcome.Refused.class, shop.fleet.release(shop.job("black"), shop.machine, ANN));
        var offer = (Wish.Offer) shop.wishes(shop.sync()).getFirst();
        assertEquals(shop.program, offer.digest());
        assertEquals(4, offer.bytes());
        assertTrue(shop.fleet.mayFetch(shop.host, shop.program));
    }

    @Test
    void refusesWhatDoesNotFitWithItsReason() {
        var white = shop.job("white");
        assertEquals("queue.other-material", refusal(white));
        shop.database.use(handle -> handle.attach(Machines.class).setBed(shop.machine, BedState.UNKNOWN));
        assertEquals("queue.plate-not-clear", refusal(shop.job("black")));
        assertEquals(JobState.WAITING, shop.state(white));
    }

    @Test
    void grantsOnlyWhatTheHostHasAccepted() {
        var key = shop.released(shop.job("black"));
        assertEquals(List.of(new Wish.Grant(key)), shop.wishes(shop.sync(new HostEvent.Accepted(key))));
        assertEquals(AttemptState.GRANTED, shop.attempt(key).state());
        shop.sync(new HostEvent.Started(key));
        assertEquals(AttemptState.PRINTING, shop.attempt(key).state());
    }

    @Test
    void followsAPrintToItsEnd() {
        var job = shop.job("black");
        var key = shop.printing(job);
        assertEquals(JobState.RUNNING, shop.state(job));
        assertEquals(new Outcome.Done(), shop.fleet.pause(job, ANN));
        assertEquals(List.of(new Wish.Pause(key)), shop.wishes(shop.sync()));
        shop.sync(new HostEvent.Paused(key));
        assertEquals(JobState.PAUSED, shop.state(job));
        assertEquals(new Outcome.Done(), shop.fleet.resume(job, ANN));
        shop.sync(new HostEvent.Resumed(key), new HostEvent.Finished(key, new HostEvent.Figures(10, 1, 60)));
        assertEquals(JobState.TO_CHECK, shop.state(job));
        assertEquals(10L, shop.attempt(key).commands());
        assertEquals(BedState.OCCUPIED, shop.bed());
        assertEquals(List.of(), shop.database.reading(Attempts.class).open());
    }

    @Test
    void aFailedPrintKeepsItsCauseAndLastLine() {
        var job = shop.job("black");
        var key = shop.printing(job);
        shop.sync(new HostEvent.Failed(key, Message.of("host.interrupted"), 123, false, REACHED));
        assertEquals(JobState.FAILED, shop.state(job));
        assertEquals(123L, shop.attempt(key).lastLine());
        assertEquals(8, shop.attempt(key).lastLayer());
        assertEquals(200, shop.attempt(key).nozzleC());
        assertEquals(60, shop.attempt(key).bedC());
        assertEquals(false, shop.attempt(key).headMoved());
        assertEquals(false, shop.attempt(key).heatersOff());
        shop.sync(new HostEvent.CooledDown(shop.machine));
        assertEquals(true, shop.attempt(key).heatersOff());
    }

    @Test
    void aStoppedPrintKeepsWhoStoppedIt() {
        var job = shop.job("black");
        var key = shop.printing(job);
        assertEquals(new Outcome.Done(), shop.fleet.cancel(job, ANN));
        shop.sync(new HostEvent.Cancelled(key, 123, true, Message.of("host.cancelled-by-person")));
        assertEquals(
                Message.of("fleet.cancelled-by", ANN.name()), shop.attempt(key).cause());
        assertEquals(JobState.WAITING, shop.state(job));
    }

    @Test
    void aPrintThatItsHostStoppedKeepsThatAsItsCause() {
        var key = shop.printing(shop.job("black"));
        shop.sync(new HostEvent.Cancelled(key, 123, true, Message.of("host.ended")));
        assertEquals(Message.of("host.ended"), shop.attempt(key).cause());
    }

    @Test
    void aPrintThatAnOlderHostStoppedWasStoppedAtTheMachine() {
        var key = shop.printing(shop.job("black"));
        shop.sync(new HostEvent.Cancelled(key, 123, true, null));
        assertEquals(Message.of("fleet.cancelled-at-host"), shop.attempt(key).cause());
    }

    @Test
    void aRefusedJobWaitsAgainAndThePlateIsAsItWas() {
        var job = shop.job("black");
        var key = shop.released(job);
        shop.sync(new HostEvent.Refused(key, BUSY));
        assertEquals(JobState.WAITING, shop.state(job));
        assertEquals(
                BUSY, shop.database.reading(Jobs.class).find(job).orElseThrow().cause());
        assertEquals(BedState.CLEAR, shop.bed());
        assertEquals(AttemptState.WITHDRAWN, shop.attempt(key).state());
    }

    @Test
    void whatNobodyAcceptsInTimeIsTakenBackAndNeverGranted() {
        var job = shop.job("black");
        var key = shop.released(job);
        shop.now = shop.now.plus(Work.OFFER_LIFE).plusSeconds(1);
        shop.fleet.tick();
        assertEquals(JobState.WAITING, shop.state(job));
        assertEquals(
                List.of(new Wish.Withdraw(key), new Wish.Withdraw(key)),
                shop.wishes(shop.sync(new HostEvent.Accepted(key))));
        assertEquals(AttemptState.WITHDRAWN, shop.attempt(key).state());
    }

    @Test
    void startsNothingOnAPrinterThatIsNotThere() {
        shop.printers = List.of(PrinterLive.gone(shop.machine, null));
        shop.sync();
        assertEquals("fleet.refused.not-connected", refusal(shop.job("black")));
        assertEquals(BedState.CLEAR, shop.bed());
        shop.printers = List.of();
        shop.sync();
        shop.released(shop.job("black"));
    }

    @Test
    void startsNothingOnAPrinterWhoseHostIsSilent() {
        shop.sync();
        shop.now = shop.now.plus(Fleet.HELD.multipliedBy(2)).plusSeconds(1);
        assertEquals("fleet.refused.silent", refusal(shop.job("black")));
    }

    @Test
    void cancellingWhatHasNotStartedTakesItBackAtOnce() {
        var job = shop.job("black");
        var key = shop.released(job);
        assertEquals(new Outcome.Done(), shop.fleet.cancel(job, ANN));
        assertEquals(JobState.WAITING, shop.state(job));
        assertEquals(List.of(new Wish.Withdraw(key)), shop.wishes(shop.sync()));
    }

    private String refusal(JobId job) {
        return assertInstanceOf(Outcome.Refused.class, shop.fleet.release(job, shop.machine, ANN))
                .why()
                .key();
    }
}
