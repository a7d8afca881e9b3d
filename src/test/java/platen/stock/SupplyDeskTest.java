package platen.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.stock.Supplies.Described;
import platen.stock.Supplies.NewSupply;
import platen.stock.SupplyDesk.Count;
import platen.values.Actor;
import platen.values.Message;
import platen.values.SupplyId;

@ParameterizedClass
@EnumSource
class SupplyDeskTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Actor ANN = Actor.worker("Ann");
    private static final Stocked DONE = new Stocked.Done();

    private final Database database;
    private final SupplyDesk desk;

    SupplyDeskTest(Store store) {
        database = store.open();
        desk = new SupplyDesk(database, () -> NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isToBeOrderedFromItsReorderPointOn() {
        var ink = add(SupplyKind.INK, "Black ink", 3);
        assertFalse(find(ink).isLow());
        assertEquals(DONE, desk.taken(ink, 1, "the school's riso", ANN));
        assertTrue(find(ink).isLow());
        assertEquals(DONE, desk.ordered(ink, true, ANN));
        assertNotNull(find(ink).orderedAt());
        assertEquals(DONE, desk.came(ink, 10, "", ANN));
        assertNull(find(ink).orderedAt(), "what came is not waited for");
        assertEquals(12, find(ink).amount());
        assertEquals(
                List.of(-10L, 1L),
                supplies().changes(ink, 9).stream().map(Supplies.Change::taken).toList());
    }

    @Test
    void refusesWhatCannotBe() {
        var ink = add(SupplyKind.INK, "Black ink", 3);
        assertTrue(desk.add(new NewSupply(SupplyKind.INK, "Black ink", "x", 1, 1, ""), ANN)
                .isEmpty());
        assertEquals("stock.not-so-many", refused(desk.taken(ink, 4, "a lot", ANN)));
        assertEquals("stock.reason-missing", refused(desk.taken(ink, 1, "", ANN)));
        assertEquals("stock.how-many", refused(desk.came(ink, 0, "", ANN)));
        var red = add(SupplyKind.INK, "Red ink", 1);
        assertEquals("stock.name-taken", refused(desk.describe(red, new Described("Black ink", "x", 1, ""), ANN)));
        assertEquals(DONE, desk.giveUp(red, ANN));
        assertEquals("stock.supply-gone", refused(desk.giveUp(red, ANN)));
        assertTrue(desk.add(new NewSupply(SupplyKind.INK, "Red ink", "x", 1, 1, ""), ANN)
                .isPresent());
    }

    @Test
    void aCountThatDiffersNeedsAReasonAndIsAllOrNothing() {
        var letter = add(SupplyKind.PAPER, "Letter 20 lb", 500);
        var ink = add(SupplyKind.INK, "Black ink", 3);
        var counts = List.of(new Count(letter, 500, 480, ""), new Count(ink, 3, 3, ""));
        assertEquals("stock.difference-reason", refused(desk.count(counts, ANN)));
        assertEquals(500, find(letter).amount());
        assertEquals(DONE, desk.count(List.of(new Count(letter, 500, 480, "water"), counts.get(1)), ANN));
        assertEquals(480, find(letter).amount());
        var said = database.reading(Events.class).about(Subject.Kind.SHOP, 0);
        assertEquals(
                Message.of("stock.counted", "Black ink", 3, "pieces"),
                said.getLast().what());
        assertEquals(
                Message.of("stock.counted-other", "Letter 20 lb", 480, "pieces", 500, "water"),
                said.get(said.size() - 2).what());
    }

    @Test
    void whatWasUsedWhileSomebodyCountedIsStillTakenOff() {
        var letter = add(SupplyKind.PAPER, "Letter 20 lb", 500);
        desk.taken(letter, 100, "a test", ANN);
        assertEquals(DONE, desk.count(List.of(new Count(letter, 500, 490, "damp")), ANN));
        assertEquals(390, find(letter).amount());
        assertEquals(
                List.of(new Supplies.Sum("Letter 20 lb", "pieces", 100, 0)),
                supplies().used(NOON, NOON.plusSeconds(1)));
    }

    @Test
    void aPaperIsFoundByItsNameHoweverItIsWritten() {
        var letter = add(SupplyKind.PAPER, "Letter 20 lb", 500);
        assertEquals(letter, supplies().paper("letter 20 LB").orElseThrow().id());
        assertTrue(supplies().paper("Letter").isEmpty());
    }

    private SupplyId add(SupplyKind kind, String name, long amount) {
        return desk.add(new NewSupply(kind, name, "pieces", amount, 2, "shelf"), ANN)
                .orElseThrow();
    }

    private Supply find(SupplyId id) {
        return supplies().find(id).orElseThrow();
    }

    private Supplies supplies() {
        return database.reading(Supplies.class);
    }

    private static String refused(Stocked stocked) {
        return assertInstanceOf(Stocked.Refused.class, stocked).why().key();
    }
}
