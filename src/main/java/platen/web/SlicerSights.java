package platen.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.slicerdoor.Door;
import platen.slicerdoor.Doors.Opening;
import platen.slicerdoor.SlicerUpload;
import platen.slicerdoor.UploadShelf;
import platen.sync.PrinterLive;

/// How what is behind a door does just now. Behind one of several machines there is only a queue, which is always
/// ready.
final class SlicerSights {
    private final Website.Parts parts;
    private final UploadShelf shelf;

    SlicerSights(Website.Parts parts, UploadShelf shelf) {
        this.parts = parts;
        this.shelf = shelf;
    }

    /// The words are OctoPrint's, which its clients compare with.
    enum State {
        OPERATIONAL("Operational"),
        PRINTING("Printing"),
        PAUSED("Paused"),
        CANCELLING("Cancelling"),
        OFFLINE("Offline");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// `seconds` is how long it prints already.
    record Sight(
            State state,
            @Nullable PrinterLive live,
            @Nullable Job job,
            @Nullable SlicerUpload upload,
            @Nullable Long seconds) {
        boolean isOperational() {
            return state != State.OFFLINE;
        }

        boolean isBusy() {
            return state == State.PRINTING || state == State.PAUSED || state == State.CANCELLING;
        }
    }

    Sight of(Opening opening) {
        return switch (opening.door()) {
            case Door.OfMachine _ -> of(opening.machines().getFirst());
            case Door.OfModel _, Door.OfQueue _ -> new Sight(State.OPERATIONAL, null, null, null, null);
        };
    }

    private Sight of(Machine machine) {
        var live = parts.fleet().live(machine.id()).orElse(null);
        var job = parts.database().reading(Jobs.class).on(machine.id()).orElse(null);
        var upload = job == null ? null : shelf.of(job.id()).orElse(null);
        return new Sight(state(machine, live), live, job, upload, seconds(job));
    }

    private State state(Machine machine, @Nullable PrinterLive live) {
        var isThere = live != null && live.connection() == PrinterLive.Connection.CONNECTED;
        if (live == null || !isThere || parts.fleet().unready(machine).isPresent()) return State.OFFLINE;
        return switch (live.activity()) {
            case IDLE -> State.OPERATIONAL;
            case PRINTING, STALLED, BUSY_ELSEWHERE -> State.PRINTING;
            case PAUSED, WAITS_FOR_PERSON -> State.PAUSED;
            case ENDING -> State.CANCELLING;
        };
    }

    private @Nullable Long seconds(@Nullable Job job) {
        if (job == null || job.startedAt() == null || !job.state().isOnMachine()) return null;
        var end = job.endedAt() == null ? parts.clock().instant() : job.endedAt();
        return Math.max(0, Duration.between(job.startedAt(), end).toSeconds());
    }
}
