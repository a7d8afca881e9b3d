package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.people.SignIn.Welcome;
import platen.people.SignIn.Wrong;
import platen.values.PersonId;

@ParameterizedClass
@EnumSource
class PasskeysTest {
    private static final Site SITE = new Site("https://print.example.org", "print.example.org");
    private static final Place HERE = new Place("192.0.2.7", "Firefox on Linux");

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final Person ann;
    private final SoftKey key;

    PasskeysTest(Store store) throws Exception {
        database = store.open();
        sessions = new Sessions(database, clock);
        passkeys = new Passkeys(database, clock);
        ann = person("Ann");
        key = new SoftKey(SITE);
    }

    private Person person(String name) {
        var mail = name + "@example.org";
        var id = database.<PersonId, RuntimeException>change(change ->
                change.attach(People.class).add(name, mail, Passwords.NONE, Role.COORDINATOR, clock.instant()));
        return new Person(id, name, mail, Role.COORDINATOR, false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean add(Person who, SoftKey key) throws Exception {
        return passkeys.add(
                who, " Telephone ", key.create(passkeys.question(who.id()).orElseThrow()), SITE);
    }

    private SignIn signIn(SoftKey key) throws Exception {
        return sessions.signIn(key.get(passkeys.question(null).orElseThrow()), SITE, HERE);
    }

    @Test
    void signsItsHolderIn() throws Exception {
        assertInstanceOf(Wrong.class, signIn(key), "nobody knows it yet");
        assertTrue(add(ann, key));
        assertEquals(
                List.of("Telephone"),
                passkeys.of(ann.id()).stream().map(Passkey::name).toList());
        var welcome = assertInstanceOf(Welcome.class, signIn(key));
        assertEquals(ann.id(), welcome.person().id());
        assertEquals(ann.id(), sessions.whose(welcome.token()).orElseThrow().id());
        assertEquals(clock.instant(), passkeys.of(ann.id()).getFirst().usedAt());
    }

    @Test
    void takesAnAnswerOnceAndInTime() throws Exception {
        add(ann, key);
        var answer = key.get(passkeys.question(null).orElseThrow());
        assertInstanceOf(Welcome.class, sessions.signIn(answer, SITE, HERE));
        assertInstanceOf(Wrong.class, sessions.signIn(answer, SITE, HERE), "who overheard it comes too late");
        var late = key.get(passkeys.question(null).orElseThrow());
        clock.pass(Duration.ofMinutes(6));
        assertInstanceOf(Wrong.class, sessions.signIn(late, SITE, HERE));
        assertInstanceOf(
                Wrong.class, sessions.signIn(key.get("b3VyIG93biBxdWVzdGlvbg"), SITE, HERE), "not our question");
    }

    @Test
    void isMadeForThisSiteAndWithALookAtItsHolder() throws Exception {
        var elsewhere = new SoftKey(new Site("https://print.example.com", "print.example.com"));
        assertFalse(add(ann, elsewhere));
        var careless = new SoftKey(SITE);
        careless.looksAtNobody();
        assertFalse(add(ann, careless));
        assertFalse(passkeys.add(ann, "", "{}", SITE));
        assertFalse(passkeys.add(ann, "", "no JSON", SITE));
        add(ann, key);
        key.looksAtNobody();
        assertInstanceOf(Wrong.class, signIn(key));
        for (var nonsense : List.of("", "{}", "[]", "null", "{\"id\":\"x\",\"response\":{}}"))
            assertInstanceOf(Wrong.class, sessions.signIn(nonsense, SITE, HERE), nonsense);
    }

    @Test
    void refusesACopyAndAStrangersSignature() throws Exception {
        add(ann, key);
        key.countsFrom(8);
        assertInstanceOf(Welcome.class, signIn(key));
        key.countsFrom(2);
        assertInstanceOf(Wrong.class, signIn(key), "it counts backwards: there are two of it");
        assertInstanceOf(Wrong.class, signIn(new SoftKey(SITE)), "the same name, another key");
    }

    @Test
    void belongsToOnePersonWhoAskedForIt() throws Exception {
        var bo = person("Bo");
        var asked = passkeys.question(bo.id()).orElseThrow();
        assertFalse(passkeys.add(ann, "", key.create(asked), SITE), "it was Bo who asked");
        assertFalse(passkeys.add(ann, "", key.create(passkeys.question(null).orElseThrow()), SITE));
        assertTrue(add(bo, key));
        assertFalse(add(ann, key), "it is Bo's already");
        var own = passkeys.of(bo.id()).getFirst().id();
        assertFalse(passkeys.remove(ann, own));
        assertTrue(passkeys.remove(bo, own));
        assertInstanceOf(Wrong.class, signIn(key));
    }

    @Test
    void endsWithItsHoldersAccount() throws Exception {
        var bo = person("Bo");
        add(bo, key);
        assertTrue(new Accounts(database, clock).leave(ann, bo.id()));
        assertInstanceOf(Wrong.class, signIn(key));
        assertTrue(passkeys.of(bo.id()).isEmpty());
        add(ann, new SoftKey(SITE));
        assertTrue(passkeys.removeAll(ann, ann.id()));
        assertFalse(passkeys.removeAll(ann, ann.id()));
    }
}
