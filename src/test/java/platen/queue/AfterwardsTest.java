package platen.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.queue.StepShop.ANN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.machines.MachineKind;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// What is said of a run after it: it is written down with the count, and decides who bears what is made again.
@ParameterizedClass
@EnumSource
class AfterwardsTest {
    private static final Act DONE = new Act.Done();

    private final Store store;
    private StepShop shop;
    private OrderId order;
    private JobId print;
    private MachineId press;

    AfterwardsTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = new StepShop(store, folder);
        order = shop.order();
        print = shop.print(order, 50);
        press = shop.machine("Press", MachineKind.PRESS);
        assertEquals(DONE, shop.floor.start(print, press, ANN));
        shop.pass(Duration.ofMinutes(20));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aRunIsWrittenDownWithItsReasonAndWhatIsLeftWaitsAgain() {
        var said = new Said(Reason.JAM, "the feeder", null, null, Said.Cost.SHOP, "");
        assertEquals(DONE, shop.floor.finish(print, 44, 6, said, ANN));
        var run = runs().getFirst();
        assertEquals(press, run.machine());
        assertEquals(Duration.ofMinutes(20), Duration.between(run.beganAt(), run.endedAt()));
        assertEquals(List.of(44, 6), List.of(run.good(), run.spoiled()));
        assertEquals(Reason.JAM, run.reason());
        assertEquals(JobState.WAITING, shop.job(print).state());
        assertNull(shop.job(print).hold());
        assertTrue(events().contains(Message.of("queue.reason-jam")), () -> events().toString());
        assertTrue(events().contains(Message.of("queue.reason-said", "the feeder")));
    }

    @Test
    void whatTheCustomerShallPayForWaitsForTheirYes() {
        var said = new Said(Reason.WRONG_STOCK, "", null, null, Said.Cost.CUSTOMER, "Your paper curls. Again, for 12?");
        assertEquals(DONE, shop.floor.finish(print, 40, 10, said, ANN));
        assertEquals(Hold.CUSTOMER, shop.job(print).hold());
        assertTrue(shop.floor.start(print, press, ANN) instanceof Act.Refused, "nothing more is made unasked");
        assertEquals(DONE, shop.desk.letGo(print, ANN));
        assertEquals(DONE, shop.floor.start(print, press, ANN));
    }

    @Test
    void aReasonCanBeSaidLater() {
        assertEquals(DONE, shop.floor.finish(print, 44, 6, ANN));
        var open = shop.database.reading(JobRuns.class).unexplained(print).orElseThrow();
        assertTrue(open.isUnexplained());
        var said = new Said(Reason.SMUDGED, "", null, null, Said.Cost.SHOP, "");
        assertEquals(DONE, shop.floor.say(print, open.id(), said, ANN));
        assertTrue(shop.database.reading(JobRuns.class).unexplained(print).isEmpty());
        assertEquals(Act.refused("queue.gone"), shop.floor.say(print, open.id() + 1, said, ANN));
    }

    @Test
    void whatIsRefusedLeavesNoRun() {
        var said = new Said(Reason.JAM, "", null, null, Said.Cost.SHOP, "");
        assertTrue(shop.floor.finish(print, 51, 0, said, ANN) instanceof Act.Refused);
        assertEquals(List.of(), runs());
    }

    private List<JobRun> runs() {
        return shop.database.reading(JobRuns.class).of(print);
    }

    private List<Message> events() {
        return shop.database.reading(Events.class).about(Subject.Kind.JOB, print.value()).stream()
                .map(Event::what)
                .toList();
    }
}
