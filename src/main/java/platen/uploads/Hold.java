package platen.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The one request that may write an upload at a time. A dropped line often looks open from here: who comes for an
/// upload whose writer has heard nothing for a while takes it over, and the writer first puts away what it has.
final class Hold implements AutoCloseable {
    /// Without a byte for so long, a line counts as dropped.
    static final Duration SILENCE = Duration.ofSeconds(4);

    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    /// What a read gives where the line broke off.
    static final int BROKEN_OFF = -2;

    private final ConcurrentMap<String, Hold> holds;
    private final String id;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long lastNanos = System.nanoTime();
    private boolean reads;

    private Hold(ConcurrentMap<String, Hold> holds, String id) {
        this.holds = holds;
        this.id = id;
    }

    /// Nothing while another writes; with `force` that one is ended however much comes.
    static Optional<Hold> take(ConcurrentMap<String, Hold> holds, String id, boolean force)
            throws InterruptedException {
        var mine = new Hold(holds, id);
        var other = holds.putIfAbsent(id, mine);
        if (other == null) return Optional.of(mine);
        if (!force && !other.isSilent()) return Optional.empty();
        other.wake();
        if (!other.ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) return Optional.empty();
        return holds.putIfAbsent(id, mine) == null ? Optional.of(mine) : Optional.empty();
    }

    private boolean isSilent() {
        return System.nanoTime() - lastNanos > SILENCE.toNanos();
    }

    /// Only a thread that waits for bytes is interrupted: one that writes would lose its file.
    private synchronized void wake() {
        if (reads) thread.interrupt();
    }

    private synchronized void setReads(boolean is) {
        reads = is;
        if (!is) Thread.interrupted();
    }

    /// As [InputStream#read(byte[])]; [#BROKEN_OFF] where the line broke off, or somebody took the upload over.
    int read(InputStream in, byte[] chunk) {
        setReads(true);
        try {
            int read = in.read(chunk);
            lastNanos = System.nanoTime();
            return read;
        } catch (IOException e) {
            return BROKEN_OFF;
        } finally {
            setReads(false);
        }
    }

    @Override
    public void close() {
        holds.remove(id, this);
        ended.countDown();
    }
}
