package platen.slicerdoor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Actor;
import platen.values.PersonId;

/// A key with which a slicer sends for its owner, through one door. Of the key itself only hashes are kept.
///
/// `login` is the name that goes with it where a client asks for name and password. `mayStart`: on a printer with a
/// clear bed at once; `maySteer`: pause, stop and heat what is behind the door.
public record SlicerKey(
        long id,
        PersonId owner,
        String ownerName,
        String name,
        String door,
        String login,
        boolean mayStart,
        boolean maySteer,
        Instant createdAt,
        @Nullable Instant usedAt) {

    /// As whom it appears in events.
    public Actor actor() {
        return Actor.worker(ownerName);
    }
}
