package platen.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;
import platen.values.Secrets;

/// Who is signed in. A session ends some days after its last use, and in any case after some months.
public final class Sessions {
    public static final Duration IDLE = Duration.ofDays(14);
    private static final Duration LONGEST = Duration.ofDays(180);
    /// Use is noted once in a while only, so that looking at a page does not write.
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;

    public Sessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Signs in with a password. `address` is where the request came from.
    public SignIn signIn(String email, String password, String address) {
        var account = Accounts.address(email);
        if (account.length() > AccountForm.LONGEST_EMAIL || password.length() > AccountForm.LONGEST_PASSWORD)
            return new SignIn.Wrong();
        var wait = database.change(change -> Attempts.in(change).begin(account, network(address), clock.instant()));
        if (wait.isPresent()) return new SignIn.Wait(wait.get());
        var people = database.reading(People.class);
        var found = people.byEmail(account);
        if (found.isEmpty()) {
            Passwords.spendTime(password);
            return new SignIn.Wrong();
        }
        var person = found.get();
        if (!Passwords.matches(password, people.password(person.id()))) return wrong(person);
        return database.change(change -> {
            Attempts.in(change).clear(account);
            return begin(change, person, Message.of("people.signed-in"));
        });
    }

    /// Signs in by a one-time link, or right after an account was made.
    public Optional<SignIn.Welcome> signIn(String linkToken) {
        return database.change(change -> {
            var people = change.attach(People.class);
            var hash = TokenHash.of(linkToken);
            var person = people.link(hash, clock.instant())
                    .flatMap(link -> Optional.ofNullable(link.person()))
                    .flatMap(people::person);
            if (person.isEmpty() || !people.useLink(hash, clock.instant())) return Optional.empty();
            return Optional.of(begin(change, person.get(), Message.of("people.signed-in-by-link")));
        });
    }

    public SignIn.Welcome begin(Person person) {
        return database.change(change -> begin(change, person, Message.of("people.signed-in")));
    }

    /// Whose session this is, if it still is one.
    public Optional<Person> whose(String token) {
        var hash = TokenHash.of(token);
        var now = clock.instant();
        var people = database.reading(People.class);
        var session = people.session(hash, now);
        if (session.isEmpty()) return Optional.empty();
        var seenAt = session.get().seenAt();
        if (Duration.between(seenAt, now).compareTo(NOTED_EVERY) > 0) {
            var end = earlier(now.plus(IDLE), session.get().createdAt().plus(LONGEST));
            database.use(change -> change.attach(People.class).slide(hash, now, end));
        }
        return people.person(session.get().person());
    }

    public void signOut(String token) {
        database.use(change -> change.attach(People.class).endSession(TokenHash.of(token)));
    }

    private SignIn wrong(Person person) {
        database.use(change -> Events.write(
                change, clock.instant(), person.actor(), Subject.of(person.id()), Message.of("people.wrong-password")));
        return new SignIn.Wrong();
    }

    private SignIn.Welcome begin(Handle change, Person person, Message how) {
        var token = Secrets.token();
        var now = clock.instant();
        var people = change.attach(People.class);
        people.sweepSessions(now);
        people.addSession(TokenHash.of(token), person.id(), now, now.plus(IDLE));
        Events.write(change, now, person.actor(), Subject.of(person.id()), how);
        return new SignIn.Welcome(person, token);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// One household has a whole IPv6 network: its first four groups stand for it.
    public static String network(String address) {
        var groups = address.split(":", -1);
        return groups.length < 5 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }
}
