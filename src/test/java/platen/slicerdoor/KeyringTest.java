package platen.slicerdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.people.Accounts;
import platen.people.Role;
import platen.slicerdoor.Keyring.Rights;
import platen.slicerdoor.SlicerRequest.State;

/// Keys of slicers: shown once, kept as hashes, opening one door, until they are taken back.
@ParameterizedClass
@EnumSource
class KeyringTest {
    private static final Door QUEUE = new Door.OfQueue();

    private final DoorShop shop;

    KeyringTest(Store store) throws IOException {
        shop = new DoorShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void knowsWhoseAKeyIsUntilItIsTakenBack() {
        var made = shop.keyring.make(QUEUE, "laptop", new Rights(true, false), shop.ann);
        var known = shop.keyring.whose(made.secret()).orElseThrow();
        assertEquals(made.key().id(), known.id());
        assertEquals("Ann", known.ownerName());
        assertTrue(known.mayStart());
        assertFalse(known.maySteer());
        assertTrue(shop.keyring.whose("another").isEmpty());
        assertTrue(shop.keyring.revoke(known.id(), shop.ann));
        assertFalse(shop.keyring.revoke(known.id(), shop.ann));
        assertTrue(shop.keyring.whose(made.secret()).isEmpty());
    }

    @Test
    void keepsNothingOfAKeyButHashes() {
        var made = shop.keyring.make(QUEUE, "laptop", Rights.SENDING, shop.ann);
        var kept = shop.database.look(look -> look.createQuery("select key_hash, digest_hash from slicer_key")
                .mapToMap()
                .one());
        assertFalse(kept.toString().contains(made.secret()));
        var claimed = shop.keyring.claimed(made.key().login()).orElseThrow();
        assertEquals(Keyring.md5(made.key().login() + ":Platen:" + made.secret()), claimed.digestHash());
    }

    @Test
    void notesItsLastUseOnceAMinute() {
        var made = shop.keyring.make(QUEUE, "laptop", Rights.SENDING, shop.ann);
        shop.keyring.whose(made.secret());
        var first = shop.keyring.whose(made.secret()).orElseThrow().usedAt();
        shop.clock.pass(Duration.ofSeconds(59));
        shop.keyring.whose(made.secret());
        assertEquals(first, shop.keyring.whose(made.secret()).orElseThrow().usedAt());
        shop.clock.pass(Duration.ofSeconds(1));
        shop.keyring.whose(made.secret());
        assertNotEquals(first, shop.keyring.whose(made.secret()).orElseThrow().usedAt());
    }

    @Test
    void opensNothingForWhoHasLeft() {
        var accounts = new Accounts(shop.database, shop.clock);
        var chief = accounts.openWithoutPassword("Cleo", "cleo@example.org", Role.COORDINATOR);
        var made = shop.keyring.make(QUEUE, "laptop", Rights.SENDING, shop.ann);
        assertEquals(1, shop.keyring.of(chief).size());
        assertTrue(accounts.leave(chief, shop.ann.id()));
        assertTrue(shop.keyring.whose(made.secret()).isEmpty());
        assertTrue(shop.keyring.claimed(made.key().login()).isEmpty());
    }

    @Test
    void showsAWorkerOnlyTheirOwn() {
        var bob = new Accounts(shop.database, shop.clock).openWithoutPassword("Bob", "bob@example.org", Role.WORKER);
        var made = shop.keyring.make(QUEUE, "laptop", Rights.SENDING, shop.ann);
        assertTrue(shop.keyring.of(bob).isEmpty());
        assertFalse(shop.keyring.revoke(made.key().id(), bob));
    }

    @Test
    void givesAProgramTheKeyThatItAskedForWhenSomebodySaysYes() {
        var asked = new AskedKeys(shop.database, shop.keyring, shop.clock);
        var cura = asked.ask(QUEUE, "Cura").orElseThrow();
        assertEquals(State.OPEN, asked.look(cura.token()).orElseThrow().state());
        assertTrue(shop.keyring.whose(AskedKeys.key(cura.token())).isEmpty());
        assertTrue(asked.allow(cura.id(), Rights.SENDING, shop.ann));
        assertFalse(asked.allow(cura.id(), Rights.SENDING, shop.ann));
        assertEquals(State.ALLOWED, asked.look(cura.token()).orElseThrow().state());
        assertEquals(
                "Cura",
                shop.keyring.whose(AskedKeys.key(cura.token())).orElseThrow().name());
    }

    @Test
    void forgetsWhoAskedAndBoundsHowManyDo() {
        var asked = new AskedKeys(shop.database, shop.keyring, shop.clock);
        var first = asked.ask(QUEUE, "one").orElseThrow();
        for (int i = 1; i < 20; i++) assertTrue(asked.ask(QUEUE, "more").isPresent());
        assertTrue(asked.ask(QUEUE, "too many").isEmpty());
        assertTrue(asked.refuse(first.id()));
        assertEquals(State.REFUSED, asked.look(first.token()).orElseThrow().state());
        shop.clock.pass(AskedKeys.HOLDS);
        assertTrue(asked.look(first.token()).isEmpty());
        assertTrue(asked.ask(QUEUE, "again").isPresent());
    }

    @Test
    void hasADoorForTheQueueEachModelAndEachPrinter() {
        var places = shop.doors.all().stream().map(Doors.Opening::place).toList();
        assertTrue(places.containsAll(List.of("queue", "ender3-printers", "mk3s-printers")), places::toString);
        assertEquals(5, places.size());
        places.forEach(
                place -> assertEquals(place, shop.doors.at(place).orElseThrow().place()));
        for (var none : new String[] {"", "-printers", "printer-", "printer-99999", "voron-printers", "nowhere"})
            assertTrue(shop.doors.at(none).isEmpty(), none);
    }
}
