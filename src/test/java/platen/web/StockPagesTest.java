package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.machines.BedState;
import platen.machines.Machines;
import platen.people.Role;
import platen.queue.Jobs;
import platen.stock.PlasticUses;
import platen.stock.Spool;
import platen.stock.Spools;
import platen.values.SpoolId;

/// Spools on workers' pages: noted, found, labelled, put on, and asked for before a print starts.
class StockPagesTest {
    private final Site site = new Site();
    private final String worker = site.cookieOf(Role.WORKER);

    StockPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void notesASpoolAndShowsTheLowOnesFirst() throws Exception {
        add("black", "900");
        add("red", "80");
        var page = get("/work/stock");
        assertTrue(page.indexOf("red PLA") < page.indexOf("black PLA"), page);
        assertTrue(page.contains(">Low<"), page);
        assertFalse(get("/work/stock?q=red").contains("black PLA"));
        assertFalse(get("/work/stock?material=PETG").contains("PLA</a>"));
        assertTrue(get("/work/stock?show=empty").contains("No spool has been used up yet."));
    }

    @Test
    void showsAgainWhatIsWrongInAForm() throws Exception {
        var form = Map.of("material", "", "net", "1000", "left", "2000");
        var answer = site.post("/work/stock/spools/new", form, "Cookie", worker);
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("material-error"), answer.body());
        assertEquals(404, site.get("/work/stock/spools/77", "Cookie", worker).statusCode());
        assertEquals(404, site.get("/work/stock/spools/x", "Cookie", worker).statusCode());
    }

    @Test
    void aLabelHasACodeThatOpensTheSpool() throws Exception {
        var spool = add("black", "900");
        var page = "/work/stock/spools/" + spool.value();
        assertTrue(get(page + "/label").contains("label.svg"));
        var code = site.get(page + "/label.svg", "Cookie", worker);
        assertEquals(
                "image/svg+xml",
                code.headers().firstValue("Content-Type").orElse("").split(";", -1)[0]);
        assertEquals(Qr.svg(site.url(page)), code.body());
    }

    @Test
    void weighsAndDriesOnASpoolsPage() throws Exception {
        var spool = add("black", "900");
        var page = "/work/stock/spools/" + spool.value();
        post(page + "/weigh", Map.of("whole", "750"));
        assertEquals(550_000, find(spool).leftMg());
        post(page + "/dry", Map.of("box", "in"));
        assertTrue(get(page).contains("dry box, since"));
        post(page + "/dry", Map.of("box", "out"));
        post(page + "/move", Map.of("to", "Drawer 4"));
        assertTrue(get(page).contains("Drawer 4"));
        post(page + "/say", Map.of("left", "100", "reason", "lent"));
        assertTrue(get(page).contains("Said: lent"));
        post(page + "/empty", Map.of());
        assertTrue(find(spool).isEmpty());
    }

    @Test
    void asksForTheSpoolBeforeAPrintStartsAndSaysWhetherItIsEnough() throws Exception {
        var printer = site.cutOff("G28\n", 1, false);
        site.database.use(change -> {
            change.attach(Jobs.class).again(printer.job());
            change.attach(PlasticUses.class).need(printer.job(), 200_000);
            change.attach(Machines.class).setBed(printer.machine(), BedState.CLEAR);
        });
        var little = add("black", "150");
        var much = add("red", "900");
        var start = "/work/jobs/" + printer.job().value() + "/start";
        var machine = String.valueOf(printer.machine().value());
        var asked = site.post(start, Map.of("machine", machine), "Cookie", worker);
        var question = asked.headers().firstValue("Location").orElse("");
        assertTrue(question.contains("/spool?machine="), question);
        assertTrue(get(question).contains("Which spool is on it?"));

        post("/work/machines/" + machine + "/spool", Map.of("spool", String.valueOf(little.value())));
        assertEquals(printer.machine(), find(little).machine());
        var page = get(question);
        assertTrue(page.contains("Is this spool on it?") && page.contains("Not enough:"), page);
        assertTrue(page.contains("Enough: it needs"), "the other one is");
        assertTrue(get("/work/machines/" + machine).contains("black PLA, 150"));

        var other = Map.of("machine", machine, "spool", String.valueOf(much.value()));
        site.post(start, other, "Cookie", worker);
        assertEquals(printer.machine(), find(much).machine());
        assertEquals(null, find(little).machine());
        var noted =
                site.database.reading(Machines.class).find(printer.machine()).orElseThrow();
        assertEquals("red", noted.colour());
    }

    @Test
    void weighsWhatIsThrownAwayOfAJob() throws Exception {
        var printer = site.printing();
        var page = "/work/jobs/" + printer.job().value();
        post(page + "/scrap", Map.of("grams", "12", "note", "a blob"));
        assertTrue(get(page).contains("of which 12 g were thrown away"));
        post(page + "/scrap", Map.of("grams", "-1"));
        assertEquals(
                12_000L,
                site.database.reading(PlasticUses.class).scrapOf(printer.job()).orElseThrow());
    }

    private SpoolId add(String colour, String left) throws Exception {
        var form = Map.of(
                "material", "PLA", "colour", colour, "net", "1000", "left", left, "empty", "200", "price", "24.50");
        var answer = site.post("/work/stock/spools/new", form, "Cookie", worker);
        var place = answer.headers().firstValue("Location").orElseThrow();
        return new SpoolId(Long.parseLong(place.substring(place.lastIndexOf('/') + 1)));
    }

    private Spool find(SpoolId id) {
        return site.database.reading(Spools.class).find(id).orElseThrow();
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
