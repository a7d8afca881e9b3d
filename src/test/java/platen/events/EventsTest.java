package platen.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

@ParameterizedClass
@EnumSource
class EventsTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Subject ORDER = Subject.of(new OrderId(7));

    private final Database database;

    EventsTest(Store store) {
        database = store.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsWhoDidWhatAndWhen() {
        var approved = Message.of("orders.approved", "12.50", "a \"quoted\" name");
        database.use(change -> Events.write(change, NOON, Actor.customer("Ann"), ORDER, approved));

        var found = database.reading(Events.class).about(ORDER.kind(), ORDER.id());
        assertEquals(
                List.of(new Event(
                        found.getFirst().id(), NOON, Actor.Kind.CUSTOMER, "Ann", Subject.Kind.ORDER, 7, approved)),
                found);
    }

    @Test
    void isNotWrittenWhenTheChangeFails() {
        assertThrows(
                IllegalStateException.class,
                () -> database.use(change -> {
                    Events.write(change, NOON, Actor.SYSTEM, ORDER, Message.of("orders.lost"));
                    throw new IllegalStateException("the change failed");
                }));
        assertEquals(0, database.reading(Events.class).last());
    }
}
