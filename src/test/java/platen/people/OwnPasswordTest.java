package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.values.Message;

/// Changing one's password, with the one that one has.
@ParameterizedClass
@EnumSource
class OwnPasswordTest {
    private static final String OLD = "twelve lead letters";
    private static final String NEW = "nine paper lanterns";

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Sessions sessions;
    private final OwnPassword own;
    private final Person ann;

    OwnPasswordTest(Store store) {
        database = store.open();
        var accounts = new Accounts(database, clock);
        sessions = new Sessions(database, clock);
        own = new OwnPassword(database, clock);
        ann = assertInstanceOf(
                        Opening.Opened.class,
                        accounts.open(accounts.setUpLink().orElseThrow(), "Ann", "ann@example.org", OLD))
                .person();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean signsIn(String password) {
        return sessions.signIn("ann@example.org", password, Place.UNKNOWN) instanceof SignIn.Welcome;
    }

    private static String said(Optional<FieldProblem> problem) {
        return problem.map(FieldProblem::what).map(Message::key).orElse("");
    }

    @Test
    void takesTheNewOneWithTheOldOneAndEndsAllOtherSessions() {
        var here = sessions.begin(ann).token();
        var elsewhere = sessions.begin(ann).token();
        assertEquals("people.password-not-this", said(own.set(ann, "not this one", NEW, OpenSessions.mark(here))));
        assertTrue(signsIn(OLD));
        assertEquals("", said(own.set(ann, OLD, NEW, OpenSessions.mark(here))));
        assertTrue(signsIn(NEW) && !signsIn(OLD));
        assertTrue(sessions.whose(here).isPresent() && sessions.whose(elsewhere).isEmpty());
    }

    @Test
    void looksAtTheNewOneFirstAndLetsNobodyGuessTheOldOne() {
        assertEquals("people.password-easy", said(own.set(ann, "", "password1234", "")));
        for (int i = 0; i < 8; i++) own.set(ann, "guess " + i, NEW, "");
        assertEquals("web.wait", said(own.set(ann, OLD, NEW, "")));
        assertTrue(signsIn(OLD), "at the door one is not shut out by it");
        clock.pass(Duration.ofMinutes(16));
        assertEquals("", said(own.set(ann, OLD, NEW, "")));
    }

    @Test
    void whoHasNoneSetsOne() {
        var bob = new Accounts(database, clock).openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
        assertTrue(own.isSet(ann) && !own.isSet(bob));
        assertEquals("", said(own.set(bob, "", NEW, "")));
        assertTrue(own.isSet(bob));
    }
}
