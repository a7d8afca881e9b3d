package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.people.SignIn.NeedsCode;
import platen.people.SignIn.Wait;
import platen.people.SignIn.Welcome;
import platen.people.SignIn.Wrong;
import platen.values.Money;
import platen.values.PersonId;

@ParameterizedClass
@EnumSource
class SecondFactorTest {
    private static final String PASSWORD = "twelve lead letters";
    private static final Place HERE = new Place("192.0.2.7", "Firefox on Linux");

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Sessions sessions;
    private final SecondFactor factor;
    private final TeamDesk team;
    private final Person ann;

    SecondFactorTest(Store store) {
        database = store.open();
        sessions = new Sessions(database, clock);
        factor = new SecondFactor(database, clock);
        team = new TeamDesk(database, clock);
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
    void asksForACodeAfterThePasswordOnceItIsOn() {
        var secret = factor.settingUp(ann.id()).orElseThrow();
        assertEquals(secret, factor.settingUp(ann.id()).orElseThrow(), "a page that is loaded again shows the same");
        assertInstanceOf(Welcome.class, signIn(), "it is not on before a code was right");
        assertTrue(factor.confirm(ann, "000000").isEmpty());
        assertEquals(10, factor.confirm(ann, code(secret)).orElseThrow().size());
        assertTrue(factor.settingUp(ann.id()).isEmpty(), "the secret is not shown again");

        clock.pass(Duration.ofMinutes(1));
        var half = assertInstanceOf(NeedsCode.class, signIn()).half();
        assertTrue(sessions.whose(half).isEmpty(), "half a sign-in is none");
        assertInstanceOf(Wrong.class, sessions.code(half, "000000"));
        var code = code(secret);
        assertInstanceOf(Welcome.class, sessions.code(half, " " + code.substring(0, 3) + " " + code.substring(3)));
        assertInstanceOf(SignIn.Late.class, sessions.code(half, code(secret)), "a half is used once");
        assertInstanceOf(Wrong.class, sessions.code(half(), code), "a code is used once");
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        var codes = turnOn();
        for (var code : codes) assertInstanceOf(Welcome.class, sessions.code(half(), code.toLowerCase(Locale.ROOT)));
        assertInstanceOf(Wrong.class, sessions.code(half(), codes.getFirst()));
        assertEquals(0, factor.codesLeft(ann.id()));
        var stored = database.<List<String>, RuntimeException>look(
                look -> look.createQuery("select code_hash from recovery_code")
                        .mapTo(String.class)
                        .list());
        assertFalse(stored.contains(codes.getFirst())
                || stored.contains(codes.getFirst().replace("-", "")));
    }

    @Test
    void limitsTries() {
        turnOn();
        var half = half();
        for (int i = 0; i < Attempts.PER_ACCOUNT; i++)
            assertInstanceOf(Wrong.class, sessions.code(half, "00000" + i % 10));
        assertInstanceOf(Wait.class, sessions.code(half, code(secretOf())));
        assertInstanceOf(Wait.class, sessions.code(half(), code(secretOf())), "another half does not help");
    }

    @Test
    void forgetsAHalfThatWaitsTooLong() {
        turnOn();
        var half = half();
        clock.pass(Duration.ofMinutes(10));
        assertInstanceOf(SignIn.Late.class, sessions.code(half, code(secretOf())));
    }

    @Test
    void holdsBackOfWhomTheShopDemandsIt() {
        var rules = new TeamRules(true, false, new Money(10_000));
        assertTrue(team.set(ann, rules).isPresent(), "nobody shuts themselves out");
        turnOn();
        assertTrue(team.set(ann, rules).isEmpty());
        var bob = new Accounts(database, clock).openWithoutPassword("Bob", "bob@example.org", Role.COORDINATOR);
        var token = sessions.begin(bob).token();
        assertEquals(Role.WORKER, sessions.whose(token).orElseThrow().role());
        assertEquals(ann, sessions.whose(sessions.begin(ann).token()).orElseThrow());
        var secret = factor.settingUp(bob.id()).orElseThrow();
        assertTrue(factor.confirm(bob, code(secret)).isPresent());
        assertEquals(bob, sessions.whose(token).orElseThrow());
        assertTrue(factor.takeOff(ann, bob.id()));
        assertFalse(factor.takeOff(ann, bob.id()));
        assertEquals(Role.WORKER, sessions.whose(token).orElseThrow().role());
    }

    @Test
    void isTakenOffWithACodeOnly() {
        turnOn();
        assertFalse(factor.takeOff(ann, "000000"));
        clock.pass(Duration.ofMinutes(1));
        assertTrue(factor.takeOff(ann, code(secretOf())));
        assertInstanceOf(Welcome.class, signIn());
    }

    @Test
    void limitsTriesOfWhoIsSignedInToo() {
        turnOn();
        clock.pass(Duration.ofMinutes(1));
        for (int i = 0; i < Attempts.PER_ACCOUNT; i++) {
            assertTrue(factor.wait(ann.id()).isEmpty());
            assertFalse(factor.takeOff(ann, "00000" + i % 10));
        }
        assertEquals(Attempts.MEMORY, factor.wait(ann.id()).orElseThrow());
        assertFalse(factor.takeOff(ann, code(secretOf())));
        assertTrue(factor.renewCodes(ann, code(secretOf())).isEmpty());
        clock.pass(Attempts.MEMORY);
        assertTrue(factor.renewCodes(ann, code(secretOf())).isPresent());
        clock.pass(Duration.ofMinutes(1));
        assertTrue(factor.takeOff(ann, code(secretOf())), "the right one makes up for the wrong ones");
    }

    private SignIn signIn() {
        return sessions.signIn("ann@example.org", PASSWORD, HERE);
    }

    private String half() {
        return assertInstanceOf(NeedsCode.class, signIn()).half();
    }

    private List<String> turnOn() {
        var codes = factor.confirm(ann, code(factor.settingUp(ann.id()).orElseThrow()));
        return codes.orElseThrow();
    }

    private String secretOf() {
        return database.reading(Factors.class).of(ann.id()).orElseThrow().secret();
    }

    private String code(String secret) {
        return Totp.code(secret, Totp.step(clock.instant()));
    }
}
