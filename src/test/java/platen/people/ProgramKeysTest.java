package platen.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;

@ParameterizedClass
@EnumSource
class ProgramKeysTest {
    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final ProgramKeys keys;
    private final Person ann;

    ProgramKeysTest(Store store) {
        database = store.open();
        keys = new ProgramKeys(database, clock);
        ann = new Accounts(database, clock).openWithoutPassword("Ann", "ann@example.org", Role.COORDINATOR);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void opensWhatItIsForUntilItIsWithdrawn() {
        var key = keys.issue(ann, "Door sign", Set.of(Scope.RUN_FLOOR, Scope.SEE_ORDERS));
        var listed = keys.all().getFirst();
        assertNull(listed.usedAt());
        var program = keys.whose(key).orElseThrow();
        assertTrue(
                program.covers(Scope.RUN_FLOOR) && program.covers(Scope.SEE_FLOOR) && program.covers(Scope.SEE_ORDERS));
        assertFalse(program.covers(Scope.SEE_MONEY));
        assertEquals(clock.instant(), keys.all().getFirst().usedAt());
        assertTrue(keys.whose(key + "x").isEmpty());
        assertTrue(keys.revoke(ann, listed.id()));
        assertFalse(keys.revoke(ann, listed.id()));
        assertEquals(Optional.empty(), keys.whose(key));
        assertEquals(List.of(), keys.all());
    }

    @Test
    void storesNoKey() {
        var key = keys.issue(ann, "Door sign", Set.of(Scope.SEE_FLOOR));
        var stored =
                database.<String, RuntimeException>look(look -> look.createQuery("select key_hash from program_key")
                        .mapTo(String.class)
                        .one());
        assertFalse(stored.contains(key) || key.contains(stored));
    }
}
