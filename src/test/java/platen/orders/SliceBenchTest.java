package platen.orders;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.slicing.Strength;
import platen.values.Message;

/// What is sliced once serves all who want it, is sliced anew when it has to be, and never blocks others.
@ParameterizedClass
@EnumSource
class SliceBenchTest extends PlateShop {
    SliceBenchTest(Store store) {
        super(store);
    }

    @Test
    void slicesOnceWhatSeveralWaitFor() throws Exception {
        var first = begin("a");
        var second = begin("b");
        assertTrue(bench.sliceNext());
        assertFalse(bench.sliceNext());
        for (var token : List.of(first, second))
            assertFalse(requireNonNull(view(token).quote()).estimate());
    }

    @Test
    void slicesAgainWhatIsWantedOtherwise() throws Exception {
        var token = begin("a");
        sliceAll();
        desk.choose(token, new Choices.Part("PLA", "black", "normal", 1, Strength.STRONG, false));
        sliceAll();
        desk.choose(token, new Choices.Part("PLA", "black", "draft", 1));
        sliceAll();
        slicer = "PrusaSlicer 2.9.0";
        desk.choose(token, new Choices.Part("PLA", "black", "draft", 1));
        sliceAll();
        assertEquals(4, sliced.size());
        desk.choose(token, new Choices.Part("PLA", "white", "draft", 1));
        assertFalse(requireNonNull(view(token).quote()).estimate(), "the slicer knows no colour");
    }

    @Test
    void plansAgainWhatWasAskedOfAnotherSlicer() throws Exception {
        var token = begin("a");
        slicer = "PrusaSlicer 2.9.0";
        sliceAll();
        assertFalse(view(token).isPending());
        assertEquals(slicer, view(token).plates().getFirst().slice().slicer());
        assertEquals(1, sliced.size());
    }

    @Test
    void keepsSoManyBytesAndForgetsWhatWasUsedLongestAgo() throws Exception {
        bench = bench(25);
        var old = begin("a");
        sliceAll();
        var program = requireNonNull(view(old).plates().getFirst().slice().program());
        now = now.plusSeconds(60);
        var other = begin("b");
        choose(other, 2);
        sliceAll();
        now = now.plusSeconds(60);
        choose(other, 3);
        sliceAll();
        assertEquals(null, view(old).quote(), "it is asked for its choices again");
        assertEquals(null, view(old).line().choices());
        assertFalse(requireNonNull(view(other).quote()).estimate());
        now = now.plusSeconds(100_000);
        files.sweep();
        assertTrue(files.find(program).isEmpty());
    }

    @Test
    void slicesAgainWhatWasUnderWayWhenTheServerEnded() throws Exception {
        var token = begin("a");
        database.use(change -> change.attach(Slices.class)
                .begin(view(token).plates().getFirst().slice().id()));
        assertFalse(bench.sliceNext());
        database.use(change -> change.attach(Slices.class).again());
        assertTrue(bench.sliceNext());
        assertFalse(view(token).isPending());
    }

    @Test
    void stopsWhatNobodyWantsAnyMoreForWhoWaits() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var slow = new SliceBench(
                database,
                files,
                quoting,
                (_, wish, program) -> {
                    if (wish.copies() > 1) return slice(folder, wish, program);
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return new SliceBench.Made.PlateFull();
                    } finally {
                        ended.countDown();
                    }
                },
                () -> now);
        var thread = Thread.ofPlatform().start(slow);
        var token = begin("a");
        begun.await();
        choose(token, 2);
        ended.await();
        while (view(token).isPending()) Thread.onSpinWait();
        thread.interrupt();
        thread.join();
        assertEquals(List.of(2), sliced);
    }

    @Test
    void aPlateThatFailsBlocksNobody() throws Exception {
        var failing = new SliceBench(
                database,
                files,
                quoting,
                (file, wish, program) -> {
                    if (wish.copies() == 1) throw new IOException("the disk is full");
                    return slice(file, wish, program);
                },
                () -> now);
        var first = begin("a");
        var second = begin("b");
        choose(second, 2);
        while (failing.sliceNext())
            ;
        assertEquals(Message.of("orders.slicer-broke"), view(first).problem());
        assertFalse(view(first).isPending());
        assertEquals(null, view(first).quote(), "a person looks at it");
        assertFalse(requireNonNull(view(second).quote()).estimate());
        choose(first, 1);
        sliceAll();
        assertFalse(requireNonNull(view(first).quote()).estimate(), "it is tried again");
    }
}
