package platen.events;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.EventSearch.Place;
import platen.events.EventSearch.Span;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

@ParameterizedClass
@EnumSource
class EventSearchTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(300));

    private final Database database;
    private final EventSearch search;

    EventSearchTest(Store store) {
        database = store.open();
        search = new EventSearch(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void leadsThroughAllOfItPageByPageNewestFirst() {
        write(250);
        var seen = new ArrayList<Long>();
        var place = Place.before(LATER);
        while (place != null) {
            var found = search.page(new Span(Instant.EPOCH, null), place, 40, _ -> true);
            found.events().forEach(event -> seen.add(event.id()));
            place = found.next();
        }
        assertEquals(250, seen.stream().distinct().count());
        assertEquals(250, seen.size(), "nothing comes twice");
        assertEquals(seen.stream().sorted((a, b) -> Long.compare(b, a)).toList(), seen);
    }

    @Test
    void findsWhatAClockThatJumpedBackWrote() {
        write(3);
        write(NOON.minus(Duration.ofDays(1)), 1, 7);
        var yesterday = new Span(NOON.minus(Duration.ofDays(2)), null);
        var found = search.page(yesterday, Place.before(NOON.minus(Duration.ofHours(1))), 10, _ -> true);
        assertEquals(List.of(7L), found.events().stream().map(Event::subjectId).toList());
        assertNull(found.next());
    }

    @Test
    void staysWithOneThingAndWithinDays() {
        write(90);
        var order = Subject.of(new OrderId(4));
        assertEquals(
                9,
                search.page(new Span(Instant.EPOCH, order), Place.before(LATER), 99, _ -> true)
                        .events()
                        .size());
        var from = NOON.plusSeconds(80);
        assertEquals(
                10,
                search.page(new Span(from, null), Place.before(LATER), 99, _ -> true)
                        .events()
                        .size());
        assertEquals(
                1,
                search.page(new Span(from, order), Place.before(LATER), 99, _ -> true)
                        .events()
                        .size());
    }

    @Test
    void looksAtSoManyAndSaysHowFarItCame() {
        write(EventSearch.MOST + 5_000);
        Predicate<Event> first = event -> event.at().equals(NOON);
        var found = search.page(new Span(Instant.EPOCH, null), Place.before(LATER), 10, first);
        assertEquals(List.of(), found.events());
        var on = search.page(new Span(Instant.EPOCH, null), requireNonNull(found.next()), 10, first);
        assertEquals(1, on.events().size());
        assertNull(on.next());
    }

    private void write(int events) {
        write(NOON, events, 0);
    }

    /// One a second, about ten orders in turn.
    private void write(Instant from, int events, long firstOrder) {
        database.use(change -> {
            var writing = change.attach(Events.class);
            for (int i = 0; i < events; i++) {
                var about = Subject.of(new OrderId(firstOrder + i % 10));
                writing.add(from.plusSeconds(i), Actor.Kind.WORKER, "Ann", about.kind(), about.id(), Message.of("a.b"));
            }
        });
    }
}
