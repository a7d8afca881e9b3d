package platen.orders;

import java.time.InstantSource;
import java.util.List;
import platen.database.Database;
import platen.files.FileStore;
import platen.printers.Profile;
import platen.values.Message;

/// Looks into files that customers bring, as far as an order needs to know; what is of no use is given up at once.
final class Arrivals {
    private final Database database;
    private final FileStore files;
    private final Contents.Reader reader;
    private final Quoting quoting;
    private final InstantSource clock;

    Arrivals(Database database, FileStore files, Contents.Reader reader, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.reader = reader;
        this.quoting = quoting;
        this.clock = clock;
    }

    /// A mesh that was measured on the way has its price at once, and a longer look follows.
    Contents.Outcome look(Arrival arrival) throws InterruptedException {
        if (database.reading(PriceBooks.class).current(clock.instant()).isEmpty())
            return refuse(arrival, "orders.not-open");
        if (arrival.measured().isPresent() && arrival.product() == Product.PART) {
            return new Contents.Outcome.Read(
                    Contents.Part.unseen(arrival.measured().get()));
        }
        return switch (read(arrival)) {
            case Contents.Outcome.Refused(var why) -> {
                files.discard(arrival.file());
                yield new Contents.Outcome.Refused(why);
            }
            case Contents.Outcome.Read(var contents) when fits(arrival.product(), contents) -> whole(arrival, contents);
            case Contents.Outcome.Read _ ->
                refuse(arrival, arrival.product() == Product.PART ? "orders.not-a-part" : "orders.not-a-document");
        };
    }

    private Contents.Outcome whole(Arrival arrival, Contents contents) throws InterruptedException {
        var whole = new WireText(files, reader).of(arrival.file(), contents);
        return whole.isEmpty() ? refuse(arrival, "inspection.failed") : new Contents.Outcome.Read(whole.get());
    }

    /// A program is judged for each of our printer models until one can take it.
    private Contents.Outcome read(Arrival arrival) throws InterruptedException {
        var path = files.path(arrival.file());
        var printers = database.<List<Profile>, RuntimeException>look(quoting.printers()::allOrUnknown);
        var outcome = reader.read(path, arrival.fileName(), printers.getFirst().name());
        for (int i = 1; i < printers.size() && outcome instanceof Contents.Outcome.Refused; i++) {
            var other = reader.read(path, arrival.fileName(), printers.get(i).name());
            if (other instanceof Contents.Outcome.Read) outcome = other;
        }
        return outcome;
    }

    private Contents.Outcome refuse(Arrival arrival, String why) {
        files.discard(arrival.file());
        return new Contents.Outcome.Refused(Message.of(why));
    }

    private static boolean fits(Product product, Contents contents) {
        return switch (contents) {
            case Contents.Part _, Contents.Program _ -> product == Product.PART;
            case Contents.Document _ -> product == Product.PAPER;
        };
    }
}
