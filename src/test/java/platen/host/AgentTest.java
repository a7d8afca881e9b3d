package platen.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import platen.sync.ByHand;
import platen.sync.CallNumber;
import platen.sync.HostEvent;
import platen.sync.HostHealth;
import platen.sync.PortSeen;
import platen.sync.PrinterLive;
import platen.sync.Reached;
import platen.sync.Snapshot.Stage;
import platen.sync.SyncAnswer;
import platen.sync.SyncRequest.Numbered;
import platen.sync.Wish;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

class AgentTest {
    private static final Reached REACHED = new Reached(77, 1_234, 5, 200.5, 60.0, false);
    private static final MachineId MACHINE = new MachineId(3);
    private static final Digest PROGRAM = Digest.of(new byte[] {1});
    private static final Wish.Settings SETTINGS =
            new Wish.Settings(List.of(new Wish.Printer(MACHINE, "Ender", "/dev/x", "{}", null)));
    private static final long LATER = Long.MAX_VALUE;

    private final List<Entry> disk = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private boolean diskFull;
    private PrinterLive.@Nullable Question asks;
    private long number;
    private int epochs;

    @Test
    void startsNothingThatWasNotGranted() {
        var agent = inStep();
        tell(agent, offer("k"), LATER);
        agent.heard(new PrinterReport.Fetched("k"), 0);
        assertEquals(List.of("look after 1", "fetch k"), done);
        tell(agent, new Wish.Grant("k"), LATER);
        assertEquals("print k", done.getLast());
    }

    @Test
    void coolsAPrinterFirstOfAllThatAnotherHostLeftHot() {
        var agent = inStep();
        tell(agent, new Wish.Settings(SETTINGS.printers(), List.of(MACHINE)), LATER);
        assertTrue(done.contains("cool down"), done::toString);
        tell(agent, offer("k"), LATER);
        assertEquals(new HostEvent.Refused("k", Message.of("host.hot")), lastEvent(agent));
        agent.heard(new PrinterReport.CooledDown(MACHINE), 0);
        assertFalse(agent.memory().mayBeHot(MACHINE));
        assertEquals(SETTINGS.printers(), agent.memory().printers());
    }

    @Test
    void startsOnlyOnceWhateverIsRepeated() {
        var agent = granted();
        tell(agent, new Wish.Grant("k"), LATER);
        tell(agent, offer("k"), LATER);
        assertEquals(1, done.stream().filter("print k"::equals).count());
    }

    @Test
    void dropsAGrantThatIsTooLateAndNeverStartsIt() {
        var agent = inStep();
        tell(agent, offer("k"), LATER);
        agent.heard(new PrinterReport.Fetched("k"), 0);
        tell(agent, new Wish.Grant("k"), 1_000);
        assertInstanceOf(HostEvent.Refused.class, lastEvent(agent));
        tell(agent, new Wish.Grant("k"), LATER);
        assertFalse(done.contains("print k"));
    }

    @Test
    void dropsALateResumeAndSaysSo() {
        var agent = granted();
        agent.heard(new PrinterReport.Started("k"), 0);
        agent.heard(new PrinterReport.Paused("k"), 0);
        tell(agent, new Wish.Resume("k"), 1_000);
        assertEquals(new HostEvent.WishDropped("resume", "k", Message.of("host.too-late")), lastEvent(agent));
        assertFalse(done.contains("resume"));
    }

    @Test
    void goesOnWhereTheFirmwareItselfWaitsForAPerson() {
        var agent = granted();
        agent.heard(new PrinterReport.Started("k"), 0);
        tell(agent, new Wish.Resume("k"), LATER);
        assertEquals(new HostEvent.WishDropped("resume", "k", Message.of("host.not-paused")), lastEvent(agent));
        asks = new PrinterLive.Question(0, "", List.of(), true);
        tell(agent, new Wish.Resume("k"), LATER);
        assertEquals("resume", done.getLast());
    }

    @Test
    void pressesAButtonOnlyOfWhatIsAskedNow() {
        var agent = granted();
        agent.heard(new PrinterReport.Started("k"), 0);
        var gone = new HostEvent.WishDropped("answer", null, Message.of("host.question-gone"));
        tell(agent, new Wish.Answer(MACHINE, 7, 0), LATER);
        assertEquals(gone, lastEvent(agent));
        asks = new PrinterLive.Question(8, "Filament is out", List.of("Go on"), true);
        tell(agent, new Wish.Answer(MACHINE, 7, 0), LATER);
        assertEquals(gone, lastEvent(agent));
        tell(agent, new Wish.Answer(MACHINE, 8, 0), 1_000);
        assertEquals(new HostEvent.WishDropped("answer", null, Message.of("host.too-late")), lastEvent(agent));
        tell(agent, new Wish.Answer(new MachineId(99), 8, 0), LATER);
        assertFalse(done.stream().anyMatch(what -> what.startsWith("answer")), done::toString);
        tell(agent, new Wish.Answer(MACHINE, 8, 0), LATER);
        assertEquals("answer 8 0", done.getLast());
    }

