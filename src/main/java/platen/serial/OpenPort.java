package platen.serial;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/// A port held open. As soon as something fails it is closed: a handle that is kept would make the printer
/// come back under another name.
final class OpenPort implements Port {
    private static final Logger LOG = Logger.getLogger(OpenPort.class.getName());
    private static final int EMPTY_WRITES_BEFORE_DEAD = 5;
    private static final long LOOK_EVERY_NS = Duration.ofSeconds(1).toNanos();
    /// Boards feel the edge through a capacitor that needs about half of this to empty.
    private static final long PULSE_NS = Duration.ofMillis(100).toNanos();

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final String path;
    private final Handle handle;
    private final BooleanSupplier isThere;
    private final LongSupplier clock;
    private final Duration closePatience;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long lookedAt;

    /// `isThere` tells whether the device that was opened is still the one at its path.
    OpenPort(String path, Handle handle, BooleanSupplier isThere) {
        this(path, handle, isThere, System::nanoTime, CLOSE_PATIENCE);
    }

    OpenPort(String path, Handle handle, BooleanSupplier isThere, LongSupplier clock, Duration closePatience) {
        this.path = path;
        this.handle = handle;
        this.isThere = isThere;
        this.clock = clock;
        this.closePatience = closePatience;
        this.lookedAt = clock.getAsLong();
    }

    @Override
    public int read(byte[] into) throws IOException {
        checkOpen();
        int read = handle.read(into);
        if (read < 0 || (read == 0 && isGone())) throw failed("is gone");
        return read;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        checkOpen();
        int empty = 0;
        for (int at = 0; at < length; ) {
            int written = handle.write(bytes, length - at, at);
            if (written < 0 || (written == 0 && ++empty == EMPTY_WRITES_BEFORE_DEAD)) {
                throw failed("takes nothing any more");
            }
            if (written > 0) empty = 0;
            at += written;
        }
    }

    @Override
    public void speed(int baud) throws IOException {
        checkOpen();
        if (!handle.speed(baud)) throw failed("cannot talk at " + baud + " baud");
    }

    @Override
    public void restart() throws IOException {
        checkOpen();
        handle.dtr(false);
        long until = clock.getAsLong() + PULSE_NS;
        for (long now = clock.getAsLong(); now < until; now = clock.getAsLong()) LockSupport.parkNanos(until - now);
        handle.dtr(true);
    }

    /// Closes in a thread of its own, as it may hang; it is not waited for without end.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        var closing = Thread.ofPlatform().daemon().name("close " + path).start(handle::close);
        try {
            if (!closing.join(closePatience)) LOG.warning("the driver of " + path + " does not let go of it");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Some drivers go on returning nothing from a device that was unplugged.
    private boolean isGone() {
        long now = clock.getAsLong();
        if (now - lookedAt < LOOK_EVERY_NS) return false;
        lookedAt = now;
        return !isThere.getAsBoolean();
    }

    private void checkOpen() throws IOException {
        if (closed.get()) throw new IOException(path + " is closed");
    }

    private IOException failed(String how) {
        close();
        return new IOException(path + " " + how);
    }
}
