package platen.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static platen.notices.NoticeShop.ANN;
import static platen.notices.NoticeShop.WORKER;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.queue.Act;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.values.Actor;

/// Orders are cancelled while that is free, with their jobs.
@ParameterizedClass
@EnumSource
class EndingTest {
    private static final Actor CUSTOMER = Actor.customer("Ann");
    private static final int RACES = 10;
    private final NoticeShop shop;

    EndingTest(Store store) throws IOException {
        shop = new NoticeShop(store, 0);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void cancelsDraftsOffersAndWhatWaitsForAMachine() throws Exception {
        var draft = shop.desk.view(shop.draft()).orElseThrow().order();
        var offered = shop.offered(ANN, Duration.ofDays(5));
        var approved = shop.approved(ANN);
        for (var order : List.of(draft, offered, approved)) {
            assertEquals(new Act.Done(), shop.ending.cancel(order.id(), "", CUSTOMER));
            assertEquals(OrderState.CANCELLED, shop.order(order.id()).state());
            assertEquals(new Act.Done(), shop.ending.cancel(order.id(), "", CUSTOMER), "a second press");
        }
        assertEquals(JobState.CANCELLED, job(approved).state());
        assertEquals("talk.cancelled", shop.events(approved).getLast());
    }

    @Test
    void doesNotCancelWhatHasBegun() throws Exception {
        var order = shop.approved(ANN);
        shop.floor.start(job(order).id(), shop.press, WORKER);
        assertInstanceOf(Act.Refused.class, shop.ending.cancel(order.id(), "", CUSTOMER));
        assertEquals(OrderState.IN_PRODUCTION, shop.order(order.id()).state());
        assertEquals(JobState.RUNNING, job(order).state());
    }

    @Test
    void eitherStartsOrIsCancelledWhenBothHappenAtOnce() throws Exception {
        for (int race = 0; race < RACES; race++) {
            var order = shop.approved(ANN);
            var job = job(order);
            shop.floor.clear(shop.press, WORKER);
            var line = new CyclicBarrier(2);
            try (var hands = Executors.newFixedThreadPool(2)) {
                Callable<Act> starts = () -> {
                    line.await();
                    return shop.floor.start(job.id(), shop.press, WORKER);
                };
                Callable<Act> cancels = () -> {
                    line.await();
                    return shop.ending.cancel(order.id(), "", CUSTOMER);
                };
                var acts = hands.invokeAll(List.of(starts, cancels));
                assertNotEquals(
                        acts.getFirst().get() instanceof Act.Done,
                        acts.getLast().get() instanceof Act.Done);
            }
            if (job(order).state() == JobState.RUNNING) {
                assertEquals(OrderState.IN_PRODUCTION, shop.order(order.id()).state());
                shop.floor.finish(job.id(), job.copies(), 0, WORKER);
            } else {
                assertEquals(OrderState.CANCELLED, shop.order(order.id()).state());
                assertEquals(JobState.CANCELLED, job(order).state());
            }
        }
    }

    private Job job(Order order) {
        return shop.database.reading(Jobs.class).of(order.id()).getFirst();
    }
}
