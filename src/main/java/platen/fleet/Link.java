package platen.fleet;

import org.jspecify.annotations.Nullable;
import platen.sync.CallNumber;
import platen.sync.SyncRequest;
import platen.values.HostId;

/// What the server and one host last heard of each other.
record Link(
        HostId host,
        String serverEpoch,
        long wishesTaken,
        @Nullable String hostEpoch,
        @Nullable String start,
        long boot,
        long call,
        long eventsTaken,
        boolean reconciled,
        @Nullable String settings) {

    CallNumber lastCall() {
        return new CallNumber(boot, call);
    }

    boolean isSameJournal(SyncRequest request) {
        return request.hostEpoch().equals(hostEpoch);
    }

    /// Whether the very process calls that was last compared: its journal cannot have been changed for a copy since.
    boolean isSameProcess(SyncRequest request) {
        return isSameJournal(request) && request.start().equals(start);
    }

    /// Whether a call comes from a journal that is behind what was seen of it: it was copied back.
    boolean isAheadOf(SyncRequest request) {
        if (!isSameJournal(request)) return false;
        if (request.call().boot() != boot) return request.call().boot() < boot;
        return !request.start().equals(start);
    }

    /// Whether both know each other's present numbers, so that only what is new need be taken.
    boolean isInStep(SyncRequest request) {
        return reconciled
                && isSameJournal(request)
                && request.call().boot() == boot
                && serverEpoch.equals(request.serverEpoch())
                && request.firstEvent() <= eventsTaken + 1;
    }

    boolean hasNewsIn(SyncRequest request) {
        return request.lastEvent() > eventsTaken || request.wishesTaken() > wishesTaken;
    }
}
