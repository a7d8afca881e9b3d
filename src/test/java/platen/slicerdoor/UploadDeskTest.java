package platen.slicerdoor;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.gcode.binary.BinaryFiles;
import platen.machines.MachineKind;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.queue.Act;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.Digest;
import platen.values.OrderId;
import platen.values.Secrets;

/// Files of slicers become jobs that wait: each once, in the place of its former self, and never on the wrong printer.
@ParameterizedClass
@EnumSource
class UploadDeskTest {
    private static final Door QUEUE = new Door.OfQueue();

    private final DoorShop shop;

    UploadDeskTest(Store store) throws IOException {
        shop = new DoorShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void becomesAJobThatWaits() throws Exception {
        var upload = shop.waits(shop.send(shop.key(QUEUE), "brackets", "left.gcode", "G28"));
        var job = shop.job(upload);
        assertEquals(JobState.WAITING, job.state());
        assertEquals("left.gcode", job.title());
        assertEquals(upload.file(), job.program());
        assertEquals("ender3", job.profile());
        assertEquals("PLA", job.material(), "as the shop calls it");
        assertNull(job.orderId());
        assertEquals("brackets/left.gcode", upload.path());
        assertEquals("Ann", upload.ownerName());
        assertEquals("PrusaSlicer 2.9.4", requireNonNull(upload.remarks()).slicer());
    }

    @Test
    void isNotASecondJobWhenTheSameFileComesAgain() throws Exception {
        var key = shop.key(QUEUE);
        var first = shop.waits(shop.send(key, "", "left.gcode", "G28"));
        var again = assertInstanceOf(Arrival.Known.class, shop.send(key, "", "right.gcode", "G28"));
        assertEquals(first.id(), again.upload().id());
        assertEquals(1, shop.jobs().size());
        assertEquals(1, shop.read.size(), "it is not read again");
    }

    @Test
    void isOneJobHoweverOftenItComesAtOnce() throws Exception {
        var key = shop.key(QUEUE);
        Callable<Arrival> send = () -> shop.send(key, "", "left.gcode", "G28");
        try (var hands = Executors.newFixedThreadPool(4)) {
            for (var arrival : hands.invokeAll(List.of(send, send, send, send))) arrival.get();
        }
        assertEquals(1, shop.jobs().size());
    }

    @Test
    void takesThePlaceOfAWaitingFileOfItsName() throws Exception {
        var key = shop.key(QUEUE);
        var first = shop.waits(shop.send(key, "", "left.gcode", "G28"));
        var second = shop.waits(shop.send(key, "", "left.gcode", "G28 X"));
        assertEquals(first.job(), second.job());
        assertEquals(second.file(), shop.job(second).program());
        assertEquals(second.file(), shop.job(second).file());
        assertEquals(1, shop.jobs().size());
        shop.clock.pass(Duration.ofDays(2));
        shop.files.sweep();
        assertFalse(shop.isStored(first.file()), "nothing needs the former file");
        assertTrue(shop.isStored(second.file()));
        shop.waits(shop.send(key, "other folder", "left.gcode", "G28 Y"));
        assertEquals(2, shop.jobs().size());
    }

    @Test
    void isRefusedUnderTheNameOfAJobThatIsPrinting() throws Exception {
        var key = shop.key(QUEUE);
        var upload = shop.waits(shop.send(key, "", "left.gcode", "G28"));
        shop.database.use(change -> change.attach(Jobs.class).release(upload.job(), shop.ender));
        assertInstanceOf(Arrival.NameTaken.class, shop.send(key, "", "left.gcode", "G28 X"));
        assertInstanceOf(Arrival.NameTaken.class, shop.send(key, "", "left.gcode", "G28"));
        assertInstanceOf(Arrival.Known.class, shop.send(key, "", "same.gcode", "G28"));
        assertTrue(shop.isStored(upload.file()), "what is printed stays");
        assertEquals(1, shop.jobs().size());
    }

    @Test
    void isHeldWhenItWasSlicedForAnotherPrinterUntilSomebodyLooks() throws Exception {
        var upload = shop.waits(shop.send(shop.key(new Door.OfMachine(shop.ender)), "", "left.gcode", "for mk3s"));
        assertEquals(DoorShop.FOR_ANOTHER, upload.held());
        assertNull(shop.job(upload).program(), "so that nobody can start it");
        assertEquals(new Act.Done(), shop.shelf.letGo(upload, DoorShop.BOB));
        assertEquals(upload.file(), shop.job(upload).program());
        assertInstanceOf(Act.Refused.class, shop.shelf.letGo(upload, DoorShop.BOB));
    }

    @Test
    void findsThePrinterThatItWasSlicedForBehindTheQueue() throws Exception {
        var upload = shop.waits(shop.send(shop.key(QUEUE), "", "left.gcode", "for mk3s"));
        assertNull(upload.held());
        assertEquals("mk3s", upload.profile());
        assertEquals(List.of("ender3", "mk3s"), shop.read);
    }

    @Test
    void isRefusedInWordsAndLeavesNothing() throws Exception {
        var key = shop.key(QUEUE);
        var refused = assertInstanceOf(Arrival.Refused.class, shop.send(key, "", "left.gcode", "broken"));
        assertEquals("gcode.breaks-off", refused.why().key());
        assertEquals(0, shop.jobs().size());
        assertFalse(shop.isStored(Digest.of("broken".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void keepsBinaryGcodeAndItsText() throws Exception {
        var binary = BinaryFiles.of("G28\nG1 X10 E5\n", 3, 2, 100);
        var upload = shop.waits(shop.send(shop.key(QUEUE), "", "left.bgcode", binary));
        assertNotEquals(upload.file(), upload.program());
        assertEquals(upload.program(), shop.job(upload).program());
        assertEquals(upload.file(), shop.job(upload).file());
        shop.clock.pass(Duration.ofDays(2));
        assertEquals(0, shop.files.sweep(), "both are used");
        assertInstanceOf(Arrival.Known.class, shop.send(shop.key(QUEUE), "", "left.bgcode", binary));
    }

    @Test
    void goesFirstAndWaitsAllTheSame() throws Exception {
        var key = shop.key(QUEUE);
        shop.waits(shop.send(key, "", "one.gcode", "G28"));
        var second = shop.waits(shop.send(key, "", "two.gcode", "G28 X"));
        shop.shelf.first(second, key);
        shop.shelf.first(second, key);
        var first = shop.shelf.find(second.id()).orElseThrow();
        assertTrue(first.isFirst());
        assertEquals(JobState.WAITING, first.jobState());
    }

    @Test
    void belongsToTheOrderWhoseCodeItNames() throws Exception {
        var order = order("K7PQ4X");
        var key = shop.key(QUEUE);
        var named = shop.waits(shop.send(key, "", "gear_K7PQ4X_PLA.gcode", "G28"));
        assertEquals(order, shop.job(named).orderId());
        var inFolder = shop.waits(shop.send(key, "order k7pq4x", "gear.gcode", "G28 X"));
        assertEquals(order, shop.job(inFolder).orderId());
        var none = shop.waits(shop.send(key, "", "gear_AAAAAA.gcode", "G28 Y"));
        assertNull(shop.job(none).orderId());
    }

    @Test
    void isTheProgramThatAnOrdersJobWaitedFor() throws Exception {
        var order = order("K7PQ4X");
        var waiting = shop.database.change(change -> change.attach(Jobs.class)
                .add(new Jobs.NewJob(
                        order,
                        null,
                        "gear.stl",
                        MachineKind.PRINTER_3D,
                        null,
                        null,
                        null,
                        "PLA",
                        "red",
                        3,
                        null,
                        shop.clock.instant())));
        var key = shop.key(QUEUE);
        var upload = shop.waits(shop.send(key, "", "K7PQ4X gear.gcode", "G28"));
        assertEquals(waiting, upload.job());
        assertEquals(upload.file(), shop.job(upload).program());
        assertEquals(3, shop.job(upload).copies());
        assertEquals(1, shop.jobs().size());
        assertInstanceOf(Act.Refused.class, shop.shelf.delete(upload, key), "the order's job is not the slicer's");
        var better = shop.waits(shop.send(key, "", "K7PQ4X gear.gcode", "G28 X"));
        assertEquals(better.file(), shop.job(better).program());
        assertEquals("red", shop.job(better).colour());
    }

    @Test
    void isGivenUpWhenItsSenderDeletesItWhileItWaits() throws Exception {
        var key = shop.key(QUEUE);
        var upload = shop.waits(shop.send(key, "", "one.gcode", "G28"));
        assertEquals(new Act.Done(), shop.shelf.delete(upload, key));
        assertEquals(JobState.CANCELLED, shop.job(upload).state());
        assertTrue(shop.shelf.of(key).isEmpty());
        shop.waits(shop.send(key, "", "one.gcode", "G28"));
    }

    @Test
    void isRenamedButNotOverAnother() throws Exception {
        var key = shop.key(QUEUE);
        var one = shop.waits(shop.send(key, "", "one.gcode", "G28"));
        shop.waits(shop.send(key, "", "two.gcode", "G28 X"));
        assertInstanceOf(Act.Refused.class, shop.shelf.move(one, key, "", "two.gcode"));
        assertEquals(new Act.Done(), shop.shelf.move(one, key, "kept", "two.gcode"));
        assertTrue(shop.shelf.find(key, "kept/two.gcode").isPresent());
    }

    private OrderId order(String code) {
        return shop.database.change(change -> {
            var orders = change.attach(Orders.class);
            var id = orders.begin(code, Secrets.token(), Secrets.token(), shop.clock.instant());
            change.execute(
                    "update customer_order set customer_name = 'Ida', phone = '1', quote = 1 where id = ?", id.value());
            orders.move(id, OrderState.DRAFT, OrderState.APPROVED);
            return id;
        });
    }
}
