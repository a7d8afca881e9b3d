package platen.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static platen.queue.StepShop.ANN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Why.Way;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;

/// Which machine takes which job, by words, nozzles and hours; and where orders lie until they are collected.
@ParameterizedClass
@EnumSource
class MatchDeskTest {
    private static final Act DONE = new Act.Done();

    private final Store store;
    private StepShop shop;
    private MatchDesk desk;

    MatchDeskTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = new StepShop(store, folder);
        desk = new MatchDesk(shop.database, () -> shop.now);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aJobGoesOnlyWhereItsWordsHold() {
        var riso = shop.machine("Riso", MachineKind.RISO);
        var press = shop.machine("Press", MachineKind.PRESS);
        var job = shop.print(null, 10);
        assertEquals(DONE, desk.ask(job, " wide , blue ink or black ink,", ANN));
        refused("queue.already-so", desk.ask(job, "wide, blue ink or black ink", ANN));
        assertEquals(Way.PLACES, shop.why(job).way());
        assertEquals(DONE, desk.fit(press, null, null, "Wide", ANN));
        refused("queue.lacks-word", shop.floor.start(job, press, ANN));
        assertEquals(DONE, desk.fit(press, null, null, "Wide, Black ink", ANN));
        assertEquals(new Why(Message.of("queue.can-start", "Press"), Way.START, press.value()), shop.why(job));
        refused("queue.lacks-word", shop.floor.start(job, riso, ANN));
        assertEquals(DONE, shop.desk.split(job, 4, 10, ANN));
        var other = shop.queue().getLast();
        refused("queue.lacks-word", shop.floor.start(other, riso, ANN));
        assertEquals(DONE, shop.floor.start(job, press, ANN));
        refused("queue.too-late", desk.ask(job, "", ANN));
    }

    @Test
    void aMachineIsKnownByItsNameToo() {
        var riso = shop.machine("Riso", MachineKind.RISO);
        var job = shop.print(null, 10);
        desk.ask(job, "Press or riso", ANN);
        assertEquals(DONE, shop.floor.start(job, riso, ANN));
    }

    @Test
    void saysWhichNozzleToPutOn() {
        var left = printer();
        var job = part(3_600);
        assertEquals(Optional.empty(), problem(job, left));
        desk.fit(left, 600, 400, "", ANN);
        assertEquals(
                Optional.of(Message.of("queue.other-nozzle", "Left", "0.6", "0.4")),
                problem(job, left),
                "the usual nozzle of its model is wanted");
        shop.database.use(change -> change.attach(JobNeeds.class).setNozzle(job, 600));
        assertEquals(Optional.empty(), problem(job, left));
        desk.fit(left, null, 400, "", ANN);
        assertEquals(Optional.of(Message.of("queue.other-nozzle", "Left", "0.4", "0.6")), problem(job, left));
    }

    @Test
    void printsNothingAloneWhereTheShopForbidsIt() {
        var left = printer();
        var quick = part(3_600);
        var slow = part(8 * 3_600);
        shop.opens("10:00-18:00");
        assertEquals(Optional.empty(), problem(slow, left));
        assertEquals(DONE, desk.printAlone(false, ANN));
        refused("queue.already-so", desk.printAlone(false, ANN));
        assertEquals(Optional.empty(), problem(quick, left));
        var end = Instant.parse("2026-05-04T20:00:00Z");
        assertEquals(Optional.of(Message.of("queue.would-run-alone", end)), problem(slow, left));
    }

    @Test
    void anOrderLiesOnOnePlaceUntilItIsCollected() {
        var shelf = new ShelfDesk(shop.database, () -> shop.now);
        refused("queue.shelf-no-name", shelf.name(" , ", ANN));
        assertEquals(DONE, shelf.name("A10, A2,A1", ANN));
        var places = shelf.places();
        assertEquals(
                List.of("A1", "A2", "A10"),
                places.stream().map(Shelves.Place::name).toList());
        var order = shop.order();
        refused("queue.shelf-not-ready", shelf.put(order, places.getFirst().id(), ANN));
        shop.database.use(change -> change.attach(Orders.class).move(order, OrderState.APPROVED, OrderState.READY));
        refused("queue.shelf-no-place", shelf.put(order, 99, ANN));
        assertEquals(DONE, shelf.put(order, places.getFirst().id(), ANN));
        refused("queue.already-so", shelf.put(order, places.getFirst().id(), ANN));
        var shelves = shop.database.reading(Shelves.class);
        assertEquals(Optional.of("A1"), shelves.of(order));
        assertEquals("A2", shelves.firstFree().orElseThrow().name());
        refused("queue.shelf-not-empty", shelf.remove(places.getFirst().id(), ANN));
        assertEquals(DONE, shop.floor.collected(order, ANN));
        assertEquals(Optional.empty(), shelves.of(order));
        assertEquals(DONE, shelf.remove(places.getFirst().id(), ANN));
        assertEquals("A2", shelves.firstFree().orElseThrow().name());
        assertEquals(DONE, shelf.name("A1", ANN));
        assertEquals("A1", shelf.places().getFirst().name(), "its name comes back");
    }

    private MachineId printer() {
        return shop.database.change(change -> change.attach(Machines.class)
                .add(new Machines.NewMachine(
                        "Left",
                        MachineKind.PRINTER_3D,
                        null,
                        null,
                        "virtual",
                        null,
                        BedState.CLEAR,
                        null,
                        null,
                        shop.now)));
    }

    private JobId part(long seconds) {
        return shop.add(new Jobs.NewJob(
                null, null, "knob.gcode", MachineKind.PRINTER_3D, null, null, null, null, null, 1, seconds, shop.now));
    }

    private Optional<Message> problem(JobId job, MachineId on) {
        return shop.database.look(look -> {
            var machine = look.attach(Machines.class).find(on).orElseThrow();
            return Matching.problem(look, look.attach(Jobs.class).find(job).orElseThrow(), machine, shop.now);
        });
    }

    private static void refused(String key, Act act) {
        assertEquals(key, assertInstanceOf(Act.Refused.class, act).why().key());
    }
}
