package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import platen.sync.CallNumber;
import platen.sync.PortSeen;
import platen.sync.PrinterLive;
import platen.sync.SyncRequest;

/// One host as this server hears it now: its newest call, and what that said. In memory only.
final class Line {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private String start = "";
    private CallNumber newest = CallNumber.NONE;
    private volatile Seen seen = new Seen(Instant.EPOCH, List.of(), List.of());
    private long signals;
    private Instant settledAt = Instant.EPOCH;

    /// When the host last called, and what it said of its printers and ports then.
    record Seen(Instant at, List<PrinterLive> printers, List<PortSeen> ports) {}

    /// Notes a call; false when a newer one of the same start was seen. A call that is held is answered then.
    boolean arrives(SyncRequest request, Instant now) {
        lock.lock();
        try {
            if (request.start().equals(start) && !request.call().isAfter(newest)) return false;
            start = request.start();
            newest = request.call();
            seen = new Seen(now, request.printers(), request.ports());
            signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Whether `every` has passed since this last said so.
    boolean isDue(Instant now, Duration every) {
        lock.lock();
        try {
            if (now.isBefore(settledAt.plus(every))) return false;
            settledAt = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void settleSoon() {
        lock.lock();
        try {
            settledAt = Instant.EPOCH;
        } finally {
            lock.unlock();
        }
    }

    Seen seen() {
        return seen;
    }

    boolean isNewest(SyncRequest request) {
        lock.lock();
        try {
            return request.start().equals(start) && request.call().equals(newest);
        } finally {
            lock.unlock();
        }
    }

    /// A number that changes with every [#wake].
    long signals() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until somebody has woken this line since `before`, for `patience` at most.
    void await(long before, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lock();
        try {
            while (signals == before && left > 0) left = changed.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        signals++;
        changed.signalAll();
    }
}
