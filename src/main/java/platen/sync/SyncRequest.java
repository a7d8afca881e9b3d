package platen.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a host says in one call.
///
/// `start` is a random text for this start of the host's process: a card that was copied back from some
/// days ago would count its starts from an old number again.
/// `serverEpoch` and `wishesTaken` tell what it last heard. `events` begin with the number
/// `firstEvent`, have no gaps, and are repeated until the server has taken them. `nowMs` is the
/// host's clock, which may be a year off: only differences to it count.
/// `health` is told once a minute at most, and not by an older host.
public record SyncRequest(
        int protocol,
        String hostEpoch,
        String start,
        CallNumber call,
        @Nullable String serverEpoch,
        long wishesTaken,
        long firstEvent,
        List<Numbered> events,
        List<PrinterLive> printers,
        List<PortSeen> ports,
        @Nullable Snapshot snapshot,
        long nowMs,
        @Nullable HostHealth health) {

    /// The protocol's version, raised when an older side could not read a newer one's calls.
    public static final int PROTOCOL = 1;

    /// An event with its number within the host's epoch, and the host's clock when it happened.
    public record Numbered(long number, long atMs, HostEvent event) {}

    /// Without what is told only now and then.
    public SyncRequest(
            int protocol,
            String hostEpoch,
            String start,
            CallNumber call,
            @Nullable String serverEpoch,
            long wishesTaken,
            long firstEvent,
            List<Numbered> events,
            List<PrinterLive> printers,
            List<PortSeen> ports,
            @Nullable Snapshot snapshot,
            long nowMs) {
        this(
                protocol,
                hostEpoch,
                start,
                call,
                serverEpoch,
                wishesTaken,
                firstEvent,
                events,
                printers,
                ports,
                snapshot,
                nowMs,
                null);
    }

    public SyncRequest {
        events = List.copyOf(events);
        printers = List.copyOf(printers);
        ports = List.copyOf(ports);
    }

    /// The number of the last event that the host has ever written.
    public long lastEvent() {
        return firstEvent - 1 + events.size();
    }
}
