package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.people.SignIn.Wait;
import platen.people.SignIn.Welcome;
import platen.people.SignIn.Wrong;
import platen.values.PersonId;

@ParameterizedClass
@EnumSource
class SessionsTest {
    private static final String PASSWORD = "twelve lead letters";
    private static final Place HERE = new Place("192.0.2.7", "Firefox on Linux");

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Person ann;

    SessionsTest(Store store) {
        database = store.open();
        accounts = new Accounts(database, clock);
        sessions = new Sessions(database, clock);
        var weak = Passwords.hash(PASSWORD, 64, 1);
        var key = database.<PersonId, RuntimeException>change(change ->
                change.attach(People.class).add("Ann", "ann@example.org", weak, Role.COORDINATOR, clock.instant()));
        ann = new Person(key, "Ann", "ann@example.org", Role.COORDINATOR, false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void knowsWhoSignedInUntilTheySignOut() {
        var welcome = assertInstanceOf(Welcome.class, sessions.signIn("ANN@example.org", PASSWORD, HERE));
        assertEquals(Optional.of(ann), sessions.whose(welcome.token()));
        sessions.signOut(welcome.token());
        assertEquals(Optional.empty(), sessions.whose(welcome.token()));
    }

    @Test
    void startsAnotherSessionAtEachSignIn() {
        var first = assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
        var second = assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
        assertNotEquals(first.token(), second.token());
    }

    @Test
    void slidesWithUseAndEndsWithoutIt() {
        var token = sessions.begin(ann).token();
        clock.pass(Sessions.IDLE.minusHours(1));
        assertEquals(Optional.of(ann), sessions.whose(token));
        clock.pass(Sessions.IDLE.minusHours(1));
        assertEquals(Optional.of(ann), sessions.whose(token), "the use a fortnight ago was noted");
        clock.pass(Sessions.IDLE);
        assertEquals(Optional.empty(), sessions.whose(token));
    }

    @Test
    void endsWithTheAccount() {
        var bob = accounts.openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
        var token = sessions.begin(bob).token();
        accounts.leave(ann, bob.id());
        assertEquals(Optional.empty(), sessions.whose(token));
    }

    @Test
    void refusesAllPasswordsOfAnAccountAfterTooManyWrongOnes() {
        for (int i = 0; i < Attempts.PER_ACCOUNT; i++)
            assertInstanceOf(
                    Wrong.class, sessions.signIn("ann@example.org", "wrong " + i, new Place("192.0.2." + i, "")));
        clock.pass(Duration.ofMinutes(5));
        assertEquals(new Wait(Duration.ofMinutes(10)), sessions.signIn("ann@example.org", PASSWORD, HERE));
        clock.pass(Duration.ofMinutes(10));
        assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
    }

    @Test
    void letsNobodyShutAnAccountsOwnerOut() {
        assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
        for (int i = 0; i < Attempts.PER_ACCOUNT; i++)
            sessions.signIn("ann@example.org", "wrong " + i, new Place("192.0.2.1" + i, ""));
        var away = new Place("198.51.100.9", HERE.browser());
        assertInstanceOf(Wait.class, sessions.signIn("ann@example.org", PASSWORD, away));
        assertInstanceOf(Wrong.class, sessions.signIn("ann@example.org", "a slip", HERE), "where she was before");
        for (int i = 1; i < Attempts.PER_ACCOUNT; i++) sessions.signIn("ann@example.org", "wrong " + i, HERE);
        assertInstanceOf(Wait.class, sessions.signIn("ann@example.org", PASSWORD, HERE), "nor is that a way around");
        clock.pass(Attempts.MEMORY);
        assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
    }

    @Test
    void refusesAnAddressThatTriesManyAccounts() {
        for (int i = 0; i < Attempts.PER_ADDRESS; i++)
            sessions.signIn("guess" + i + "@example.org", "x".repeat(300), HERE);
        assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE), "nonsense is not tried");
        for (int i = 0; i < Attempts.PER_ADDRESS; i++)
            attempt("guess" + i + "@example.org", "2001:db8:1:2:" + i + "::1");
        assertInstanceOf(
                Wait.class, sessions.signIn("ann@example.org", PASSWORD, new Place("2001:db8:1:2:ffff::9", "")));
        assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
    }

    @Test
    void forgetsWrongPasswordsAfterTheRightOne() {
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < Attempts.PER_ACCOUNT; i++) sessions.signIn("ann@example.org", "wrong " + i, HERE);
            assertInstanceOf(Welcome.class, sessions.signIn("ann@example.org", PASSWORD, HERE));
        }
    }

    @Test
    void signsInByALinkOnce() {
        var link = accounts.signInLink(ann.id());
        assertTrue(accounts.link(link).isPresent());
        var token = assertInstanceOf(Welcome.class, sessions.signIn(link, HERE).orElseThrow())
                .token();
        assertEquals(Optional.of(ann), sessions.whose(token));
        assertTrue(sessions.signIn(link, HERE).isEmpty());
        assertTrue(accounts.link(link).isEmpty());
    }

    @Test
    void doesNotSignInByALinkMeantForAnotherPurpose() {
        assertTrue(sessions.signIn(accounts.invite(ann, Role.WORKER), HERE).isEmpty());
        assertInstanceOf(
                Opening.LinkSpent.class,
                accounts.open(accounts.signInLink(ann.id()), "Eve", "eve@example.org", PASSWORD));
    }

    private void attempt(String account, String address) {
        var network = address.substring(0, address.indexOf(":2:") + 2);
        database.use(change -> Attempts.in(change).begin(account, network, false, clock.instant()));
    }
}
