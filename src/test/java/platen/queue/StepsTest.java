package platen.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static platen.queue.StepShop.ANN;
import static platen.queue.StepShop.BEN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.machines.MachineKind;
import platen.orders.OrderState;
import platen.queue.Why.Way;
import platen.values.JobId;
import platen.values.Message;
import platen.values.OrderId;

/// Printing, cutting and folding in sequence: good copies go on to the next step, spoiled ones are made anew.
@ParameterizedClass
@EnumSource
class StepsTest {
    private static final Act DONE = new Act.Done();

    private final Store store;
    private StepShop shop;
    private OrderId order;
    private JobId print;
    private JobId cut;
    private JobId fold;

    StepsTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = new StepShop(store, folder);
        order = shop.order();
        print = shop.print(order, 50);
        cut = shop.step(order, "cutting", 1, 50);
        fold = shop.step(order, "folding", 2, 50);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void eachStepTakesWhatTheOneBeforeHasMade() {
        var press = shop.machine("Press", MachineKind.PRESS);
        assertEquals(new Why(Message.of("queue.waits-for-step", "flyer.pdf"), Way.JOB, print.value()), shop.why(cut));
        assertEquals(Message.of("queue.waits-for-step", "flyer.pdf, cutting"), shop.words(fold));
        refused("queue.waits-for-step", shop.floor.done(cut, 1, 0, 0, ANN));

        assertEquals(DONE, shop.floor.start(print, press, ANN));
        assertEquals(DONE, shop.floor.finish(print, 30, 2, ANN));
        assertEquals(new Why(Message.of("queue.by-hand", 30), Way.BY_HAND, cut.value()), shop.why(cut));
        refused("queue.more-than-came", shop.floor.done(cut, 31, 0, 0, ANN));
        assertEquals(DONE, shop.floor.done(cut, 30, 0, 0, ANN));
        refused("queue.too-late", shop.floor.done(cut, 20, 0, 0, ANN));
        assertEquals(DONE, shop.floor.done(fold, 30, 0, 0, ANN));
        assertEquals(DONE, shop.floor.start(print, press, ANN));
        assertEquals(DONE, shop.floor.finish(print, 20, 0, ANN));
        assertEquals(DONE, shop.floor.done(cut, 20, 0, 30, ANN));
        assertEquals(OrderState.IN_PRODUCTION, shop.state(order));
        assertEquals(DONE, shop.floor.done(fold, 20, 0, 30, ANN));
        assertEquals(OrderState.READY, shop.state(order));
    }

    @Test
    void whatAStepSpoilsIsMadeAnewFromTheFirstOn() {
        printed(50);
        assertEquals(DONE, shop.floor.done(cut, 50, 0, 0, ANN));
        assertEquals(DONE, shop.floor.done(fold, 47, 3, 0, ANN));
        assertEquals(53, shop.job(print).copies());
        assertEquals(JobState.WAITING, shop.job(print).state());
        assertEquals(
                Message.of("queue.more-asked", 3, "flyer.pdf, folding"),
                shop.job(print).cause());
        assertEquals(53, shop.job(cut).copies());
        assertEquals(JobState.WAITING, shop.job(cut).state());
        assertEquals(Message.of("queue.waits-for-step", "flyer.pdf, cutting"), shop.words(fold));

        printed(3);
        assertEquals(DONE, shop.floor.done(cut, 3, 0, 50, ANN));
        assertEquals(DONE, shop.floor.done(fold, 3, 0, 50, ANN));
        assertEquals(OrderState.READY, shop.state(order));
    }

    @Test
    void inkDriesBeforeAnybodyCutsIt() {
        var riso = shop.machine("Riso", MachineKind.RISO);
        shop.dries(riso, 45);
        shop.floor.start(print, riso, ANN);
        shop.floor.finish(print, 50, 0, ANN);
        var until = shop.now.plus(Duration.ofMinutes(45));
        assertEquals(Message.of("queue.still-drying", "flyer.pdf", until), shop.words(cut));
        refused("queue.still-drying", shop.floor.done(cut, 50, 0, 0, ANN));
        shop.pass(Duration.ofMinutes(44));
        refused("queue.still-drying", shop.floor.done(cut, 50, 0, 0, ANN));
        shop.pass(Duration.ofMinutes(1));
        assertEquals(DONE, shop.floor.done(cut, 50, 0, 0, ANN));
    }

