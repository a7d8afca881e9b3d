package platen.people;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.SecondLook.Kind;
import platen.people.SecondLook.State;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// The rule of two people: who asks is never who confirms. It holds where the shop wants it and three people work
/// there.
public final class SecondLooks {
    private final Database database;
    private final InstantSource clock;

    public SecondLooks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Whether new prices need a second person.
    public boolean isWanted() {
        return database.look(SecondLooks::isWanted);
    }

    /// Whether giving so much back needs a second person.
    public boolean isWanted(Money refund) {
        return database.look(look -> isWanted(look)
                && refund.compareTo(look.attach(TeamRulesRow.class).read().refundLimit()) > 0);
    }

    private static boolean isWanted(Handle look) {
        return look.attach(TeamRulesRow.class).read().demandsSecond()
                && look.attach(People.class).present().size() >= TeamDesk.PEOPLE_FOR_SECOND;
    }

    /// Asks for a second person; false when one is asked about the same thing already.
    public boolean ask(Person by, Kind kind, Money amount, long subject, String content) {
        return database.change(change -> {
            var rows = change.attach(SecondLookRows.class);
            if (rows.isOpen(kind, subject)) return false;
            rows.add(kind, by.id(), clock.instant(), amount, subject, content);
            tell(change, by, kind, subject, amount, "asked");
            return true;
        });
    }

    public List<SecondLook> open() {
        return database.reading(SecondLookRows.class).open();
    }

    public Optional<SecondLook> find(long id) {
        return database.reading(SecondLookRows.class).find(id);
    }

    /// Says yes or no; false when somebody has said so before, or when it is not for this person to say.
    public boolean decide(Person by, SecondLook look, boolean yes) {
        if (!look.isFor(by)) return false;
        return database.change(change -> {
            var state = yes ? State.CONFIRMED : State.DECLINED;
            if (!change.attach(SecondLookRows.class).decide(look.id(), state, by.id(), clock.instant())) return false;
            tell(change, by, look.kind(), look.subject(), look.amount(), yes ? "confirmed" : "declined");
            return true;
        });
    }

    /// Notes that what was confirmed is done, or cannot be done any more.
    public void done(SecondLook look) {
        database.use(change -> change.attach(SecondLookRows.class).done(look.id()));
    }

    private void tell(Handle change, Person by, Kind kind, long subject, Money amount, String what) {
        var about = switch (kind) {
            case PRICES -> Subject.SHOP;
            case REFUND -> Subject.of(new OrderId(subject));
        };
        var message = switch (kind) {
            case PRICES -> Message.of("people.prices-" + what, subject);
            case REFUND -> Message.of("people.refund-" + what, amount);
        };
        Events.write(change, clock.instant(), by.actor(), about, message);
    }
}
