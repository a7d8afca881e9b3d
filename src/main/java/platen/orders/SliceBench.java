package platen.orders;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.OnDisk;
import platen.slicing.PlateWish;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// Slices what drafts wait for: who waits longest comes first, and what nobody wants any more is left out. Several
/// threads may run it, each slicing one plate at a time.
///
/// The wish is a row, so that none is lost: what was under way when the server ended is sliced again. What was sliced
/// is kept for the next who asks, up to a number of bytes; then what was used longest ago goes.
public final class SliceBench implements Runnable {
    private static final Logger LOG = Logger.getLogger(SliceBench.class.getName());
    private static final int LOOK_EVERY_MS = 500;
    private static final long MOST_BYTES_KEPT = 4L << 30;

    private final Database database;
    private final FileStore files;
    private final Quoting quoting;
    private final Work work;
    private final InstantSource clock;
    private final long mostBytesKept;
    private final BiConsumer<Handle, Slice> also;
    private final AtomicBoolean begun = new AtomicBoolean();

    /// Slices the mesh in a customer's `file` into `program`. The slicer itself never sees that file. An interrupt
    /// ends it, with all that it started.
    public interface Work {
        Made slice(Path file, PlateWish wish, Path program) throws IOException, InterruptedException;
    }

    /// What became of a plate on the slicer.
    public sealed interface Made {
        /// Time and weight of the whole plate, and its program, which is on disk.
        record Sliced(long seconds, long milligrams, OnDisk program) implements Made {}

        /// So many copies have no room on it.
        record PlateFull() implements Made {}

        record Refused(Message why) implements Made {}
    }

    public SliceBench(Database database, FileStore files, Quoting quoting, Work work, InstantSource clock) {
        this(database, files, quoting, work, clock, MOST_BYTES_KEPT, (_, _) -> {});
    }

    /// `also` is done with each slice, in the transaction that stores it.
    public SliceBench(
            Database database,
            FileStore files,
            Quoting quoting,
            Work work,
            InstantSource clock,
            BiConsumer<Handle, Slice> also) {
        this(database, files, quoting, work, clock, MOST_BYTES_KEPT, also);
    }

    SliceBench(
            Database database,
            FileStore files,
            Quoting quoting,
            Work work,
            InstantSource clock,
            long mostBytesKept,
            BiConsumer<Handle, Slice> also) {
        this.database = database;
        this.files = files;
        this.quoting = quoting;
        this.work = work;
        this.clock = clock;
        this.mostBytesKept = mostBytesKept;
        this.also = also;
    }

