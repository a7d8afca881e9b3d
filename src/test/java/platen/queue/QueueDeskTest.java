package platen.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static platen.queue.StepShop.ANN;
import static platen.queue.StepShop.BEN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Events;
import platen.machines.MachineKind;
import platen.queue.Why.Way;
import platen.values.Message;

/// Putting the queue in order by hand: once, in time, or not at all.
@ParameterizedClass
@EnumSource
class QueueDeskTest {
    private static final Act DONE = new Act.Done();

    private final Store store;
    private StepShop shop;

    QueueDeskTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = new StepShop(store, folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingBeginsWhatSomebodyHolds() {
        var press = shop.machine("Press", MachineKind.PRESS);
        var job = shop.print(null, 10);
        refused("queue.hold-reason", shop.desk.hold(job, Hold.SHOP, " ", ANN));
        assertEquals(DONE, shop.desk.hold(job, Hold.SHOP, "no black ink", ANN));
        refused("queue.held-already", shop.desk.hold(job, Hold.FILE, "no black ink", BEN));
        assertEquals(
                new Why(Message.of("queue.held", "Ann", shop.now, "no black ink"), Way.LET_GO, job.value()),
                shop.why(job));
        refused("queue.held", shop.floor.start(job, press, BEN));
        assertEquals(DONE, shop.desk.letGo(job, BEN));
        refused("queue.not-held", shop.desk.letGo(job, ANN));
        assertEquals(DONE, shop.floor.start(job, press, BEN));
        refused("queue.too-late", shop.desk.hold(job, Hold.SHOP, "it runs", ANN));
    }

    @Test
    void saysForWhomItWaits() {
        var job = shop.print(shop.order(), 10);
        shop.desk.hold(job, Hold.CUSTOMER, "the new logo", ANN);
        assertEquals(Way.TALK, shop.why(job).way());
        assertEquals("queue.held-for-customer", shop.words(job).key());
        shop.desk.letGo(job, ANN);
        shop.desk.hold(job, Hold.FILE, "page 3 is blank", ANN);
        assertEquals(Way.UPLOAD, shop.why(job).way());
    }

    @Test
    void sharesCopiesOnceForTwoTaps() {
        var job = shop.print(null, 10);
        refused("queue.split-most", shop.desk.split(job, 10, 10, ANN));
        assertEquals(DONE, shop.desk.split(job, 4, 10, ANN));
        refused("queue.too-late", shop.desk.split(job, 4, 10, ANN));
        var other = shop.queue().getLast();
        assertEquals(6, shop.job(job).copies());
        assertEquals(4, shop.job(other).copies());
        assertEquals(shop.job(job).position(), shop.job(other).position());
    }

    @Test
    void goesOnAnyOfTheMachinesThatWereChosen() {
        var old = shop.machine("Old press", MachineKind.PRESS);
        var riso = shop.machine("Riso", MachineKind.RISO);
        var bench = shop.machine("Bench", MachineKind.BENCH);
        var job = shop.print(null, 10);
        refused("queue.other-work", shop.desk.place(job, Set.of(bench), ANN));
        assertEquals(DONE, shop.desk.place(job, Set.of(riso), ANN));
        refused("queue.already-so", shop.desk.place(job, Set.of(riso), ANN));
        refused("queue.not-chosen", shop.floor.start(job, old, ANN));
        assertEquals(Message.of("queue.can-start", "Riso"), shop.words(job));
        assertEquals(DONE, shop.desk.place(job, Set.of(), ANN));
        assertEquals(DONE, shop.floor.start(job, old, ANN));
        refused("queue.too-late", shop.desk.place(job, Set.of(riso), ANN));
    }

    @Test
    void movesBeforeAnotherAndSaysWhenItStandsThereAlready() {
        var first = shop.print(null, 1);
        var second = shop.print(null, 1);
        var third = shop.print(null, 1);
        var fourth = shop.print(null, 1);
        assertEquals(DONE, shop.desk.moveBefore(third, second, ANN));
        assertEquals(List.of(first, third, second, fourth), shop.queue());
        var events = shop.database.reading(Events.class).last();
        refused("queue.already-so", shop.desk.moveBefore(third, second, ANN));
        refused("queue.too-late", shop.desk.moveBefore(third, third, ANN));
        assertEquals(events, shop.database.reading(Events.class).last());
        assertEquals(DONE, shop.desk.moveBefore(fourth, first, ANN));
        assertEquals(List.of(fourth, first, third, second), shop.queue());
        assertEquals(DONE, shop.desk.moveBefore(fourth, second, ANN));
        assertEquals(List.of(first, third, fourth, second), shop.queue());
    }

    @Test
    void manyMovesBetweenTheSameTwoKeepTheOrder() {
        var first = shop.print(null, 1);
        var last = shop.print(null, 1);
        var moved = new ArrayList<>(List.of(first));
        for (int i = 0; i < 30; i++) {
            var next = shop.print(null, 1);
            shop.desk.moveBefore(next, last, ANN);
            moved.add(next);
        }
        moved.add(last);
        assertEquals(moved, shop.queue());
    }

    private static void refused(String key, Act act) {
        assertEquals(key, assertInstanceOf(Act.Refused.class, act).why().key());
    }
}
