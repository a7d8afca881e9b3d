package platen.slicerdoor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.orders.Sliced;
import platen.queue.JobState;
import platen.values.Digest;
import platen.values.JobId;
import platen.values.Json;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.PersonId;

/// A file that a slicer sent, and the job that it became. `file` is what came, `program` what a printer gets of it.
///
/// `held` is why nobody may start it yet; `firstAt` when its sender wanted it printed first; `attached` where an
/// order's job had waited for this program.
public record SlicerUpload(
        long id,
        PersonId owner,
        String ownerName,
        String door,
        String folder,
        String name,
        long bytes,
        Digest file,
        Digest program,
        String profile,
        long seconds,
        @Nullable String sliced,
        JobId job,
        JobState jobState,
        @Nullable MachineId machine,
        boolean attached,
        @Nullable Message held,
        @Nullable Instant firstAt,
        Instant cameAt) {

    /// Its path as the slicer names it: `folder/name`.
    public String path() {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    public @Nullable Sliced remarks() {
        return sliced == null ? null : Json.read(sliced, Sliced.class);
    }

    public boolean isWaiting() {
        return jobState == JobState.WAITING;
    }

    /// Whether a machine has it, so that its name is taken.
    public boolean isPrinting() {
        return switch (jobState) {
            case RELEASED, RUNNING, PAUSED -> true;
            case WAITING, TO_CHECK, DONE, FAILED, CANCELLED -> false;
        };
    }

    public boolean isOver() {
        return switch (jobState) {
            case DONE, CANCELLED -> true;
            case WAITING, RELEASED, RUNNING, PAUSED, TO_CHECK, FAILED -> false;
        };
    }

    public boolean isFirst() {
        return firstAt != null && isWaiting();
    }
}
