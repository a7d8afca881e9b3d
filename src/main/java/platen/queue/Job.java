package platen.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.machines.MachineKind;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.LineId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// A piece of production on one machine, wanted in `copies`.
///
/// On a 3D printer one run makes `perRun` copies, a plate of them: a job waits again until all are good. `program` is
/// G-code that passed the file check for the printer `profile`; `file` is what the
/// customer sent.
/// `seconds` is how long one run takes on a 3D printer, or a copy at a bench, as reckoned.
///
/// The steps of a product are jobs in sequence: `stage` counts them within an order's line, from printing at 0, and
/// `step` names what is done after printing. A `hold` keeps a job from starting. A job that nobody ordered has a
/// `purpose` with its `reason`.
public record Job(
        JobId id,
        @Nullable OrderId orderId,
        @Nullable LineId lineId,
        String title,
        MachineKind kind,
        JobState state,
        @Nullable Digest file,
        @Nullable Digest program,
        @Nullable String profile,
        @Nullable String material,
        @Nullable String colour,
        int copies,
        int perRun,
        int good,
        int spoiled,
        @Nullable Long seconds,
        @Nullable MachineId machine,
        @Nullable Message cause,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String step,
        int stage,
        long position,
        @Nullable Hold hold,
        @Nullable String heldBy,
        @Nullable Instant heldAt,
        @Nullable String heldWhy,
        @Nullable Purpose purpose,
        @Nullable String reason) {
    /// Packing comes after all else of an order.
    public static final int PACKING = 1_000;

    /// Whether it waits for what others make.
    public boolean isFollowing() {
        return stage > 0;
    }

    /// How many copies were ever counted.
    public int counted() {
        return good + spoiled;
    }

    public boolean isOver() {
        return state == JobState.DONE || state == JobState.CANCELLED;
    }

    public int copiesLeft() {
        return copies - good;
    }

    /// What the next run makes that is wanted: the last plate may hold more.
    public int nextCopies() {
        return Math.min(perRun, copiesLeft());
    }

    /// How long one run takes on the machine; null where nobody has reckoned it.
    public @Nullable Duration time() {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
