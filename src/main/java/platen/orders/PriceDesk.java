package platen.orders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookWriter;
import platen.shop.OwnWords;
import platen.values.Actor;
import platen.values.Language;
import platen.values.Message;

/// Where prices are set: a new book is looked at before it is published, and one that was published
/// is never changed.
public final class PriceDesk {
    /// The orders that show what other prices would have meant.
    private static final Duration LAST_MONTH = Duration.ofDays(31);

    private static final int VERSIONS_SHOWN = 20;

    private final Database database;
    private final InstantSource clock;

    public PriceDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The prices in force, if there are any.
    public Optional<PriceBooks.Version> current() {
        return database.reading(PriceBooks.class).current(clock.instant());
    }

    /// The newest prices, published or not.
    public Optional<PriceBooks.Version> newest() {
        return database.reading(PriceBooks.class).newest();
    }

    public Optional<PriceBooks.Version> find(long version) {
        return database.reading(PriceBooks.class).find(version);
    }

    /// The decisions so far, newest first.
    public List<PriceBooks.Version> decisions() {
        return database.reading(PriceBooks.class).published(VERSIONS_SHOWN);
    }

    /// Keeps a book that nobody is charged by yet; `toml` was read and found right.
    public long keep(String toml) {
        return database.change(change -> change.attach(PriceBooks.class).add(toml, clock.instant()));
    }

    /// What this version would have meant for the orders of the last month.
    public PriceEffect effect(PriceBooks.Version version) {
        var since = clock.instant().minus(LAST_MONTH);
        return PriceEffect.of(database.reading(Quotes.class).approvedSince(since), version.book());
    }

    /// Publishes a version: from that moment on customers are charged by it. False when it was published before.
    public boolean publish(long version, Instant from, String note, Actor who) {
        return database.change(change -> {
            var now = clock.instant();
            var holds = from.isBefore(now) ? now : from;
            if (!change.attach(PriceBooks.class).publish(version, now, holds, note, who.name())) return false;
            var own = change.attach(OwnWords.class);
            words(change, version).forEach(word -> own.say(Language.SPANISH, word.name(), word.spanish()));
            Events.write(change, now, who, Subject.SHOP, Message.of("orders.prices-published", version));
            return true;
        });
    }

    private static List<PriceBook.Word> words(Handle change, long version) {
        return change.attach(PriceBooks.class)
                .find(version)
                .orElseThrow()
                .book()
                .words();
    }

    /// Publishes a book as it is, from now on.
    public void publish(PriceBook book, Actor who) {
        publish(keep(PriceBookWriter.write(book)), clock.instant(), "", who);
    }
}
