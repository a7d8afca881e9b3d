package platen.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;
import platen.values.PersonId;

/// Where somebody is signed in, and putting an end to it.
public final class OpenSessions {
    /// As long as it takes to find the page.
    public static final Duration FRESH = Duration.ofMinutes(15);

    private final Database database;
    private final InstantSource clock;

    public OpenSessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Those of one person, the one used last first.
    public List<OpenSession> of(PersonId person) {
        return database.reading(People.class).sessions(person, clock.instant());
    }

    /// The mark of the session that has this token.
    public static String mark(String token) {
        return TokenHash.of(token).substring(0, OpenSession.MARK_LETTERS);
    }

    /// Whether a session began so lately that who sits there is surely who signed in.
    public boolean isFresh(String token) {
        var now = clock.instant();
        return database.reading(People.class)
                .session(TokenHash.of(token), now)
                .filter(session -> session.createdAt().plus(FRESH).isAfter(now))
                .isPresent();
    }

    /// Ends one of somebody's sessions; false when it is over already.
    public boolean end(Person by, PersonId whose, String mark) {
        return database.change(change -> {
            if (!change.attach(People.class).endSession(whose, mark)) return false;
            Events.write(change, clock.instant(), by.actor(), Subject.of(whose), Message.of("people.session-ended"));
            return true;
        });
    }

    /// Ends all of somebody's sessions but the one with this mark; how many those were.
    public int endOthers(Person by, PersonId whose, String but) {
        return database.change(change -> {
            var ended = change.attach(People.class).endSessions(whose, but);
            if (ended > 0)
                Events.write(
                        change,
                        clock.instant(),
                        by.actor(),
                        Subject.of(whose),
                        Message.of("people.sessions-ended", ended));
            return ended;
        });
    }
}
