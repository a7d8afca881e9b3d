package platen.people;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.PersonId;

/// A link that works once: for the first account, for a new colleague, or to sign in.
public record Link(
        Purpose purpose,
        @Nullable PersonId person,
        @Nullable Role role,
        Instant expiresAt) {
    public enum Purpose {
        SET_UP(Duration.ofDays(2)),
        INVITE(Duration.ofDays(7)),
        SIGN_IN(Duration.ofHours(12));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        Duration life() {
            return life;
        }
    }
}