    @Test
    void touchesNoPrintByHandAndSaysWhatItDropped() {
        var jog = new Wish.Handle(MACHINE, new ByHand.Jog(ByHand.Axis.X, 1));
        var faster = new Wish.Handle(MACHINE, new ByHand.Speed(110));
        var agent = inStep();
        tell(agent, jog, LATER);
        assertEquals(jog.act().toString(), done.getLast());
        tell(agent, jog, 1_000);
        assertEquals(new HostEvent.NotDone(MACHINE, Message.of("host.too-late")), lastEvent(agent));
        tell(agent, faster, LATER);
        assertEquals(new HostEvent.NotDone(MACHINE, Message.of("host.not-printing")), lastEvent(agent));
        tell(agent, offer("k"), LATER);
        tell(agent, jog, LATER);
        assertEquals(new HostEvent.NotDone(MACHINE, Message.of("host.print-begins")), lastEvent(agent));
        agent.heard(new PrinterReport.Fetched("k"), 0);
        tell(agent, new Wish.Grant("k"), LATER);
        agent.heard(new PrinterReport.Started("k"), 0);
        tell(agent, jog, LATER);
        assertEquals(new HostEvent.NotDone(MACHINE, Message.of("host.prints")), lastEvent(agent));
        assertEquals(1, done.stream().filter(jog.act().toString()::equals).count());
        tell(agent, faster, LATER);
        assertEquals(faster.act().toString(), done.getLast());
        tell(agent, new Wish.Handle(MACHINE, new ByHand.Stop()), LATER);
        assertEquals(new ByHand.Stop().toString(), done.getLast());
        tell(agent, new Wish.Handle(new MachineId(99), new ByHand.Stop()), LATER);
        assertEquals(new HostEvent.NotDone(new MachineId(99), Message.of("host.unknown-printer")), lastEvent(agent));
    }

    @Test
    void coolsDownFirstOfAllAfterItsOwnDeathAndReportsThePrintInterrupted() {
        granted().heard(new PrinterReport.Started("k"), 0);
        done.clear();
        var agent = boot();
        assertEquals(List.of("look after 1", "cool down"), done);
        assertEquals(Stage.INTERRUPTED, agent.memory().task("k").orElseThrow().stage());
        agent.heard(new PrinterReport.CooledDown(MACHINE), 0);
        var failed = agent.memory().events().stream()
                .map(Numbered::event)
                .filter(HostEvent.Failed.class::isInstance)
                .toList();
        assertEquals(List.of(new HostEvent.Failed("k", Message.of("host.interrupted"), 77, true, REACHED)), failed);
        assertFalse(done.contains("print k"));
    }

    @Test
    void reportsAnInterruptedPrintThoughItsPrinterIsGoneAndCoolsItWhenItIsBack() {
        granted().heard(new PrinterReport.Started("k"), 0);
        var agent = boot();
        agent.tick(70_000);
        assertEquals(new HostEvent.Failed("k", Message.of("host.interrupted"), 77, false, REACHED), lastEvent(agent));
        done.clear();
        agent.heard(new PrinterReport.Connected(MACHINE, "Marlin"), 70_001);
        assertTrue(done.contains("cool down"));
        agent.heard(new PrinterReport.CooledDown(MACHINE), 70_002);
        assertFalse(agent.memory().mayBeHot(MACHINE));
    }

    @Test
    void doesNothingThatItCannotWriteDown() {
        var agent = inStep();
        tell(agent, offer("k"), LATER);
        agent.heard(new PrinterReport.Fetched("k"), 0);
        diskFull = true;
        tell(agent, new Wish.Grant("k"), LATER);
        assertFalse(done.contains("print k"));
        diskFull = false;
        number--;
        tell(agent, new Wish.Grant("k"), LATER);
        assertTrue(done.contains("print k"));
    }

    @Test
    void keepsAReportUntilTheDiskHasRoomForIt() {
        var agent = granted();
        diskFull = true;
        agent.heard(new PrinterReport.Started("k"), 0);
        assertEquals(Stage.GRANTED, agent.memory().task("k").orElseThrow().stage());
        diskFull = false;
        agent.tick(1);
        assertEquals(Stage.PRINTING, agent.memory().task("k").orElseThrow().stage());
    }

    @Test
    void ignoresAnAnswerToAnOlderCall() {
        var agent = inStep();
        var older = agent.request();
        var newer = agent.request();
        agent.answered(taken(newer.call(), false), 0, 0);
        agent.answered(taken(older.call(), false, new SyncAnswer.Numbered(++number, LATER, offer("k"))), 0, 0);
        assertTrue(agent.memory().task("k").isEmpty());
    }

