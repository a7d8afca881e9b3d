package platen.people;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;
import platen.values.PersonId;

/// The few digits by which somebody who is known takes over a tablet at a machine.
public final class Pins {
    private static final Pattern FORM = Pattern.compile("\\d{4,12}");
    private static final Pattern ALL_THE_SAME = Pattern.compile("(\\d)\\1*");
    private static final String UP = "01234567890";
    private static final String DOWN = "09876543210";

    private final Database database;
    private final InstantSource clock;

    public Pins(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public boolean isSet(PersonId person) {
        return database.reading(Pin.class).hash(person).isPresent();
    }

    public boolean isLocked(PersonId person) {
        return database.reading(Pin.class).isLocked(person);
    }

    /// Sets one's PIN; or what is wrong with it.
    public Optional<Message> set(Person person, String pin) {
        if (!FORM.matcher(pin).matches()) return Optional.of(Message.of("people.pin-form"));
        if (ALL_THE_SAME.matcher(pin).matches() || UP.contains(pin) || DOWN.contains(pin))
            return Optional.of(Message.of("people.pin-easy"));
        var hash = Passwords.hash(pin);
        database.use(change -> {
            var pins = change.attach(Pin.class);
            pins.forget(person.id());
            pins.add(person.id(), hash, clock.instant());
            var about = Subject.of(person.id());
            Events.write(change, clock.instant(), person.actor(), about, Message.of("people.pin-set"));
        });
        return Optional.empty();
    }

    /// Takes somebody's PIN away, and them off every station.
    public boolean forget(Person by, PersonId whose) {
        return database.change(change -> {
            if (!change.attach(Pin.class).forget(whose)) return false;
            change.attach(StationRows.class).standDown(whose);
            Events.write(change, clock.instant(), by.actor(), Subject.of(whose), Message.of("people.pin-off"));
            return true;
        });
    }
}
