package platen.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;
import platen.values.PersonId;
import platen.values.Secrets;

/// Tablets at machines. A coordinator signs one in once; from then on who stands before it says so by their PIN, and
/// what is done there is done as them, with a worker's rights at most.
public final class Stations {
    /// After so long without a touch the station asks anew who is there.
    public static final Duration IDLE = Duration.ofMinutes(5);
    /// Touches are noted once in a while only, so that looking at a page does not write.
    private static final Duration NOTED_EVERY = Duration.ofSeconds(20);

    private final Database database;
    private final InstantSource clock;

    public Stations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What comes of a PIN.
    public enum Entering {
        ENTERED,
        WRONG,
        /// After too many wrong ones, until the person signs in with their password.
        LOCKED
    }

    /// Makes the device that asks a station; its token.
    public String open(Person by, String name) {
        var token = Secrets.token();
        database.use(change -> {
            change.attach(StationRows.class).add(name, TokenHash.of(token), clock.instant());
            var what = Message.of("people.station-opened", name);
            Events.write(change, clock.instant(), by.actor(), Subject.SHOP, what);
        });
        return token;
    }

    public List<Station> all() {
        return database.reading(StationRows.class).all();
    }

    public boolean end(Person by, long id) {
        return database.change(change -> {
            var stations = change.attach(StationRows.class);
            var station = stations.byId(id);
            if (station.isEmpty() || !stations.end(id, clock.instant())) return false;
            var what = Message.of("people.station-ended", station.get().name());
            Events.write(change, clock.instant(), by.actor(), Subject.SHOP, what);
            return true;
        });
    }

    public Optional<Station> find(String token) {
        return database.reading(StationRows.class).find(TokenHash.of(token));
    }

    /// Who stands before it, as far as is known.
    public Optional<Person> who(Station station) {
        var person = station.person();
        var touched = station.touchedAt();
        if (person == null
                || touched == null
                || !touched.isAfter(clock.instant().minus(IDLE))) return Optional.empty();
        return database.reading(People.class).person(person).map(Person::held);
    }

    /// Somebody did something there.
    public void touch(Station station) {
        var person = station.person();
        var touched = station.touchedAt();
        var now = clock.instant();
        if (person == null || touched == null || !touched.isBefore(now.minus(NOTED_EVERY))) return;
        database.use(change -> change.attach(StationRows.class).touch(station.id(), person, now.minus(IDLE), now));
    }

    /// Who can come to a station: those with a PIN.
    public List<Person> people() {
        return database.reading(Pin.class).holders();
    }

    /// Somebody comes, and says by their PIN who they are.
    public Entering enter(Station station, PersonId who, String pin) {
        var tried = database.change(change -> change.attach(Pin.class).tryOnce(who));
        var hash = database.reading(Pin.class).hash(who);
        if (hash.isEmpty()) return Entering.WRONG;
        if (!tried) return Entering.LOCKED;
        if (pin.length() > PasswordRule.LONGEST_EVER || !Passwords.matches(pin, hash.get())) return wrong(who);
        return database.change(change -> {
            var person = change.attach(People.class).person(who);
            var now = clock.instant();
            if (person.isEmpty() || !change.attach(StationRows.class).enter(station.id(), who, now))
                return Entering.WRONG;
            change.attach(Pin.class).unlock(who);
            var what = Message.of("people.at-station", station.name());
            Events.write(change, now, person.get().actor(), Subject.of(who), what);
            return Entering.ENTERED;
        });
    }

    private Entering wrong(PersonId who) {
        return database.change(change -> {
            if (!change.attach(Pin.class).isLocked(who)) return Entering.WRONG;
            var person = change.attach(People.class).person(who);
            var what = Message.of("people.pin-locked");
            person.ifPresent(one -> Events.write(change, clock.instant(), one.actor(), Subject.of(who), what));
            return Entering.LOCKED;
        });
    }

    /// Whoever was there goes.
    public void leave(Station station) {
        database.use(change -> change.attach(StationRows.class).leave(station.id()));
    }
}