    @Test
    void ignoresWishesFromBeforeTheSnapshotThatItWasAskedFor() {
        var agent = inStep();
        var before = agent.request();
        agent.answered(new SyncAnswer.Taken(agent.request().call(), "t", 0, true, List.of(), 0, 0), 0, 0);
        var withSnapshot = agent.request();
        assertNotEquals(null, withSnapshot.snapshot());
        agent.answered(taken(before.call(), false, new SyncAnswer.Numbered(++number, LATER, offer("k"))), 0, 0);
        assertTrue(agent.memory().task("k").isEmpty());
        assertEquals("t", withSnapshot.serverEpoch());
    }

    @Test
    void goesOnUnderANewEpochWhenItsJournalIsTooOld() {
        var agent = granted();
        var request = agent.request();
        agent.answered(new SyncAnswer.Renew(request.call()), 0, 0);
        var next = agent.request();
        assertNotEquals(request.hostEpoch(), next.hostEpoch());
        assertEquals(1, next.firstEvent());
        assertEquals(Stage.GRANTED, agent.memory().task("k").orElseThrow().stage());
    }

    @Test
    void repeatsItsEventsUntilTheyAreAcknowledged() {
        var agent = granted();
        var events = agent.request().events();
        assertEquals(events, agent.request().events());
        var last = events.getLast().number();
        var call = agent.request().call();
        agent.answered(new SyncAnswer.Taken(call, "s", last, false, List.of(), 0, 0), 0, 0);
        assertEquals(List.of(), agent.request().events());
        assertEquals(last + 1, agent.request().firstEvent());
        assertNull(agent.request().snapshot());
    }

    private Agent granted() {
        var agent = inStep();
        tell(agent, offer("k"), LATER);
        agent.heard(new PrinterReport.Fetched("k"), 0);
        tell(agent, new Wish.Grant("k"), LATER);
        return agent;
    }

    private Agent inStep() {
        var agent = boot();
        agent.answered(taken(agent.request().call(), false), 0, 0);
        tell(agent, SETTINGS, LATER);
        return agent;
    }

    private Agent boot() {
        Journal journal = entries -> {
            if (diskFull) throw new IOException("no space left");
            disk.addAll(entries);
        };
        var agent = new Agent(
                List.copyOf(disk), journal, new Notes(), InstantSource.fixed(Instant.EPOCH), () -> "h" + ++epochs);
        try {
            agent.start(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return agent;
    }

    /// The server's clock stands at 100 seconds.
    private void tell(Agent agent, Wish wish, long expiresAtMs) {
        var call = agent.request().call();
        agent.answered(taken(call, false, new SyncAnswer.Numbered(++number, expiresAtMs, wish)), 0, 0);
    }

    private static SyncAnswer taken(CallNumber call, boolean snapshot, SyncAnswer.Numbered... wishes) {
        return new SyncAnswer.Taken(call, "s", 0, snapshot, List.of(wishes), 100_000, 0);
    }

    private static Wish.Offer offer(String key) {
        return new Wish.Offer(key, new JobId(1), 1, "Part", MACHINE, PROGRAM, 5);
    }

    private static HostEvent lastEvent(Agent agent) {
        return agent.memory().events().getLast().event();
    }

    /// Hands that write down what they are asked to do.
    private final class Notes implements Hands {
        @Override
        public void lookAfter(List<Wish.Printer> printers) {
            if (!printers.isEmpty()) done.add("look after " + printers.size());
        }

        @Override
        public void fetch(String attempt, Digest digest, long bytes) {
            done.add("fetch " + attempt);
        }

        @Override
        public void print(MachineId machine, String attempt, Digest program) {
            assertTrue(disk.contains(new Entry.Staged(attempt, Stage.GRANTED)), "started before it was written down");
            done.add("print " + attempt);
        }

        @Override
        public void pause(MachineId machine) {
            done.add("pause");
        }

        @Override
        public void resume(MachineId machine) {
            done.add("resume");
        }

        @Override
        public void cancel(MachineId machine) {
            done.add("cancel");
        }

        @Override
        public void coolDown(MachineId machine) {
            done.add("cool down");
        }

        @Override
        public void answer(MachineId machine, long prompt, int button) {
            done.add("answer " + prompt + " " + button);
        }

        @Override
        public void command(MachineId machine, String gcode) {
            done.add(gcode);
        }

        @Override
        public void handle(MachineId machine, ByHand act) {
            done.add(act.toString());
        }

        @Override
        public @Nullable HostHealth health() {
            return null;
        }

        @Override
        public PrinterLive live(MachineId machine) {
            return new PrinterLive(
                    machine,
                    PrinterLive.Connection.CONNECTED,
                    asks == null ? PrinterLive.Activity.IDLE : PrinterLive.Activity.WAITS_FOR_PERSON,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    null,
                    null,
                    asks);
        }

        @Override
        public List<PortSeen> ports() {
            return List.of();
        }

        @Override
        public Reached reached(String attempt) {
            return REACHED;
        }
    }
}
