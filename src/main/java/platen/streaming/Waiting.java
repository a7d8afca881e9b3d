package platen.streaming;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A print that was wished before its printer was ready. It waits for a moment only: it must not start by itself on a
/// plate that was clear an hour ago.
final class Waiting {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private Wish.@Nullable Print print;
    private long until;

    void put(Wish.Print wished, long now) {
        print = wished;
        until = now + PATIENCE;
    }

    boolean isEmpty() {
        return print == null;
    }

    boolean isLate(long now) {
        return print != null && now > until;
    }

    Wish.@Nullable Print take() {
        var taken = print;
        print = null;
        return taken;
    }
}
