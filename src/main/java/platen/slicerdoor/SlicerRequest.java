package platen.slicerdoor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A program that asks for a key of its own, and waits for somebody to say yes or no.
public record SlicerRequest(
        long id,
        String door,
        String app,
        String login,
        String keyHash,
        String digestHash,
        Instant askedAt,
        State state,
        @Nullable Long slicerKey) {
    public enum State {
        OPEN,
        ALLOWED,
        REFUSED
    }

    Lock lock() {
        return new Lock(login, keyHash, digestHash);
    }
}