    /// Looks for work until the thread is interrupted.
    @Override
    public void run() {
        if (begun.compareAndSet(false, true))
            database.use(change -> change.attach(Slices.class).again());
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!sliceNext()) quoting.awaitWishes(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "slicing failed", e);
                pause();
            }
        }
    }

    /// A full disk, say: it is tried again, but not a thousand times a second.
    private static void pause() {
        try {
            MILLISECONDS.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Slices what has waited longest; false when nothing waits.
    public boolean sliceNext() throws IOException, InterruptedException {
        var next = database.change(change -> {
            var slices = change.attach(Slices.class);
            return slices.next().filter(slice -> slices.begin(slice.id()));
        });
        if (next.isEmpty()) return false;
        slice(next.get());
        return true;
    }

    private void slice(Slice slice) throws IOException, InterruptedException {
        var wish = quoting.plans().wish(slice);
        if (wish.isEmpty() || !quoting.plans().isOfToday(slice)) {
            outdated(slice);
            return;
        }
        var program = files.temporary();
        try {
            var made = new FutureTask<>(() -> work.slice(files.path(slice.mesh()), wish.get(), program));
            var done = await(
                    slice,
                    made,
                    Thread.ofPlatform().daemon().name("slicing " + slice.id()).start(made));
            if (done.isPresent()) finish(slice, done.get(), program);
            else database.use(change -> change.attach(Slices.class).stopped(slice.id()));
        } finally {
            Files.deleteIfExists(program);
        }
    }

    /// Nothing where nobody wants it any more and somebody else waits: then it was stopped.
    private Optional<Made> await(Slice slice, FutureTask<Made> made, Thread hand) throws InterruptedException {
        try {
            while (true) {
                try {
                    return Optional.of(made.get(LOOK_EVERY_MS, MILLISECONDS));
                } catch (TimeoutException e) {
                    if (isWanted(slice)) continue;
                    return Optional.empty();
                } catch (ExecutionException e) {
                    LOG.log(Level.WARNING, "slicing " + slice.mesh() + " failed", e.getCause());
                    return Optional.of(new Made.Refused(Message.of("orders.slicer-broke")));
                }
            }
        } finally {
            hand.interrupt();
            hand.join();
        }
    }

    private boolean isWanted(Slice slice) {
        return database.look(look -> {
            var slices = look.attach(Slices.class);
            return slices.wanted(slice.id()) > 0 || slices.next().isEmpty();
        });
    }

    /// Its printer's profile or the slicer is another by now.
    private void outdated(Slice slice) {
        end(slice, change -> {
            var why = Message.of("orders.printer-changed", slice.profile());
            if (!change.attach(Slices.class).failed(slice.id(), why)) return;
            quoting.again(change, slice, clock.instant());
            tellDrafts(change, slice, why);
        });
    }

    private void finish(Slice slice, Made made, Path program) throws IOException {
        switch (made) {
            case Made.Sliced sliced -> keep(slice, sliced, program);
            case Made.PlateFull() ->
                end(slice, change -> {
                    if (!change.attach(Slices.class).full(slice.id())) return;
                    quoting.sliced(change, slice, clock.instant());
                    tellDrafts(change, slice, Message.of("orders.plate-full", slice.copies()));
                });
            case Made.Refused(var why) ->
                end(slice, change -> {
                    if (!change.attach(Slices.class).failed(slice.id(), why)) return;
                    quoting.sliced(change, slice, clock.instant());
                    tellDrafts(change, slice, why);
                });
        }
    }

    /// The program first, by itself: who ends a slice takes the turns of its orders before anything else.
    private void keep(Slice slice, Made.Sliced made, Path program) throws IOException {
        var stored = made.program();
        files.adopt(program, stored.digest(), stored.bytes(), _ -> {});
        end(slice, change -> {
            var slices = change.attach(Slices.class);
            if (!slices.done(slice.id(), stored.digest(), stored.bytes(), made.seconds(), made.milligrams())) return;
            files.use(change, stored.digest(), use(slice));
            quoting.sliced(change, slice, clock.instant());
            tellDrafts(change, slice, Message.of("orders.sliced"));
            also.accept(change, slices.find(slice.id()).orElseThrow());
        });
        while (true) {
            Optional<Slice> oldest = database.look(look -> tooOld(look, slice));
            if (oldest.isEmpty()) return;
            end(oldest.get(), change -> forget(change, oldest.get()));
        }
    }

    /// What goes first where more is kept than fits.
    private Optional<Slice> tooOld(Handle look, Slice newest) {
        var slices = look.attach(Slices.class);
        return slices.bytes() > mostBytesKept ? slices.oldest(newest.id()) : Optional.empty();
    }

    /// Ends a slice in one transaction that holds it and all who wait for it.
    private void end(Slice slice, HandleConsumer<RuntimeException> how) {
        boolean isDone;
        do {
            isDone = database.<Boolean, RuntimeException>change(change -> {
                if (!hold(change, slice)) return false;
                how.useHandle(change);
                return true;
            });
        } while (!isDone);
    }

    /// Jobs that print it keep its program; a draft that was left lying is asked for its choices again.
    private void forget(Handle change, Slice slice) {
        for (var line : change.attach(OrderLines.class).waitingFor(slice.id())) quoting.forget(change, line);
        change.attach(LinePlates.class).forget(slice.id());
        if (slice.program() != null) files.endUse(change, slice.program(), use(slice));
        change.attach(Slices.class).forget(slice.id());
    }

    private static String use(Slice slice) {
        return "plate " + slice.id();
    }

    /// Keeps the drafts that wait for a slice as they are, and then the slice: in the order in which a
    /// customer's choice takes them, so that neither waits for the other for ever. False where another draft
    /// came to wait meanwhile: then all is let go, and tried again.
    private static boolean hold(Handle change, Slice slice) {
        var lines = change.attach(OrderLines.class);
        var orders = change.attach(Orders.class);
        var waiting = lines.waitingFor(slice.id()).stream()
                .map(OrderLine::orderId)
                .sorted(Comparator.comparingLong(OrderId::value))
                .distinct()
                .toList();
        waiting.forEach(orders::hold);
        change.attach(Slices.class).hold(slice.id());
        return lines.waitingFor(slice.id()).stream().allMatch(line -> waiting.contains(line.orderId()));
    }

    private void tellDrafts(Handle change, Slice slice, Message what) {
        for (var line : change.attach(OrderLines.class).waitingFor(slice.id())) {
            Events.write(change, clock.instant(), Actor.SYSTEM, Subject.of(line.orderId()), what);
        }
    }
}
