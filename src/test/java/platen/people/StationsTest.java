package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.people.Stations.Entering.ENTERED;
import static platen.people.Stations.Entering.LOCKED;
import static platen.people.Stations.Entering.WRONG;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.values.PersonId;

@ParameterizedClass
@EnumSource
class StationsTest {
    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Accounts accounts;
    private final Stations stations;
    private final Pins pins;
    private final Person ann;
    private final Person bob;
    private final String token;

    StationsTest(Store store) {
        database = store.open();
        accounts = new Accounts(database, clock);
        stations = new Stations(database, clock);
        pins = new Pins(database, clock);
        ann = accounts.openWithoutPassword("Ann", "ann@example.org", Role.COORDINATOR);
        bob = accounts.openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
        token = stations.open(ann, "at the printers");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void knowsWhoIsThereUntilTheyGoOrNobodyTouchesIt() {
        assertTrue(pins.set(bob, "4711").isEmpty());
        assertEquals(Optional.empty(), stations.who(station()));
        assertEquals(ENTERED, stations.enter(station(), bob.id(), "4711"));
        assertEquals(Optional.of(bob), stations.who(station()));
        clock.pass(Stations.IDLE.minusSeconds(1));
        stations.touch(station());
        clock.pass(Stations.IDLE.minusSeconds(1));
        assertEquals(Optional.of(bob), stations.who(station()), "it was touched");
        clock.pass(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), stations.who(station()));
        stations.touch(station());
        assertEquals(Optional.empty(), stations.who(station()), "a touch brings nobody back");
        stations.enter(station(), bob.id(), "4711");
        stations.leave(station());
        assertEquals(Optional.empty(), stations.who(station()));
    }

    @Test
    void givesNobodyMoreThanAWorkersRights() {
        pins.set(ann, "2580");
        accounts.setRights(ann, bob.id(), Role.WORKER, true);
        pins.set(bob, "4711");
        stations.enter(station(), ann.id(), "2580");
        assertEquals(Role.WORKER, stations.who(station()).orElseThrow().role());
        stations.enter(station(), bob.id(), "4711");
        assertFalse(stations.who(station()).orElseThrow().seesMoney());
    }

    @Test
    void locksAPinAfterFiveWrongOnesUntilItsOwnerSignsIn() {
        pins.set(bob, "4711");
        for (int i = 1; i < Pin.MOST_WRONG; i++) assertEquals(WRONG, stations.enter(station(), bob.id(), "000" + i));
        assertEquals(LOCKED, stations.enter(station(), bob.id(), "0000"));
        assertEquals(LOCKED, stations.enter(station(), bob.id(), "4711"), "even the right one");
        assertTrue(pins.isLocked(bob.id()));
        new Sessions(database, clock).begin(bob);
        assertEquals(ENTERED, stations.enter(station(), bob.id(), "4711"));
        for (int i = 1; i < Pin.MOST_WRONG; i++) assertEquals(WRONG, stations.enter(station(), bob.id(), "000" + i));
        assertEquals(ENTERED, stations.enter(station(), bob.id(), "4711"), "a right one forgets the wrong ones");
    }

    @Test
    void offersOnlyThoseWithAPinWhoStillWorkHere() {
        assertEquals(WRONG, stations.enter(station(), bob.id(), ""));
        assertEquals(WRONG, stations.enter(station(), new PersonId(99), "4711"));
        assertEquals(List.of(), stations.people());
        pins.set(bob, "4711");
        assertEquals(List.of(bob), stations.people());
        stations.enter(station(), bob.id(), "4711");
        assertTrue(accounts.leave(ann, bob.id()));
        assertEquals(Optional.empty(), stations.who(station()));
        assertEquals(List.of(), stations.people());
        assertEquals(WRONG, stations.enter(station(), bob.id(), "4711"));
    }

    @Test
    void refusesPinsThatAnybodyWouldTryFirst() {
        for (var easy : List.of("1234", "0000", "9876", "123456", "4321"))
            assertTrue(pins.set(bob, easy).isPresent(), easy);
        for (var odd : List.of("123", "", "12a4", "1234567890123", "٤٧١١"))
            assertTrue(pins.set(bob, odd).isPresent(), odd);
        assertFalse(pins.isSet(bob.id()));
    }

    @Test
    void takesThePinAwayAndItsOwnerOffTheTablets() {
        pins.set(bob, "4711");
        stations.enter(station(), bob.id(), "4711");
        assertTrue(pins.forget(ann, bob.id()));
        assertFalse(pins.forget(ann, bob.id()));
        assertEquals(Optional.empty(), stations.who(station()));
    }

    @Test
    void isOverWhenACoordinatorEndsIt() {
        var station = station();
        pins.set(bob, "4711");
        assertTrue(stations.end(ann, station.id()));
        assertFalse(stations.end(ann, station.id()));
        assertEquals(Optional.empty(), stations.find(token));
        assertEquals(WRONG, stations.enter(station, bob.id(), "4711"));
        assertEquals(List.of(), stations.all());
    }

    private Station station() {
        return stations.find(token).orElseThrow();
    }
}
