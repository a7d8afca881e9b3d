package platen.orders;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.pricing.Price;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookReader;
import platen.pricing.PriceBookWriter;
import platen.pricing.first.FirstBook;
import platen.pricing.first.FirstEngine;
import platen.pricing.first.FirstRequest;
import platen.values.Actor;
import platen.values.Json;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// The price book's versions, and what a change would have meant; on each of the databases.
@ParameterizedClass
@EnumSource
class PriceDeskTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Actor ANN = Actor.worker("Ann");
    private static final FirstBook OLD = new FirstBook(
            new FirstBook.Parts(
                    new Money(200),
                    new Money(250),
                    10,
                    new Money(500),
                    List.of(new FirstBook.Filament("PLA", List.of("black"), new Money(3_000)))),
            new FirstBook.Paper(
                    new Money(200), new Money(5), new Money(25), List.of(new FirstBook.Sheet("Letter", new Money(2)))));

    private final Database database;
    private Instant now = NOON;
    private final PriceDesk desk;

    PriceDeskTest(Store store) {
        database = store.open();
        desk = new PriceDesk(database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void putsABookInForceOnItsDayWithItsNote() {
        desk.publish(PriceBook.example(true), ANN);
        var next = desk.keep(PriceBookWriter.write(PriceBook.example(false)));
        assertTrue(desk.publish(next, NOON.plus(Duration.ofDays(3)), "We buy A4 now.", ANN));
        assertFalse(desk.publish(next, NOON, "Once more.", ANN), "a published book is never changed");
        assertEquals(PriceBook.example(true), desk.current().orElseThrow().book());
        now = NOON.plus(Duration.ofDays(3));
        var current = desk.current().orElseThrow();
        assertEquals(PriceBook.example(false), current.book());
        assertEquals("We buy A4 now.", current.note());
        assertEquals("Ann", current.decidedBy());
        assertEquals(
                List.of(2L, 1L),
                desk.decisions().stream().map(PriceBooks.Version::version).toList());
    }

    @Test
    void reckonsWhatTheFirstEngineMadeByTheFirstEngine() {
        approvedByTheFirst(new FirstRequest(List.of(new FirstRequest.Paper("Letter", true, true, 5, 100)), 825));
        var quote = database.reading(Quotes.class).all().getFirst();
        var book = database.reading(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        assertEquals(quote.price(), quote.again(book));
        assertEquals(book.book(), PriceBookReader.stored(book.toml()), "old prices can be edited as they were");
    }

    @Test
    void tellsWhatOtherPricesWouldHaveMeantForLastMonthsOrders() {
        approvedByTheFirst(new FirstRequest(List.of(new FirstRequest.Paper("Letter", true, true, 5, 100)), 0));
        approvedByTheFirst(new FirstRequest(List.of(new FirstRequest.Part("PLA", 1_000, 600, 1)), 0));
        var same = desk.effect(desk.current().orElseThrow());
        assertEquals(new Money(0), same.change());
        assertEquals(new Money(13_300 + 500), same.after());

        var dearer = OLD.today();
        var toml = PriceBookWriter.write(dearer)
                .replace("click = 0.25", "click = 0.5")
                .replace("\"PLA\"", "\"PETG\"");
        var effect = desk.effect(desk.find(desk.keep(toml)).orElseThrow());
        assertEquals(2, effect.changed());
        assertEquals(
                Message.of("pricing.no-such-material", "PLA"),
                effect.rows().getFirst().why());
        assertEquals(new Money(12_500), effect.change(), "500 sides at 0.25 more");

        now = NOON.plus(Duration.ofDays(40));
        assertEquals(List.of(), desk.effect(desk.current().orElseThrow()).rows(), "that was not last month");
    }

    private void approvedByTheFirst(FirstRequest request) {
        var price = (Price.Priced) FirstEngine.price(OLD, request);
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            var version = books.add(Json.write(OLD), NOON);
            books.publish(version, NOON);
            var orders = change.attach(Orders.class);
            OrderId order = orders.begin(Secrets.code(6), Secrets.token(), Secrets.token(), NOON);
            var quotes = change.attach(Quotes.class);
            var quote = quotes.add(new Quotes.NewQuote(
                    order,
                    version,
                    FirstEngine.ENGINE,
                    Json.write(request),
                    Json.write(price),
                    price.total(),
                    false,
                    NOON,
                    null,
                    null,
                    null));
            orders.setQuote(order, quote);
            assertTrue(orders.approve(order, requireNonNull(quote), "Ida", "ida@example.org", null, NOON));
        });
    }
}