    @Test
    void aBenchDoesTheStepsThatItIsMadeFor() {
        printed(50);
        var guillotine = shop.machine("Guillotine", MachineKind.BENCH);
        shop.does(guillotine, "cutting");
        assertEquals(Message.of("queue.can-start", "Guillotine"), shop.words(cut));
        assertEquals(DONE, shop.floor.start(cut, guillotine, ANN));
        assertEquals(DONE, shop.floor.finish(cut, 50, 0, BEN));
        assertEquals(new Why(Message.of("queue.by-hand", 50), Way.BY_HAND, fold.value()), shop.why(fold));
        refused("queue.other-work", shop.floor.start(fold, guillotine, ANN));
    }

    @Test
    void twoWhoShareAStepTakeNothingTwice() {
        printed(30);
        var bench = shop.machine("Bench", MachineKind.BENCH);
        assertEquals(DONE, shop.desk.split(cut, 25, 50, ANN));
        var other = shop.queue().getLast();
        assertEquals(DONE, shop.floor.start(cut, bench, ANN));
        assertEquals(DONE, shop.floor.done(other, 5, 0, 0, BEN), "the rest is at hand at the bench");
        refused("queue.waits-for-step", shop.floor.done(other, 1, 0, 5, BEN));
        assertEquals(DONE, shop.floor.finish(cut, 25, 0, ANN));
        printed(20);
        assertEquals(DONE, shop.floor.done(other, 20, 0, 5, BEN));
    }

    @Test
    void isClosedWithWhatIsGoodWhereNoMoreComes() {
        printed(40);
        refused("queue.waits-for-step", shop.floor.done(fold, 1, 0, 0, ANN));
        assertEquals(DONE, shop.desk.enough(print, ANN));
        refused("queue.too-late", shop.desk.enough(print, ANN));
        assertEquals(DONE, shop.floor.done(cut, 40, 0, 0, ANN));
        assertEquals(new Why(Message.of("queue.no-more-come"), Way.DECIDE, cut.value()), shop.why(cut));
        assertEquals(DONE, shop.desk.enough(cut, ANN));
        assertEquals(DONE, shop.floor.done(fold, 40, 0, 0, ANN));
        assertEquals(DONE, shop.desk.enough(fold, ANN));
        assertEquals(OrderState.READY, shop.state(order));
    }

    @Test
    void asksOnlyForWhatWasSpoiledWhereSomebodyHasClosedShort() {
        printed(40);
        shop.desk.enough(print, ANN);
        shop.floor.done(cut, 40, 0, 0, ANN);
        assertEquals(DONE, shop.floor.done(fold, 39, 1, 0, ANN));
        assertEquals(41, shop.job(print).copies());
        assertEquals(51, shop.job(cut).copies());
    }

    @Test
    void packsWhenAllElseIsOver() {
        var pack = shop.add(Jobs.NewJob.step(order, null, "flyer.pdf", Steps.PACKING, Job.PACKING, 1, null, shop.now));
        printed(50);
        shop.floor.done(cut, 50, 0, 0, ANN);
        refused("queue.waits-for-step", shop.floor.done(pack, 1, 0, 0, ANN));
        shop.floor.done(fold, 50, 0, 0, ANN);
        assertEquals(OrderState.IN_PRODUCTION, shop.state(order));
        assertEquals(DONE, shop.floor.done(pack, 1, 0, 0, ANN));
        assertEquals(OrderState.READY, shop.state(order));
    }

    private void printed(int copies) {
        var press = shop.machine("Press for " + copies, MachineKind.PRESS);
        assertEquals(DONE, shop.floor.start(print, press, ANN));
        assertEquals(DONE, shop.floor.finish(print, copies, 0, ANN));
    }

    private static void refused(String key, Act act) {
        assertEquals(key, assertInstanceOf(Act.Refused.class, act).why().key());
    }
}
