package platen.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.sync.Wish.Offer;

/// All that a host has in hand, as of its event `asOf`: what is open, and what was closed lately.
public record Snapshot(long asOf, List<Held> attempts) {

    public Snapshot {
        attempts = List.copyOf(attempts);
    }

    /// How far an attempt has come at the host. `INTERRUPTED`: the host died in mid-print and has not
    /// yet reached the printer again; it will never go on by itself.
    public enum Stage {
        FETCHING,
        ACCEPTED,
        GRANTED,
        PRINTING,
        PAUSED,
        INTERRUPTED,
        CLOSED
    }

    /// An attempt at the host, with what it was offered as, and with its end if it is closed.
    public record Held(Offer offer, Stage stage, HostEvent.@Nullable Ending ending) {}
}
