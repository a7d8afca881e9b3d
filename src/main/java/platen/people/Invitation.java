package platen.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invitation that nobody has used yet; `mark` tells it from the others and opens nothing. `inviter` is nothing for
/// those that were sent before that was noted.
public record Invitation(String mark, Role role, @Nullable String inviter, Instant createdAt, Instant expiresAt) {}
