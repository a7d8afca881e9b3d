package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class OpenSessionsTest {
    private static final Place SHOP = Place.of("192.168.1.20", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    private static final Place HOME =
            Place.of("203.0.113.9", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1");

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Sessions sessions;
    private final OpenSessions open;
    private final Person ann;
    private final Person bob;

    OpenSessionsTest(Store store) {
        database = store.open();
        sessions = new Sessions(database, clock);
        open = new OpenSessions(database, clock);
        var accounts = new Accounts(database, clock);
        ann = accounts.openWithoutPassword("Ann", "ann@example.org", Role.COORDINATOR);
        bob = accounts.openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void listsWhereSomebodyIsSignedInAndEndsOneByOne() {
        var shop = sessions.begin(bob, SHOP).token();
        clock.pass(Duration.ofHours(1));
        var home = sessions.begin(bob, HOME).token();
        var listed = open.of(bob.id());
        assertEquals(
                List.of("Safari on iPhone", "Firefox on Linux"),
                listed.stream().map(OpenSession::browser).toList());
        assertEquals(
                Message.of("people.from-outside", "203.0.113.9"),
                listed.getFirst().where());
        assertEquals(Message.of("people.from-network"), listed.getLast().where());
        assertFalse(open.end(ann, ann.id(), OpenSessions.mark(home)), "it is not hers");
        assertTrue(open.end(bob, bob.id(), OpenSessions.mark(home)));
        assertFalse(open.end(bob, bob.id(), OpenSessions.mark(home)));
        assertEquals(Optional.empty(), sessions.whose(home));
        assertEquals(Optional.of(bob), sessions.whose(shop));
    }

    @Test
    void endsAllButOne() {
        var here = sessions.begin(bob, SHOP).token();
        sessions.begin(bob, HOME);
        sessions.begin(bob, HOME);
        var anns = sessions.begin(ann, HOME).token();
        assertEquals(2, open.endOthers(bob, bob.id(), OpenSessions.mark(here)));
        assertEquals(Optional.of(bob), sessions.whose(here));
        assertEquals(1, open.endOthers(ann, bob.id(), ""));
        assertEquals(Optional.empty(), sessions.whose(here));
        assertEquals(Optional.of(ann), sessions.whose(anns));
    }

    @Test
    void writesDownANewPlaceAndNoOther() {
        sessions.begin(bob, SHOP);
        assertEquals(0, newPlaces(), "the first one is no news");
        sessions.begin(bob, HOME);
        assertEquals(1, newPlaces());
        sessions.begin(bob, HOME);
        sessions.begin(bob, SHOP);
        assertEquals(1, newPlaces());
    }

    @Test
    void saysInWordsFromWhereAndWithWhat() {
        assertEquals(Message.of("people.from-here"), Place.where("127.0.0.1"));
        assertEquals(Message.of("people.from-here"), Place.where("::1"));
        assertEquals(Message.of("people.from-network"), Place.where("fd12:3456::1"));
        assertEquals(Message.of("people.from-outside", "not an address"), Place.where("not an address"));
        assertEquals("", Place.of("192.0.2.1", "curl/8").browser());
        assertEquals(
                "Edge on Windows",
                Place.of("", "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140")
                        .browser());
    }

    private long newPlaces() {
        return database
                .reading(Events.class)
                .about(Subject.Kind.PERSON, bob.id().value())
                .stream()
                .filter(event -> event.what().key().equals("people.new-place"))
                .count();
    }
}
