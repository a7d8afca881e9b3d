package platen.people;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;

/// The password that somebody sets for themselves, with the one that they have.
public final class OwnPassword {
    private final Database database;
    private final InstantSource clock;

    public OwnPassword(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public boolean isSet(Person person) {
        return !database.reading(People.class).password(person.id()).equals(Passwords.NONE);
    }

    /// Sets it, and ends all sessions but the one with this mark; or what is wrong, and with which field. Who has none
    /// yet needs none; tries are counted as at the door.
    public Optional<FieldProblem> set(Person person, String current, String wanted, String mark) {
        var known = List.of(person.name(), person.email());
        var weak = PasswordRule.problem(wanted, known).map(why -> new FieldProblem("password", why));
        if (weak.isPresent()) return weak;
        var wrong = check(person, current);
        if (wrong.isPresent()) return wrong;
        var hash = Passwords.hash(wanted);
        database.use(change -> {
            var people = change.attach(People.class);
            people.setPassword(person.id(), hash);
            people.endSessions(person.id(), mark);
            tell(change, person, "people.password-set");
        });
        return Optional.empty();
    }

    private Optional<FieldProblem> check(Person person, String current) {
        var stored = database.reading(People.class).password(person.id());
        if (stored.equals(Passwords.NONE)) return Optional.empty();
        var account = "password of " + person.id().value();
        var wait = database.change(change -> Attempts.in(change).begin(account, account, false, clock.instant()));
        if (wait.isPresent())
            return Optional.of(new FieldProblem(
                    "current",
                    Message.of(
                            "web.wait", Math.max(1, wait.get().plusSeconds(59).toMinutes()))));
        if (current.length() > PasswordRule.LONGEST_EVER || !Passwords.matches(current, stored)) {
            database.use(change -> tell(change, person, "people.wrong-password"));
            return Optional.of(new FieldProblem("current", Message.of("people.password-not-this")));
        }
        database.use(change -> Attempts.in(change).clear(account));
        return Optional.empty();
    }

    private void tell(Handle change, Person person, String what) {
        Events.write(change, clock.instant(), person.actor(), Subject.of(person.id()), Message.of(what));
    }
}
