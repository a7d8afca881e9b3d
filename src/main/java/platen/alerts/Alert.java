package platen.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.PersonId;

/// What one person is told of one event in one way.
public record Alert(
        long id,
        PersonId person,
        Way way,
        long event,
        Cause cause,
        State state,
        String alertKey,
        int tries,
        @Nullable Message problem,
        Instant createdAt,
        @Nullable Instant endedAt) {
    public enum State {
        WAITING,
        SENT,
        OVERTAKEN,
        GIVEN_UP
    }
}
