package platen.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import platen.database.Database;

/// Looks through the record of all that happened, from the newest on.
///
/// A page looks at so many events at most, then says how far it came: what is looked for may be rare, and the record
/// long.
public final class EventSearch {
    /// So many events are looked at for one page.
    public static final int MOST = 20_000;
    private static final int FIRST_BATCH = 100;
    private static final int LARGEST_BATCH = 2_000;

    private final Database database;

    public EventSearch(Database database) {
        this.database = database;
    }

    /// A place in the record: before the event with this time and number.
    public record Place(Instant at, long id) {
        /// Before all that happened earlier than `until`.
        public static Place before(Instant until) {
            return new Place(until, 0);
        }

        static Place of(Event event) {
            return new Place(event.at(), event.id());
        }
    }

    /// From when on, and about which one thing, if about one.
    public record Span(Instant from, @Nullable Subject about) {}

    /// What was found, newest first; `next` is where to look on, and nothing when all was looked at.
    public record Found(List<Event> events, @Nullable Place next) {}

    /// At most `limit` events that `matches`, from `place` on into the past.
    public Found page(Span span, Place place, int limit, Predicate<Event> matches) {
        var found = new ArrayList<Event>();
        var at = place;
        var batch = FIRST_BATCH;
        for (int looked = 0; looked < MOST; ) {
            var events = read(span, at, batch);
            for (var event : events) {
                at = Place.of(event);
                if (matches.test(event)) found.add(event);
                if (found.size() == limit) return new Found(found, at);
            }
            if (events.size() < batch) return new Found(found, null);
            looked += events.size();
            batch = Math.min(LARGEST_BATCH, 2 * batch);
        }
        return new Found(found, at);
    }

    private List<Event> read(Span span, Place at, int limit) {
        var rows = database.reading(EventRows.class);
        var about = span.about();
        return about == null
                ? rows.before(at.at(), at.id(), span.from(), limit)
                : rows.about(about.kind(), about.id(), at.at(), at.id(), span.from(), limit);
    }
}
