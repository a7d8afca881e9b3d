package platen.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The agreement with a firmware to count its lines from 1: an M110 that goes out until it is answered.
final class Count {
    private static final byte[] M110 = "N0 M110 N0*125\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_TRIES = 5;
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final Outbox out;
    private boolean open;
    private int tries;
    private long triedAt;

    Count(Outbox out) {
        this.out = out;
    }

    /// Nothing is to be agreed upon any more, and no try counts.
    void clear() {
        open = false;
        tries = 0;
    }

    /// Says it, for the first time or once more.
    void ask(long now) {
        open = true;
        tries++;
        triedAt = now;
        out.add(M110, 0, M110.length);
    }

    void agreed() {
        open = false;
    }

    /// Whether the firmware has still to agree.
    boolean isOpen() {
        return open;
    }

    /// Said more than once, so that more than one answer comes.
    boolean wasRepeated() {
        return tries > 1;
    }

    /// Time to say it once more. What waits in the firmware is answered at last, and too many answers would deceive us.
    boolean isDue(long busyAt, long now) {
        return now - Math.max(triedAt, busyAt) > PATIENCE;
    }

    /// True when the firmware does not even answer an M110.
    boolean isDeaf() {
        return open && tries > MOST_TRIES;
    }
}
