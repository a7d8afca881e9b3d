package platen.orders;

import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.orders.Contents.Outcome;
import platen.values.Actor;
import platen.values.Message;

/// Looks thoroughly into parts whose price was told by their size alone, one after the other. Which these are stands
/// in the orders, so that none is forgotten when the server ends.
public final class FileLooks implements Runnable {
    private static final Logger LOG = Logger.getLogger(FileLooks.class.getName());
    private static final int LOOK_EVERY_MS = 5_000;

    private final Database database;
    private final FileStore files;
    private final Contents.Reader reader;
    private final Quoting quoting;
    private final InstantSource clock;

    public FileLooks(Database database, FileStore files, Contents.Reader reader, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.reader = reader;
        this.quoting = quoting;
        this.clock = clock;
    }

    /// Looks until the thread is interrupted.
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!lookAtNext()) quoting.awaitUnseen(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "looking into files failed, and is tried again", e);
                if (!rests()) return;
            }
        }
    }

    private static boolean rests() {
        try {
            Thread.sleep(LOOK_EVERY_MS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /// Looks at what came first; false when all are seen.
    public boolean lookAtNext() throws InterruptedException {
        Optional<OrderLine> next =
                database.look(look -> look.attach(OrderLines.class).unseen());
        if (next.isEmpty()) return false;
        var line = next.get();
        var printer = database.<String, RuntimeException>look(look -> quoting.printerOf(look, line));
        var seen = reader.read(files.path(line.file()), line.fileName(), printer);
        database.use(change -> {
            var now = clock.instant();
            quoting.seen(change, line, contents(line, seen), now);
            Events.write(change, now, Actor.SYSTEM, Subject.of(line.orderId()), Message.of("orders.looked"));
        });
        quoting.wake();
        return true;
    }

    /// What can't be printed keeps its size, and says why.
    private static Contents contents(OrderLine line, Outcome seen) {
        return switch (seen) {
            case Outcome.Read(var contents) -> contents;
            case Outcome.Refused(var why) -> {
                if (!(line.contents() instanceof Contents.Part part))
                    throw new IllegalStateException("only parts wait for a look: " + line);
                yield part.refused(why);
            }
        };
    }
}
