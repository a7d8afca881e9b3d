package platen.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenPortTest {
    private static final byte[] LINE = "G1 X10\n".getBytes(US_ASCII);

    private final Driver driver = new Driver();
    private boolean isThere = true;
    private long now;
    private long ticks;
    private final OpenPort port =
            new OpenPort("/dev/test", driver, () -> isThere, () -> now += ticks, Duration.ofMillis(20));

    @Test
    void writesTheRestWhereOnlyAPartWasTaken() throws IOException {
        driver.takes.addAll(List.of(2, 0, 3, 0, 0, 0, 0, 1));
        port.write(LINE, LINE.length);
        assertEquals("G1 X10\n", driver.written.toString(US_ASCII));
    }

    @Test
    void takesFiveEmptyWritesForADeadPortAndClosesIt() throws InterruptedException {
        driver.takes.addAll(List.of(2, 0, 0, 0, 0, 0));
        var why = assertThrows(IOException.class, () -> port.write(LINE, LINE.length));
        assertEquals("/dev/test takes nothing any more", why.getMessage());
        driver.closed.await();
    }

    @Test
    void closesAtOnceWhenReadingFails() throws InterruptedException {
        driver.reads.add(-1);
        assertThrows(IOException.class, () -> port.read(new byte[8]));
        driver.closed.await();
        assertThrows(IOException.class, () -> port.write(LINE, LINE.length), "a closed handle is not used again");
        assertEquals(0, driver.written.size());
    }

    @Test
    void closesOnlyOnce() throws InterruptedException {
        port.close();
        port.close();
        driver.closed.await();
        assertEquals(1, driver.closings.get());
    }

    @Test
    void doesNotWaitForADriverThatNeverLetsGo() {
        driver.hangs = true;
        port.close();
        assertEquals(1, driver.closed.getCount());
        driver.free.countDown();
    }

    @Test
    void noticesADeviceThatIsGoneThoughReadingOnlyReturnsNothing() throws IOException, InterruptedException {
        assertEquals(0, port.read(new byte[8]));
        isThere = false;
        now += Duration.ofMillis(900).toNanos();
        assertEquals(0, port.read(new byte[8]), "it looks only now and then");
        now += Duration.ofMillis(200).toNanos();
        var why = assertThrows(IOException.class, () -> port.read(new byte[8]));
        assertEquals("/dev/test is gone", why.getMessage());
        driver.closed.await();
    }

    @Test
    void doesNotLookWhileItHears() throws IOException {
        isThere = false;
        now += Duration.ofSeconds(5).toNanos();
        driver.reads.add(4);
        assertEquals(4, port.read(new byte[8]));
    }

    @Test
    void failsWhereTheSpeedCannotBeSet() throws InterruptedException {
        driver.takesSpeeds = false;
        assertThrows(IOException.class, () -> port.speed(250_000));
        driver.closed.await();
    }

    @Test
    void restartsABoardByAPulseThatItFeels() throws IOException {
        ticks = Duration.ofMillis(25).toNanos();
        port.restart();
        assertEquals(List.of(false, true), driver.dtr);
        assertTrue(now >= Duration.ofMillis(50).toNanos());
    }

    /// A driver that does as it is told here.
    private static final class Driver implements Handle {
        final Deque<Integer> reads = new ArrayDeque<>();
        final Deque<Integer> takes = new ArrayDeque<>();
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        final CountDownLatch closed = new CountDownLatch(1);
        final CountDownLatch free = new CountDownLatch(1);
        volatile boolean hangs;
        final AtomicInteger closings = new AtomicInteger();
        final List<Boolean> dtr = new ArrayList<>();
        boolean takesSpeeds = true;

        @Override
        public int read(byte[] into) {
            return reads.isEmpty() ? 0 : reads.remove();
        }

        @Override
        public int write(byte[] bytes, int length, int at) {
            int taken = takes.isEmpty() ? length : takes.remove();
            if (taken > 0) written.write(bytes, at, taken);
            return taken;
        }

        @Override
        public boolean speed(int baud) {
            return takesSpeeds;
        }

        @Override
        public void dtr(boolean high) {
            dtr.add(high);
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            try {
                if (hangs) free.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            closed.countDown();
        }
    }
}
