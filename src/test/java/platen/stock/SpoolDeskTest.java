package platen.stock;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.stock.PlasticUses.Why;
import platen.stock.Spools.Described;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Money;
import platen.values.SpoolId;

@ParameterizedClass
@EnumSource
class SpoolDeskTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Actor ANN = Actor.worker("Ann");
    private static final Stocked DONE = new Stocked.Done();
    private static final long KILO = 1_000_000;

    private final Database database;
    private final SpoolDesk desk;

    SpoolDeskTest(Store store) {
        database = store.open();
        desk = new SpoolDesk(database, () -> NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void weighsASpoolWithoutWhatItWeighsEmpty() {
        var id = spool("black", 200_000L, KILO);
        assertEquals(DONE, desk.weigh(id, 850_000, ANN));
        assertEquals(650_000, find(id).leftMg());
        assertEquals(350_000, uses(id).getFirst().takenMg());
        assertEquals(Message.of("stock.weighed", find(id).name(), "650", "1000"), last().what());
        assertEquals("stock.lighter-than-empty", refused(desk.weigh(id, 199_000, ANN)));
        assertEquals("stock.more-than-new", refused(desk.weigh(id, 1_400_000, ANN)));
        assertEquals(650_000, find(id).leftMg(), "what was refused changes nothing");
        var unknown = spool("red", null, KILO);
        assertEquals("stock.empty-weight-unknown", refused(desk.weigh(unknown, 850_000, ANN)));
    }

    @Test
    void takesWhatAPersonSaysOnlyWithAReason() {
        var id = spool("black", null, KILO);
        assertEquals("stock.reason-missing", refused(desk.say(id, 1, " ", ANN)));
        assertEquals(DONE, desk.say(id, 300_500, "lent to the school", ANN));
        assertEquals(300_500, find(id).leftMg());
        assertEquals(Message.of("stock.said", find(id).name(), "300.5", "1000", "lent to the school"), last().what());
    }

    @Test
    void opensDriesMovesAndUsesUpASpool() {
        var id = spool("black", null, KILO);
        assertEquals(SpoolState.SEALED, find(id).state());
        assertEquals(DONE, desk.open(id, ANN));
        assertEquals("stock.too-late", refused(desk.open(id, ANN)));
        assertEquals(NOON, find(id).openedAt());
        assertEquals(DONE, desk.dry(id, true, ANN));
        assertEquals(NOON, find(id).drySince());
        assertEquals(DONE, desk.dry(id, false, ANN));
        assertNull(find(id).drySince());
        assertEquals(DONE, desk.move(id, "shelf 3", ANN));
        assertEquals("shelf 3", find(id).place());
        assertEquals(DONE, desk.empty(id, ANN));
        assertEquals("stock.too-late", refused(desk.empty(id, ANN)), "a second click");
        assertEquals(0, find(id).leftMg());
        assertEquals(Why.EMPTIED, uses(id).getFirst().why());
        assertEquals("stock.is-empty", refused(desk.say(id, 5, "found", ANN)));
        assertEquals(List.of(), database.reading(Spools.class).present());
        assertEquals("stock.gone", refused(desk.open(new SpoolId(4711), ANN)));
    }

    @Test
    void showsTheLowOnesFirstAndFindsThemByAnyWord() {
        var full = spool("black", null, KILO);
        var low = spool("red", null, 90_000);
        assertEquals(
                List.of(low, full),
                database.reading(Spools.class).present().stream().map(Spool::id).toList());
        assertTrue(find(low).isLow() && !find(full).isLow());
        assertEquals(SpoolState.OPEN, find(low).state(), "what is used was opened");
        assertTrue(find(low).says("RED")
                && find(low).says("#" + low.value())
                && !find(low).says("blue"));
        assertTrue(find(full).suits("pla", null) && find(full).suits("PLA", "Black"));
        assertFalse(find(full).suits("PLA", "red") || find(full).suits("PETG", null));
    }

    @Test
    void describesASpoolAnew() {
        var id = spool("black", null, KILO);
        var as = new Described("PETG", "blue", "Maker", new Money(2_450), 180_000L, "box 1");
        assertEquals(DONE, desk.describe(id, as, ANN));
        assertEquals("#" + id.value() + ", blue PETG", find(id).name());
        assertEquals(new Money(2_450), find(id).price());
        assertEquals(180.0, requireNonNull(find(id).emptyG()));
    }

    @Test
    void sumsUpWhatWasWeighedAsScrap() {
        database.use(change -> {
            var uses = change.attach(PlasticUses.class);
            uses.addScrap(null, "PLA", 12_000, "purge", "Ann", NOON);
            uses.addScrap(null, "PLA", 3_000, "", "Ann", NOON);
        });
        var uses = database.reading(PlasticUses.class);
        assertEquals(List.of(new PlasticUses.Weight("PLA", 15_000)), uses.scrap(NOON, NOON.plusSeconds(1)));
        assertEquals(List.of(), uses.scrap(NOON.minusSeconds(1), NOON));
    }

    private SpoolId spool(String colour, @Nullable Long empty, long left) {
        return desk.add(new SpoolDesk.Coming("PLA", colour, "", null, KILO, empty, left, "", false), ANN);
    }

    private Spool find(SpoolId id) {
        return database.reading(Spools.class).find(id).orElseThrow();
    }

    private List<PlasticUses.Use> uses(SpoolId id) {
        return database.reading(PlasticUses.class).of(id, 10);
    }

    private Event last() {
        return database.reading(Events.class).about(Subject.Kind.SHOP, 0).getLast();
    }

    private static String refused(Stocked stocked) {
        return assertInstanceOf(Stocked.Refused.class, stocked).why().key();
    }
}
