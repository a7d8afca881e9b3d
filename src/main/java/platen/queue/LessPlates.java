package platen.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.machines.MachineKind;
import platen.orders.Plated;
import platen.orders.Slice;
import platen.orders.Slices;
import platen.stock.PlasticUses;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;

/// A plate of which some copies failed needs no full one again: the slicer is asked for one with what is left. Until
/// that is there, and where it fails, the job has the program of the full plate, of which what is too much is thrown
/// away.
public final class LessPlates {
    private final FileStore files;
    private final InstantSource clock;

    public LessPlates(FileStore files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /// Asks for what is left of a job's copies, in the transaction that counted them.
    void ask(Handle change, JobId id, Instant now) {
        var job = change.attach(Jobs.class).find(id).orElseThrow();
        var full = full(change, job);
        if (full.isEmpty()) return;
        var slices = change.attach(Slices.class);
        var wish = full.get().wish(job.copiesLeft());
        slices.ask(wish, now);
        slices.find(wish)
                .filter(slice -> slice.state() == Slice.State.DONE)
                .ifPresent(slice -> take(change, id, slice));
    }

    /// The plate that the job would print again as a whole, though it wants less.
    private static Optional<Slice> full(Handle look, Job job) {
        var line = job.lineId();
        boolean isOver = job.state() != JobState.WAITING && job.state() != JobState.FAILED;
        if (isOver || job.kind() != MachineKind.PRINTER_3D || line == null || job.program() == null)
            return Optional.empty();
        if (job.copiesLeft() >= job.perRun()) return Optional.empty();
        return Plated.of(look, line).stream()
                .map(Plated::slice)
                .filter(slice -> slice.copies() >= job.perRun())
                .findFirst();
    }

    /// A plate was sliced: the jobs that want just that get its program, as long as nothing prints them.
    public void sliced(Handle change, Slice slice) {
        for (var id : change.attach(Slices.class).jobsFor(slice.id())) take(change, id, slice);
    }

    private void take(Handle change, JobId job, Slice slice) {
        var program = slice.program();
        var seconds = slice.seconds();
        if (program == null || seconds == null) return;
        if (!change.attach(Jobs.class).setLess(job, program, seconds, slice.copies())) return;
        files.use(change, program, "job " + job.value());
        if (slice.milligrams() != null) change.attach(PlasticUses.class).need(job, slice.milligrams());
        var what = Message.of("queue.less-on-plate", slice.copies());
        Events.write(change, clock.instant(), Actor.SYSTEM, Subject.of(job), what);
    }
}
