package platen.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// What the server answers to one call; `call` says to which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SyncAnswer.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = SyncAnswer.Stale.class, name = "stale"),
    @JsonSubTypes.Type(value = SyncAnswer.Renew.class, name = "renew"),
    @JsonSubTypes.Type(value = SyncAnswer.Retired.class, name = "retired"),
    @JsonSubTypes.Type(value = SyncAnswer.Unsupported.class, name = "unsupported")
})
public sealed interface SyncAnswer {
    CallNumber call();

    /// The call was read. While `snapshotWanted`, nothing else of it was taken: the next call must
    /// name this `serverEpoch` and carry a snapshot. `nowMs` is the server's clock at answering,
    /// `heldMs` how long it held the call before.
    record Taken(
            CallNumber call,
            String serverEpoch,
            long eventsTaken,
            boolean snapshotWanted,
            List<Numbered> wishes,
            long nowMs,
            long heldMs)
            implements SyncAnswer {
        public Taken {
            requireNonNull(call);
            requireNonNull(serverEpoch);
            wishes = List.copyOf(wishes);
        }
    }

    /// A newer call was seen before this one.
    record Stale(CallNumber call) implements SyncAnswer {
        public Stale {
            requireNonNull(call);
        }
    }

    /// The host's journal is older than what the server has seen of it (a restored card): it must
    /// go on under a new epoch.
    record Renew(CallNumber call) implements SyncAnswer {
        public Renew {
            requireNonNull(call);
        }
    }

    /// Another journal has taken this one's place.
    record Retired(CallNumber call) implements SyncAnswer {
        public Retired {
            requireNonNull(call);
        }
    }

    /// One of the two must be upgraded.
    record Unsupported(CallNumber call, int oldest, int newest) implements SyncAnswer {
        public Unsupported {
            requireNonNull(call);
        }
    }

    /// A wish with its number within the server's epoch; too late at `expiresAtMs` of the server's clock.
    record Numbered(long number, long expiresAtMs, Wish wish) {
        public Numbered {
            requireNonNull(wish);
        }
    }
}
