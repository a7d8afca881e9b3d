package platen.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.people.PasskeyRows.Kept;
import platen.values.Message;
import platen.values.PersonId;
import platen.values.Secrets;

/// Passkeys: the fingerprint or the code of one's own device in place of password and second step.
public final class Passkeys {
    /// COSE's numbers of ES256, Ed25519 and RS256: what devices make.
    public static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_OPEN = 10_000;
    private static final int MOST_OF_ONE = 20;
    private static final int LONGEST_NAME = 60;

    private final Database database;
    private final InstantSource clock;

    public Passkeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Passkey> of(PersonId person) {
        return database.reading(PasskeyRows.class).of(person);
    }

    /// The names by which browsers know somebody's keys, so that a device does not add a second one.
    public List<String> credentials(PersonId person) {
        return database.reading(PasskeyRows.class).credentials(person);
    }

    /// What a key is to sign, within five minutes and once: for `person` who adds one, or for whoever signs in.
    /// None while too many are awaited.
    public Optional<String> question(@Nullable PersonId person) {
        return database.change(change -> {
            var rows = change.attach(PasskeyRows.class);
            rows.sweep(clock.instant());
            if (person == null && rows.open() >= MOST_OPEN) return Optional.empty();
            var challenge = Secrets.token();
            rows.ask(challenge, person, clock.instant().plus(PATIENCE));
            return Optional.of(challenge);
        });
    }

    /// Adds a key; false when it is none that was asked for just now.
    public boolean add(Person person, String name, String answer, Site site) {
        var added = PasskeyCheck.added(answer, site);
        if (added.isEmpty()) return false;
        var key = added.get();
        var called =
                name.strip().substring(0, Math.min(LONGEST_NAME, name.strip().length()));
        return database.change(change -> {
            var rows = change.attach(PasskeyRows.class);
            if (!rows.answer(key.challenge(), person.id(), clock.instant())) return false;
            if (rows.byCredential(key.credential()).isPresent()
                    || rows.of(person.id()).size() >= MOST_OF_ONE) return false;
            rows.add(
                    person.id(),
                    called,
                    key.credential(),
                    key.publicPart(),
                    key.counter(),
                    key.synced(),
                    clock.instant());
            tell(change, person, person.id(), Message.of("people.passkey-added", called));
            return true;
        });
    }

    public boolean remove(Person person, long id) {
        return database.change(change -> {
            if (!change.attach(PasskeyRows.class).remove(person.id(), id)) return false;
            tell(change, person, person.id(), Message.of("people.passkey-removed"));
            return true;
        });
    }

    /// Takes all of somebody's away, for a lost telephone.
    public boolean removeAll(Person by, PersonId whose) {
        return database.change(change -> {
            if (change.attach(PasskeyRows.class).removeAll(whose) == 0) return false;
            tell(change, by, whose, Message.of("people.passkeys-removed"));
            return true;
        });
    }

    /// Whose key made an answer to an open question, which is used up by it.
    static Optional<Person> holder(Handle change, String answer, Site site, InstantSource clock) {
        var said = PasskeyCheck.said(answer);
        if (said.isEmpty()) return Optional.empty();
        var rows = change.attach(PasskeyRows.class);
        var challenge = said.get().challenge();
        if (!rows.answer(challenge, null, clock.instant())) return Optional.empty();
        var kept = rows.byCredential(said.get().credential());
        if (kept.isEmpty() || !isSigned(rows, answer, challenge, kept.get(), site, clock)) return Optional.empty();
        return change.attach(People.class).person(kept.get().person());
    }

    private static boolean isSigned(
            PasskeyRows rows, String answer, String challenge, Kept kept, Site site, InstantSource clock) {
        var counter = PasskeyCheck.signed(answer, challenge, kept, site);
        return counter != null && rows.use(kept.id(), kept.counter(), counter, clock.instant());
    }

    private void tell(Handle change, Person by, PersonId whose, Message what) {
        Events.write(change, clock.instant(), by.actor(), Subject.of(whose), what);
    }
}
