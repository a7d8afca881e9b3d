package platen.orders;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;

/// A customer's choice and the end of slicing take the order first and then the slice, so that neither waits
/// for the other for ever.
@ParameterizedClass
@EnumSource
class SliceLockTest extends PlateShop {
    private final Store store;

    SliceLockTest(Store store) {
        super(store);
        this.store = store;
    }

    @Test
    void aChoiceAndTheEndOfSlicingBothEnd() throws Exception {
        var token = begin("a");
        var order = view(token).order().id();
        var slice = view(token).plates().getFirst().slice();
        var isHeld = new CountDownLatch(1);
        try (var hands = Executors.newFixedThreadPool(2)) {
            var choice = hands.submit(() -> database.<Boolean, Exception>change(change -> {
                assertTrue(change.attach(Orders.class).touch(order, now));
                isHeld.countDown();
                if (store == Store.POSTGRES) awaitTheBench();
                return change.attach(Slices.class).hold(slice.id());
            }));
            isHeld.await();
            var bench = hands.submit(() -> this.bench.sliceNext());
            assertTrue(choice.get(1, TimeUnit.MINUTES));
            assertTrue(bench.get(1, TimeUnit.MINUTES));
        }
        assertFalse(requireNonNull(view(token).quote()).estimate());
    }

    /// Until it waits for what the choice holds.
    private void awaitTheBench() {
        while (database.<Integer, RuntimeException>look(
                        look -> look.createQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                        + " and datname = current_database()")
                                .mapTo(Integer.class)
                                .one())
                == 0) Thread.onSpinWait();
    }
}
