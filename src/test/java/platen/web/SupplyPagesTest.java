package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.Act;
import platen.queue.Jobs;
import platen.stock.PlasticUses;
import platen.stock.Supplies;
import platen.stock.Supply;
import platen.values.Actor;

/// Paper and supplies on workers' pages: kept, counted, ordered, used by jobs, and summed up by month.
class SupplyPagesTest {
    private static final Actor ANN = Actor.worker("Ann");

    private final Site site = new Site();
    private final String worker = site.cookieOf(Role.WORKER);

    SupplyPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aPressTakesItsSheetsOffThePaperOfThatName() throws Exception {
        site.publishPrices();
        var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "black", true, 100), "flyer.pdf");
        var name = "Plain 20 lb, Letter";
        assertTrue(get("/work/stock/supplies").contains("<option value=\"" + name), "the prices name it");
        add("PAPER", name, "500", "400");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        var press = site.database.change(change -> change.attach(Machines.class)
                .add(new Machines.NewMachine(
                        "Press",
                        MachineKind.PRESS,
                        null,
                        null,
                        null,
                        null,
                        BedState.CLEAR,
                        null,
                        null,
                        site.clock.instant())));
        site.floor.start(job.id(), press, ANN);
        assertEquals(new Act.Done(), site.floor.finish(job.id(), 100, 3, ANN));
        var left = only();
        assertEquals(294, left.amount(), "two sheets a copy, of 103 copies");
        assertTrue(get("/work/stock/to-order").contains("294 sheets left"));
        assertTrue(get("/work/stock/supplies/" + left.id().value()).contains("Used by a job"));
        site.floor.finish(job.id(), 100, 3, ANN);
        assertEquals(294, only().amount(), "a second click takes nothing");
        var csv = get("/work/stock/months.csv");
        assertTrue(csv.contains("2026-05,\"" + name + "\",\"sheets\",206,6,\r\n"), csv);
    }

    @Test
    void countsWithAReasonForEachDifference() throws Exception {
        add("INK", "Black ink", "5", "1");
        var key = String.valueOf(only().id().value());
        var form = Map.of("count-" + key, "4", "seen-" + key, "5", "reason-" + key, "");
        var again = site.post("/work/stock/count", form, "Cookie", worker);
        assertEquals(422, again.statusCode());
        assertTrue(again.body().contains("It differs: 5 were noted."), again.body());
        post("/work/stock/count", Map.of("count-" + key, "4", "seen-" + key, "5", "reason-" + key, "leaked"));
        assertEquals(4, only().amount());
        post("/work/stock/count", Map.of("count-" + key, ""));
        assertEquals(4, only().amount());
        assertTrue(get("/work/stock/count-sheet").contains("Black ink"));
        assertTrue(get("/work/stock/supplies/" + key).contains("Counted: leaked"));
    }

    @Test
    void ordersAndTakesIn() throws Exception {
        add("INK", "Black ink", "1", "2");
        var page = "/work/stock/supplies/" + only().id().value();
        assertTrue(get("/work/stock/to-order").contains("Black ink"));
        post(page + "/ordered", Map.of("back", "/work/stock/to-order"));
        assertTrue(get("/work/stock/to-order").contains("Ordered, not here yet"));
        post(page + "/came", Map.of("came", "6"));
        assertEquals(7, only().amount());
        assertEquals(
                422,
                site.post(page + "/taken", Map.of("taken", "1"), "Cookie", worker)
                        .statusCode());
        post(page + "/taken", Map.of("taken", "2", "reason", "a class"));
        post(page + "/describe", Map.of("name", "Ink, black", "unit", "cartridges", "reorder", "2", "place", "B"));
        assertEquals("Ink, black", only().name());
        post(page + "/give-up", Map.of());
        assertTrue(get("/work/stock/supplies").contains("Nothing is kept account of yet."));
        assertTrue(get(page).contains("Kept no longer"));
    }

    @Test
    void showsWhatWasUsedByMonth() throws Exception {
        site.database.use(change ->
                change.attach(PlasticUses.class).addScrap(null, "PLA", 12_500, "", "Ann", site.clock.instant()));
        assertTrue(get("/work/stock/months").contains("2026-05"));
        assertTrue(get("/work/stock/months.csv").contains("2026-05,\"PLA\",\"g\",0.0,0.0,12.5\r\n"));
    }

    private void add(String kind, String name, String amount, String reorder) throws Exception {
        var unit = kind.equals("PAPER") ? "sheets" : "cartridges";
        post(
                "/work/stock/supplies",
                Map.of("kind", kind, "name", name, "unit", unit, "amount", amount, "reorder", reorder));
    }

    private Supply only() {
        return site.database.reading(Supplies.class).present().getFirst();
    }

    private String get(String path) throws Exception {
        var answer = site.get(path, "Cookie", worker);
        assertEquals(200, answer.statusCode(), path);
        return answer.body();
    }

    private void post(String path, Map<String, String> form) throws Exception {
        assertEquals(303, site.post(path, form, "Cookie", worker).statusCode(), path);
    }
}
