package platen.books;

import java.time.Instant;
import java.time.ZoneId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.books.Entries.NewEntry;
import platen.events.Events;
import platen.events.Subject;
import platen.queue.Starts;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// One transaction that writes in the books, when its turn has come: who writes, and when.
final class Booking {
    private final Handle change;
    private final Actor who;
    private final Instant now;

    private Booking(Handle change, Actor who, Instant now) {
        this.change = change;
        this.who = who;
        this.now = now;
    }

    static Booking begin(Handle change, Actor who, Instant now) {
        change.attach(Entries.class).takeTurn();
        return new Booking(change, who, now);
    }

    Handle change() {
        return change;
    }

    Instant now() {
        return now;
    }

    Actor who() {
        return who;
    }

    Entries entries() {
        return change.attach(Entries.class);
    }

    /// Adds an entry, and tells the queue what is paid now; what a credit note took off has not to be paid.
    Entry add(
            Entry.Kind kind,
            @Nullable Method method,
            Money amount,
            @Nullable OrderId order,
            @Nullable Long account,
            String note,
            String once,
            @Nullable Long reverses) {
        var id = entries()
                .add(new NewEntry(kind, method, amount, order, account, note, once, reverses, who.name(), now));
        if (order != null) {
            var sums = Sums.of(change, order);
            change.attach(Starts.class).setPaid(order, sums.paid().plus(sums.credited()));
        }
        return entries().find(id).orElseThrow();
    }

    void tell(@Nullable OrderId order, String key, Object... args) {
        var about = order == null ? Subject.SHOP : Subject.of(order);
        Events.write(change, now, who, about, Message.of(key, args));
    }

    /// Whether something was on this day, as the shop's calendar has it.
    boolean isToday(Instant at) {
        var zone = zone();
        return at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    }

    ZoneId zone() {
        return Settings.shop(change).zone();
    }
}
