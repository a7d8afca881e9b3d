package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.people.SecondLook.Kind;
import platen.people.SecondLook.State;
import platen.values.Money;

@ParameterizedClass
@EnumSource
class SecondLooksTest {
    private static final TeamRules TWO = new TeamRules(false, true, new Money(5_000));

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Accounts accounts;
    private final TeamDesk team;
    private final SecondLooks looks;
    private final Person ann;
    private final Person bob;

    SecondLooksTest(Store store) {
        database = store.open();
        accounts = new Accounts(database, clock);
        team = new TeamDesk(database, clock);
        looks = new SecondLooks(database, clock);
        ann = accounts.openWithoutPassword("Ann", "ann@example.org", Role.COORDINATOR);
        bob = accounts.openWithoutPassword("Bob", "bob@example.org", Role.COORDINATOR);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void holdsFromThreePeopleOn() {
        assertTrue(team.set(ann, TWO).isPresent(), "they are two");
        var eve = accounts.openWithoutPassword("Eve", "eve@example.org", Role.WORKER);
        assertTrue(team.set(ann, TWO).isEmpty());
        assertTrue(looks.isWanted());
        assertTrue(looks.isWanted(new Money(5_001)));
        assertFalse(looks.isWanted(new Money(5_000)));
        accounts.leave(ann, eve.id());
        assertFalse(looks.isWanted(), "nobody is left to ask");
    }

    @Test
    void whoAsksNeverConfirmsAndOnlyOneSays() {
        var eve = accounts.openWithoutPassword("Eve", "eve@example.org", Role.WORKER);
        assertTrue(looks.ask(ann, Kind.PRICES, Money.ZERO, 7, "{}"));
        assertFalse(looks.ask(bob, Kind.PRICES, Money.ZERO, 7, "{}"), "it waits already");
        var look = looks.open().getFirst();
        assertFalse(looks.decide(ann, look, true));
        assertFalse(looks.decide(eve, look, true), "a worker does not decide about prices");
        assertTrue(looks.decide(bob, look, true));
        assertFalse(looks.decide(bob, look, false));
        assertEquals(State.CONFIRMED, looks.open().getFirst().state(), "it is open until it is done");
        looks.done(look);
        assertEquals(List.of(), looks.open());
        assertTrue(looks.ask(bob, Kind.PRICES, Money.ZERO, 7, "{}"));
        assertTrue(looks.decide(ann, looks.open().getFirst(), false));
        assertEquals(List.of(), looks.open());
    }
}
