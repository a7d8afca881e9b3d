package platen.people;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Link.Purpose;
import platen.values.Actor;
import platen.values.Message;
import platen.values.PersonId;
import platen.values.Secrets;

/// Who has an account, and the links by which one comes to it. There is no default password:
/// the first account is made through a link that the server prints when there is none.
public final class Accounts {
    private final Database database;
    private final InstantSource clock;

    public Accounts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Person> present() {
        return database.reading(People.class).present();
    }

    public Optional<Person> find(PersonId who) {
        return database.reading(People.class).person(who);
    }

    /// The token of a fresh link to the first account; none when somebody has an account.
    /// An earlier such link ends.
    public Optional<String> setUpLink() {
        return database.change(change -> {
            var people = change.attach(People.class);
            if (people.count() > 0) return Optional.empty();
            people.revoke(Purpose.SET_UP);
            return Optional.of(newLink(people, Purpose.SET_UP, null, Role.COORDINATOR));
        });
    }

    /// The token of a link by which a colleague makes an account.
    public String invite(Person by, Role role) {
        return database.change(change -> {
            var people = change.attach(People.class);
            people.sweepLinks(clock.instant());
            var what = Message.of("people.invited", role);
            Events.write(change, clock.instant(), by.actor(), Subject.of(by.id()), what);
            var token = newLink(people, Purpose.INVITE, null, role);
            people.setInviter(TokenHash.of(token), by.id());
            return token;
        });
    }

    /// The token of a link that signs `person` in once, without the password.
    public String signInLink(PersonId person) {
        return database.change(change -> newLink(change.attach(People.class), Purpose.SIGN_IN, person, null));
    }

    /// The same for who sits at the server itself; it is written down who was let in.
    public String signInLinkAtTheServer(Person person) {
        return database.change(change -> {
            var about = Subject.of(person.id());
            Events.write(change, clock.instant(), Actor.SYSTEM, about, Message.of("people.let-in"));
            return newLink(change.attach(People.class), Purpose.SIGN_IN, person.id(), null);
        });
    }

    /// What a link is good for, while it is.
    public Optional<Link> link(String token) {
        return database.reading(People.class).link(TokenHash.of(token), clock.instant());
    }

    /// Makes an account through a set-up link or an invitation, which is used up by it.
    public Opening open(String token, String name, String email, String password) {
        var checked = AccountForm.check(name, email, password);
        if (!checked.isEmpty()) return new Opening.Refused(checked);
        if (link(token).isEmpty()) return new Opening.LinkSpent();
        var hash = Passwords.hash(password);
        return database.change(change -> {
            var people = change.attach(People.class);
            var role = people.link(TokenHash.of(token), clock.instant())
                    .filter(link -> link.purpose() != Purpose.SET_UP || people.count() == 0)
                    .flatMap(link -> Optional.ofNullable(link.role()));
            if (role.isEmpty()) return new Opening.LinkSpent();
            if (people.taken(address(email))) return new Opening.Refused(List.of(AccountForm.TAKEN));
            if (!people.useLink(TokenHash.of(token), clock.instant())) return new Opening.LinkSpent();
            var key = people.add(name.strip(), address(email), hash, role.get(), clock.instant());
            return new Opening.Opened(opened(change, key));
        });
    }

    /// An account made by the program itself, for a demonstration: it is entered by links only.
    public Person openWithoutPassword(String name, String email, Role role) {
        return database.change(change -> {
            var people = change.attach(People.class);
            var key = people.add(name, address(email), Passwords.NONE, role, clock.instant());
            return opened(change, key);
        });
    }

    /// Ends an account and its sessions; false when it is the last coordinator's, or already ended.
    public boolean leave(Person by, PersonId who) {
        return database.change(change -> {
            var people = change.attach(People.class);
            var leaving = people.person(who);
            if (leaving.isEmpty()) return false;
            if (leaving.get().role() == Role.COORDINATOR && people.coordinators() == 1) return false;
            if (!people.leave(who, clock.instant())) return false;
            people.endSessions(who);
            change.attach(PasskeyRows.class).removeAll(who);
            change.attach(StationRows.class).standDown(who);
            Events.write(change, clock.instant(), by.actor(), Subject.of(who), Message.of("people.left"));
            return true;
        });
    }

    /// Gives somebody another role, or the right to the books; false when the last coordinator would be none.
    public boolean setRights(Person by, PersonId who, Role role, boolean books) {
        return database.change(change -> {
            var people = change.attach(People.class);
            var found = people.person(who);
            if (found.isEmpty()) return false;
            var was = found.get();
            var steps = was.coordinates() && role != Role.COORDINATOR;
            if (steps && people.coordinators() == 1) return false;
            if (!people.setRights(who, role, books, was.role(), was.books())) return false;
            tellRights(change, by, was, role, books);
            return true;
        });
    }

    private void tellRights(Handle change, Person by, Person was, Role role, boolean books) {
        var about = Subject.of(was.id());
        if (was.role() != role)
            Events.write(
                    change, clock.instant(), by.actor(), about, Message.of("people.role-changed", was.role(), role));
        if (was.books() != books)
            Events.write(
                    change,
                    clock.instant(),
                    by.actor(),
                    about,
                    Message.of("people.books-changed", yes(was.books()), yes(books)));
    }

    private static String yes(boolean has) {
        return has ? "yes" : "no";
    }

    private Person opened(Handle change, PersonId key) {
        var person = change.attach(People.class).person(key).orElseThrow();
        var what = Message.of("people.account-opened", person.role());
        Events.write(change, clock.instant(), Actor.worker(person.name()), Subject.of(key), what);
        return person;
    }

    private String newLink(People people, Purpose purpose, @Nullable PersonId person, @Nullable Role role) {
        var token = Secrets.token();
        var now = clock.instant();
        people.addLink(TokenHash.of(token), purpose, person, role, now, now.plus(purpose.life()));
        return token;
    }

    static String address(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
