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
    /// How long a code is awaited after the password.
    private static final Duration HALF = Duration.ofMinutes(10);
    /// Use is noted once in a while only, so that looking at a page does not write.
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;

    public Sessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Signs in with a password.
    public SignIn signIn(String email, String password, Place place) {
        var account = Accounts.address(email);
        if (account.length() > AccountForm.LONGEST_EMAIL || password.length() > PasswordRule.LONGEST_EVER)
            return new SignIn.Wrong();
        var people = database.reading(People.class);
        var found = people.byEmail(account);
        var isTheirs = found.isPresent() && people.knowsPlace(found.get().id(), place.key());
        var wait = database.change(
                change -> Attempts.in(change).begin(account, network(place.address()), isTheirs, clock.instant()));
        if (wait.isPresent()) return new SignIn.Wait(wait.get());
        if (found.isEmpty()) {
            Passwords.spendTime(password);
            return new SignIn.Wrong();
        }
        var person = found.get();
        if (!Passwords.matches(password, people.password(person.id()))) return wrong(person);
        return database.change(change -> {
            Attempts.in(change).clear(account);
            return beginOrAsk(change, person, place, Message.of("people.signed-in"));
        });
    }

    /// Signs in by a one-time link, or right after an account was made.
    public Optional<SignIn> signIn(String linkToken, Place place) {
        return database.change(change -> {
            var people = change.attach(People.class);
            var hash = TokenHash.of(linkToken);
            var person = people.link(hash, clock.instant())
                    .flatMap(link -> Optional.ofNullable(link.person()))
                    .flatMap(people::person);
            if (person.isEmpty() || !people.useLink(hash, clock.instant())) return Optional.empty();
            return Optional.of(beginOrAsk(change, person.get(), place, Message.of("people.signed-in-by-link")));
        });
    }

    /// The second step: the code from the telephone, or one of the ten.
    public SignIn code(String half, String code) {
        var hash = TokenHash.of(half);
        var found = database.reading(Factors.class).half(hash, clock.instant());
        if (found.isEmpty()) return new SignIn.Late();
        var account = SecondFactor.account(found.get().person());
        var place = new Place(found.get().address(), found.get().browser());
        var isTheirs = database.reading(People.class).knowsPlace(found.get().person(), place.key());
        var wait = database.change(
                change -> Attempts.in(change).begin(account, network(place.address()), isTheirs, clock.instant()));
        if (wait.isPresent()) return new SignIn.Wait(wait.get());
        return database.change(change -> {
            var person = change.attach(People.class).person(found.get().person());
            if (person.isEmpty()) return new SignIn.Late();
            if (!SecondFactor.accepts(change, person.get().id(), code, clock.instant()))
                return wrong(change, person.get(), "people.wrong-code");
            if (!change.attach(Factors.class).useHalf(hash)) return new SignIn.Late();
            Attempts.in(change).clear(account);
            return begin(change, person.get(), place, Message.of("people.signed-in-by-code"));
        });
    }

    /// Signs in by a passkey, which is two steps in one: the device, and its holder's finger or code.
    public SignIn signIn(String answer, Site site, Place place) {
        return database.change(change -> {
            var person = Passkeys.holder(change, answer, site, clock);
            if (person.isEmpty()) return new SignIn.Wrong();
            return begin(change, person.get(), place, Message.of("people.signed-in-by-passkey"));
        });
    }

    public SignIn.Welcome begin(Person person) {
        return begin(person, Place.UNKNOWN);
    }

    public SignIn.Welcome begin(Person person, Place place) {
        return database.change(change -> begin(change, person, place, Message.of("people.signed-in")));
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
        return people.person(session.get().person()).map(this::asFarAsKnown);
    }

    /// Of whom the shop demands a second factor that they have not has no more than a worker's rights until then.
    private Person asFarAsKnown(Person person) {
        var held = person.seesMoney() && database.reading(Factors.class).isDemandedOf(person.id());
        return held ? person.held() : person;
    }

    public void signOut(String token) {
        database.use(change -> change.attach(People.class).endSession(TokenHash.of(token)));
    }

    private SignIn wrong(Person person) {
        return database.change(change -> wrong(change, person, "people.wrong-password"));
    }

    private SignIn wrong(Handle change, Person person, String what) {
        Events.write(change, clock.instant(), person.actor(), Subject.of(person.id()), Message.of(what));
        return new SignIn.Wrong();
    }

    /// Begins a session, or asks for the code first of whom wants that.
    private SignIn beginOrAsk(Handle change, Person person, Place place, Message how) {
        var factors = change.attach(Factors.class);
        if (!factors.isOn(person.id())) return begin(change, person, place, how);
        var now = clock.instant();
        var half = Secrets.token();
        factors.sweepHalves(now);
        factors.addHalf(TokenHash.of(half), person.id(), place.address(), place.browser(), now.plus(HALF));
        return new SignIn.NeedsCode(half);
    }

    private SignIn.Welcome begin(Handle change, Person person, Place place, Message how) {
        var token = Secrets.token();
        var now = clock.instant();
        var people = change.attach(People.class);
        people.sweepSessions(now);
        change.attach(Pin.class).unlock(person.id());
        people.addSession(TokenHash.of(token), person.id(), now, now.plus(IDLE), place.address(), place.browser());
        Events.write(change, now, person.actor(), Subject.of(person.id()), how);
        if (!place.equals(Place.UNKNOWN)) notePlace(change, person, place, now);
        return new SignIn.Welcome(person, token);
    }

    /// Signing in where one never did is told; not the very first time.
    private static void notePlace(Handle change, Person person, Place place, Instant now) {
        var people = change.attach(People.class);
        if (people.seePlace(person.id(), place.key(), now)) return;
        var isFirst = people.places(person.id()) == 0;
        people.addPlace(person.id(), place.key(), now);
        if (isFirst) return;
        var what = Message.of("people.new-place", place.browser(), place.address());
        Events.write(change, now, person.actor(), Subject.of(person.id()), what);
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
