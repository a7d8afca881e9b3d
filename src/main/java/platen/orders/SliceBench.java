package platen.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.values.Actor;
import platen.values.Message;

/// Slices what drafts wait for, one after the other, on a thread of its own.
///
/// The wish is a row, so that none is lost: what was under way when the server ended is sliced again.
public final class SliceBench implements Runnable {
    private static final Logger LOG = Logger.getLogger(SliceBench.class.getName());
    private static final int LOOK_EVERY_MS = 500;

    private final Database database;
    private final FileStore files;
    private final Profiles profiles;
    private final Quoting quoting;
    private final Work work;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);

    /// Slices the mesh in a customer's `file` into `program`. The slicer itself never sees that file.
    public interface Work {
        Made slice(Path file, Profile profile, String material, String quality, Path program)
                throws IOException, InterruptedException;
    }

    /// What became of a mesh on the slicer.
    public sealed interface Made {
        /// Time and weight of one copy.
        record Sliced(long seconds, long milligrams) implements Made {}

        record Refused(Message why) implements Made {}
    }

    public SliceBench(
            Database database, FileStore files, Profiles profiles, Quoting quoting, Work work, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.profiles = profiles;
        this.quoting = quoting;
        this.work = work;
        this.clock = clock;
    }

    /// Looks for work until the thread is interrupted.
    @Override
    public void run() {
        database.use(change -> change.attach(Slices.class).again());
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!sliceNext()) news.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "slicing failed", e);
            }
        }
    }

    /// Slices what has waited longest; false when nothing waits.
    public boolean sliceNext() throws IOException, InterruptedException {
        var next = database.change(change -> {
            var slices = change.attach(Slices.class);
            return slices.next().filter(slice -> slices.begin(slice.id()));
        });
        if (next.isEmpty()) return false;
        var slice = next.get();
        var program = files.temporary();
        try {
            var made = profiles.profile(slice.profile()).isEmpty()
                    ? new Made.Refused(Message.of("orders.printer-gone", slice.profile()))
                    : work.slice(
                            files.path(slice.mesh()),
                            profiles.profile(slice.profile()).orElseThrow(),
                            slice.material(),
                            slice.quality(),
                            program);
            finish(slice, made, program);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "slicing " + slice.mesh() + " failed", e);
            finish(slice, new Made.Refused(Message.of("orders.slicer-broke")), program);
        } finally {
            Files.deleteIfExists(program);
        }
        return true;
    }

    private void finish(Slice slice, Made made, Path program) throws IOException {
        switch (made) {
            case Made.Sliced(var seconds, var milligrams) -> {
                var stored = files.store(program).digest();
                database.use(change -> {
                    var slices = change.attach(Slices.class);
                    if (!slices.done(slice.id(), stored, seconds, milligrams)) return;
                    files.use(change, stored, "slice " + slice.id());
                    quoting.sliced(change, slices.find(slice.id()).orElseThrow(), clock.instant());
                    tellDrafts(change, slice, Message.of("orders.sliced"));
                });
            }
            case Made.Refused(var why) ->
                database.use(change -> {
                    if (change.attach(Slices.class).failed(slice.id(), why)) tellDrafts(change, slice, why);
                });
        }
    }

    private void tellDrafts(Handle change, Slice slice, Message what) {
        for (var line : change.attach(OrderLines.class).waitingFor(slice.id())) {
            Events.write(change, clock.instant(), Actor.SYSTEM, Subject.of(line.orderId()), what);
        }
    }
}
