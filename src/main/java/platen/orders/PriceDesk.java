package platen.orders;

import java.time.InstantSource;
import java.util.Optional;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.pricing.PriceBook;
import platen.values.Actor;
import platen.values.Message;

/// Where prices are set: a new book is looked at before it is published, and one that was published
/// is never changed.
public final class PriceDesk {
    private final Database database;
    private final InstantSource clock;

    public PriceDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The prices in force, if there are any.
    public Optional<PriceBooks.Version> current() {
        return database.reading(PriceBooks.class).current();
    }

    /// The newest prices, published or not.
    public Optional<PriceBooks.Version> newest() {
        return database.reading(PriceBooks.class).newest();
    }

    /// Publishes a book: from now on customers are charged by it.
    public void publish(PriceBook book, Actor who) {
        if (!book.isSound()) throw new IllegalArgumentException("no price is negative");
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            var now = clock.instant();
            var version = books.add(book, now);
            books.publish(version, now);
            Events.write(change, now, who, Subject.SHOP, Message.of("orders.prices-published", version));
        });
    }
}
