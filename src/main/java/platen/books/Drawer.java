package platen.books;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.books.Entry.Kind;
import platen.database.Database;
import platen.values.Actor;
import platen.values.Json;
import platen.values.Message;
import platen.values.Money;

/// The drawer with the cash: what should be in it, and what was when it was counted.
public final class Drawer {
    private static final int SHOWN = 30;

    private final Database database;
    private final InstantSource clock;

    /// The till since it was last counted: what was in it then, what should be in it now, what came in by the other
    /// ways, and the entries.
    public record Now(
            @Nullable Closing last, Money opening, Money expected, List<Entries.Sum> sums, List<Entry> entries) {}

    /// What became of a count.
    public sealed interface Counted {
        record Done(Money difference) implements Counted {}

        record Refused(Message why) implements Counted {}
    }

    public Drawer(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public Now now() {
        return database.look(Drawer::now);
    }

    public List<Closing> closings() {
        return database.reading(Closings.class).lately(SHOWN);
    }

    private static Now now(Handle look) {
        var last = look.attach(Closings.class).last().orElse(null);
        var since = last == null ? 0 : last.lastEntry();
        var entries = look.attach(Entries.class);
        var opening = last == null ? Money.ZERO : last.counted();
        return new Now(last, opening, entries.cash(), entries.sumsAfter(since), entries.after(since));
    }

    /// The till was counted. `seen` is what should have been in it when the form was opened: who counts while another
    /// sells has to count again. A difference needs a word, and is an entry, so that books and
    /// drawer agree.
    public Counted close(Money seen, Money counted, Map<String, Integer> counts, String note, String once, Actor who) {
        return database.change(change -> {
            var booking = Booking.begin(change, who, clock.instant());
            var closings = change.attach(Closings.class);
            var before = closings.byOnce(once);
            if (before.isPresent()) return new Counted.Done(before.get().difference());
            var expected = booking.entries().cash();
            if (!expected.equals(seen)) return new Counted.Refused(Message.of("books.count-again", expected));
            var difference = counted.minus(expected);
            if (difference.cents() != 0 && note.isBlank())
                return new Counted.Refused(Message.of("books.difference-note", difference));
            if (difference.cents() != 0) {
                var name = "difference " + once;
                booking.add(Kind.DIFFERENCE, Method.CASH, difference, null, null, note, name, null);
            }
            var kept = counts.isEmpty() ? null : Json.write(counts);
            var last = booking.entries().last();
            closings.add(expected, counted, kept, note, last, once, who.name(), booking.now());
            booking.tell(null, "books.closed", counted, difference);
            return new Counted.Done(difference);
        });
    }
}
