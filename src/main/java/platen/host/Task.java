package platen.host;

import org.jspecify.annotations.Nullable;
import platen.sync.HostEvent;
import platen.sync.Snapshot.Held;
import platen.sync.Snapshot.Stage;
import platen.sync.Wish;
import platen.values.MachineId;

/// An attempt as this host knows it.
record Task(Wish.Offer offer, long expiresAtMs, Stage stage, HostEvent.@Nullable Ending ending) {

    String attempt() {
        return offer.attempt();
    }

    MachineId machine() {
        return offer.machine();
    }

    boolean isOpen() {
        return stage != Stage.CLOSED;
    }

    /// Whether its program may have moved the printer.
    boolean isRunning() {
        return switch (stage) {
            case GRANTED, PRINTING, PAUSED -> true;
            case FETCHING, ACCEPTED, INTERRUPTED, CLOSED -> false;
        };
    }

    Task at(Stage next) {
        return new Task(offer, expiresAtMs, next, ending);
    }

    Task ended(HostEvent.Ending how) {
        return new Task(offer, expiresAtMs, Stage.CLOSED, how);
    }

    Held held() {
        return new Held(offer, stage, ending);
    }
}
