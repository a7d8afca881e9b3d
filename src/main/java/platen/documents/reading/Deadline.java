package platen.documents.reading;

import java.io.IOException;
import java.time.Duration;

/// The moment at which a look at a document ends, whatever it has seen by then.
final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return leftNanos() <= 0;
    }

    long leftNanos() {
        return endNanos - System.nanoTime();
    }

    void check() throws IOException {
        if (isOver()) throw new IOException("it takes too long");
    }
}
