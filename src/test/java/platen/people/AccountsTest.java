package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Opening.LinkSpent;
import platen.people.Opening.Opened;
import platen.people.Opening.Refused;

@ParameterizedClass
@EnumSource
class AccountsTest {
    private static final String PASSWORD = "twelve lead letters";

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Accounts accounts;

    AccountsTest(Store store) {
        database = store.open();
        accounts = new Accounts(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void makesTheFirstAccountThroughTheSetUpLinkOnceOnly() {
        var link = accounts.setUpLink().orElseThrow();
        assertEquals(Role.COORDINATOR, accounts.link(link).orElseThrow().role());
        var opened = assertInstanceOf(Opened.class, accounts.open(link, " Ann ", "Ann@Example.org ", PASSWORD));
        assertEquals(
                new Person(opened.person().id(), "Ann", "ann@example.org", Role.COORDINATOR, false), opened.person());
        assertInstanceOf(LinkSpent.class, accounts.open(link, "Bob", "bob@example.org", PASSWORD));
        assertTrue(accounts.setUpLink().isEmpty(), "there is an account now");
        assertEquals(List.of(opened.person()), accounts.present());
    }

    @Test
    void endsAnEarlierSetUpLinkWithANewOne() {
        var early = accounts.setUpLink().orElseThrow();
        accounts.setUpLink();
        assertInstanceOf(LinkSpent.class, accounts.open(early, "Ann", "ann@example.org", PASSWORD));
    }

    @Test
    void forgetsALinkWhenItExpires() {
        var link = accounts.setUpLink().orElseThrow();
        clock.pass(Duration.ofDays(2));
        assertTrue(accounts.link(link).isEmpty());
        assertInstanceOf(LinkSpent.class, accounts.open(link, "Ann", "ann@example.org", PASSWORD));
    }

    @Test
    void saysAtEachFieldWhatIsWrong() {
        var link = accounts.setUpLink().orElseThrow();
        var refused = assertInstanceOf(Refused.class, accounts.open(link, "  ", "ann at example", "short"));
        assertEquals(
                List.of("name", "email", "password"),
                refused.problems().stream().map(FieldProblem::field).toList());
        assertTrue(accounts.link(link).isPresent(), "a refused form does not use the link up");
    }

    @Test
    void invitesAColleagueOnceForAnAddress() {
        var ann = firstAccount();
        var link = accounts.invite(ann, Role.WORKER);
        var refused = assertInstanceOf(Refused.class, accounts.open(link, "Bob", "ann@example.org", PASSWORD));
        assertEquals(List.of(AccountForm.TAKEN), refused.problems());
        var bob = assertInstanceOf(Opened.class, accounts.open(link, "Bob", "bob@example.org", PASSWORD))
                .person();
        assertEquals(Role.WORKER, bob.role());
        assertInstanceOf(LinkSpent.class, accounts.open(link, "Eve", "eve@example.org", PASSWORD));
    }

    @Test
    void keepsTheLastCoordinator() {
        var ann = firstAccount();
        var bob = accounts.openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
        assertFalse(accounts.leave(ann, ann.id()));
        assertTrue(accounts.leave(ann, bob.id()));
        assertFalse(accounts.leave(ann, bob.id()), "has left already");
        assertEquals(List.of(ann), accounts.present());
    }

    @Test
    void writesDownWhoOpenedAnAccount() {
        var ann = firstAccount();
        var events = database.reading(Events.class)
                .about(Subject.Kind.PERSON, ann.id().value());
        assertEquals("people.account-opened", events.getFirst().what().key());
        assertEquals("Ann", events.getFirst().actorName());
    }

    @Test
    void storesNoPasswordTwiceTheSame() {
        assertNotEquals(Passwords.hash(PASSWORD), Passwords.hash(PASSWORD));
        assertTrue(Passwords.hash(PASSWORD).startsWith("$argon2id$v=19$m=12288,t=3,p=1$"));
        assertTrue(Passwords.matches("café au lait", Passwords.hash("cafe\u0301 au lait")), "composed or not");
    }

    private Person firstAccount() {
        var link = accounts.setUpLink().orElseThrow();
        return assertInstanceOf(Opened.class, accounts.open(link, "Ann", "ann@example.org", PASSWORD))
                .person();
    }
}
