package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.documents.reading.Thumbnails;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.Product;
import platen.people.Role;
import platen.pricing.PaperProduct;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.MachineId;

/// The board and the queue's order, with a browser that runs no script.
class BoardPagesTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Choices FOLDED = new Choices.Paper(
            PaperProduct.FLYER, "Letter", "", "", "", List.of("black"), false, List.of("folding"), 50);

    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.WORKER);
    private MachineId press = new MachineId(0);
    private MachineId table = new MachineId(0);

    BoardPagesTest() throws IOException {}

    @BeforeEach
    void openTheShop() {
        site.publishPrices();
        var register = new Register(site.database, site.clock);
        press = register.addByHand("Old Heidelberg", MachineKind.PRESS, ANN).orElseThrow();
        table = register.addByHand("Packing table", MachineKind.BENCH, ANN).orElseThrow();
        register.setSteps(table, List.of("packing"), ANN);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsEachStepAtItsWorkCentreWithItsReason() throws Exception {
        var order = site.order(Product.PAPER, FOLDED, "flyer.pdf");
        assertEquals("packing", jobs(order).getLast().step(), jobs(order).toString());
        var board = get("/work/board");
        assertTrue(board.contains("Press and riso"), board);
        assertTrue(board.contains("By hand"), board);
        assertTrue(board.contains("Packing table"), board);
        assertTrue(board.contains("Nobody has said that Old Heidelberg is free."), board);
        assertTrue(board.contains("It waits for the step before: flyer.pdf"), board);
        assertTrue(get("/work/board?q=flyer").contains("flyer.pdf"));
        assertFalse(get("/work/board?q=brochure").contains("flyer.pdf"));
        assertFalse(get("/work/board?wall=1").contains("draggable"));
    }

    @Test
    void tellsTheSecondOfTwoWhoMoveAtOnceAndChangesNothing() throws Exception {
        var first = jobs(site.order(Product.PAPER, FOLDED, "first.pdf")).getFirst();
        var second = jobs(site.order(Product.PAPER, FOLDED, "second.pdf")).getFirst();
        var at = "/work/jobs/" + second.id().value();
        var move = Map.of("next", "" + first.id().value(), "seen", "" + second.position());
        assertTrue(said(post(at + "/before", move)).contains("Moved"));
        var moved = anew(second).position();
        assertTrue(said(post(at + "/before", move)).contains("somebody else moved “second.pdf” meanwhile"));
        assertEquals(moved, anew(second).position());
        var place = Map.of("machine", "" + press.value(), "seen", "-");
        assertTrue(said(post(at + "/places", place)).contains("Noted"));
        assertTrue(said(post(at + "/places", Map.of("seen", "-"))).contains("somebody else chose machines"));
        var elsewhere = Map.of("machine", "" + table.value(), "seen", "" + press.value());
        assertTrue(said(post(at + "/places", elsewhere)).contains("Packing table does other work."));
    }

    @Test
    void sendsTheColumnsOnlyWhereTheyChanged() throws Exception {
        var job = jobs(site.order(Product.PAPER, FOLDED, "flyer.pdf")).getFirst();
        var columns = site.get("/work/board/columns", "Cookie", cookie);
        assertTrue(columns.body().stripLeading().startsWith("<div id=\"columns\""), columns.body());
        var tag = columns.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                site.get("/work/board/columns", "Cookie", cookie, "If-None-Match", tag)
                        .statusCode());
        post("/work/jobs/" + job.id().value() + "/hold", Map.of("hold", "SHOP", "reason", "wrong paper"));
        var changed = site.get("/work/board/columns", "Cookie", cookie, "If-None-Match", tag);
        assertEquals(200, changed.statusCode());
        assertTrue(changed.body().contains("wrong paper"), changed.body());
    }

    @Test
    void showsViewersEverythingAndLetsThemDoNothing() throws Exception {
        site.order(Product.PAPER, FOLDED, "flyer.pdf");
        var viewer = site.cookieOf(Role.VIEWER);
        for (var page : List.of("/work/board", "/work/timeline", "/work/timeline?span=week", "/work/board/sheet")) {
            var body = site.get(page, "Cookie", viewer).body();
            assertTrue(body.contains("flyer.pdf"), page + body);
            assertFalse(body.contains("action=\"/work/jobs"), page);
            assertFalse(body.contains("draggable=\"true\""), page);
        }
        assertTrue(get("/work/board").contains("action=\"/work/jobs"), "workers move cards");
    }

    @Test
    void showsSmallPicturesUnderAddressesThatNeverChange() throws Exception {
        var job = jobs(site.order(Product.PAPER, FOLDED, "flyer.pdf")).getFirst();
        var file = job.file();
        if (file == null) throw new AssertionError("no file");
        var folder = Files.createDirectories(site.files.pictures(file));
        Files.write(folder.resolve(Thumbnails.name(1)), new byte[] {1, 2, 3});
        var place = "/work/jobs/" + job.id().value() + "/thumbnail/" + file.hex();
        assertTrue(get("/work/board").contains(place), get("/work/board"));
        var picture = site.get(place, "Cookie", cookie);
        assertTrue(picture.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
        assertEquals(
                404,
                site.get(place.replace(file.hex(), "0".repeat(64)), "Cookie", cookie)
                        .statusCode());
    }

    @Test
    void holdsAndLetsGoOnce() throws Exception {
        var job = jobs(site.order(Product.PAPER, FOLDED, "flyer.pdf")).getFirst();
        var at = "/work/jobs/" + job.id().value();
        assertTrue(said(post(at + "/hold", Map.of("hold", "CUSTOMER", "reason", "a new logo")))
                .contains("Held."));
        assertTrue(get(at).contains("It waits for the customer to agree."), get(at));
        assertTrue(get(at).contains("The customer agrees: let it go"), get(at));
        assertTrue(said(post(at + "/hold", Map.of("hold", "SHOP", "reason", "again")))
                .contains("Nothing was changed"));
        assertTrue(said(post(at + "/let-go", Map.of())).contains("Let go"));
        assertTrue(said(post(at + "/let-go", Map.of())).contains("Nothing was changed"));
    }

    @Test
    void waitsForTheCustomerWhenAWorkerReplacesTheFile() throws Exception {
        var job = jobs(site.order(Product.PAPER, FOLDED, "flyer.pdf")).getFirst();
        var at = "/work/jobs/" + job.id().value();
        var answer = site.upload(at + "/new-file", Map.of("back", at), "file", "document with bleed", "Cookie", cookie);
        assertTrue(said(answer).contains("waits until the customer agrees"));
        assertTrue(get(at).contains("It waits for the customer to agree."), get(at));
        assertEquals("document with bleed", get(at + "/file"));
        var empty = site.upload(at + "/new-file", Map.of("back", at), "file", (String) null, "Cookie", cookie);
        assertEquals(303, empty.statusCode());
    }

    @Test
    void sharesPlacesAndMovesFromForms() throws Exception {
        var first = jobs(site.order(Product.PAPER, FOLDED, "first.pdf")).getFirst();
        var second = jobs(site.order(Product.PAPER, FOLDED, "second.pdf")).getFirst();
        var at = "/work/jobs/" + second.id().value();
        var split = Map.of("copies", "20", "seen", "50");
        assertTrue(said(post(at + "/split", split)).contains("two jobs"));
        assertTrue(said(post(at + "/split", split)).contains("Nothing was changed"));
        assertTrue(said(post(at + "/places", Map.of("machine", "" + press.value())))
                .contains("Noted"));
        assertTrue(said(post(at + "/before", Map.of("next", "" + first.id().value())))
                .contains("Moved"));
        assertEquals(
                second.id(), site.database.reading(Jobs.class).open().getFirst().id());
        assertTrue(said(post(at + "/before", Map.of("next", "" + first.id().value())))
                .contains("Nothing was changed"));
        assertTrue(said(post(at + "/before", Map.of("next", "nonsense"))).contains("Nothing was changed"));
    }

    @Test
    void countsAStepThatIsDoneByHand() throws Exception {
        var jobs = jobs(site.order(Product.PAPER, FOLDED, "flyer.pdf"));
        var print = "/work/jobs/" + jobs.getFirst().id().value();
        post("/work/machines/" + press.value() + "/clear", Map.of());
        post(print + "/start", Map.of("machine", "" + press.value()));
        post(print + "/count", Map.of("good", "50"));
        var next = jobs.get(1);
        assertTrue(get("/work").contains("Done by hand: count these"), get("/work"));
        var done = Map.of("good", "50", "seen", "0");
        assertTrue(said(post("/work/jobs/" + next.id().value() + "/done", done)).contains("Counted"));
        assertTrue(said(post("/work/jobs/" + next.id().value() + "/done", done)).contains("Nothing was changed"));
    }

    @Test
    void takesAJobThatNobodyOrdered() throws Exception {
        assertTrue(get("/work/jobs/new").contains("A job of our own"));
        var wish = Map.of(
                "title",
                "First layer",
                "kind",
                "PRINTER_3D",
                "purpose",
                "CALIBRATION",
                "reason",
                "new nozzle",
                "copies",
                "1");
        assertEquals(303, post("/work/jobs/new", wish).statusCode());
        assertTrue(get("/work/board").contains("Calibration"), get("/work/board"));
        assertEquals(422, post("/work/jobs/new", Map.of("title", "First layer")).statusCode());
    }

    @Test
    void notesWhatABenchDoesAndHowLongInkDries() throws Exception {
        var at = "/work/machines/";
        assertTrue(said(post(at + table.value() + "/steps", Map.of("steps", "folding, stapling")))
                .contains("Saved"));
        assertTrue(get(at + table.value()).contains("folding, stapling"));
        assertTrue(said(post(at + press.value() + "/dries", Map.of("minutes", "45")))
                .contains("Saved"));
        assertTrue(get(at + press.value()).contains("value=\"45\""));
        assertTrue(said(post(at + table.value() + "/dries", Map.of("minutes", "45")))
                .contains("Nothing was changed"));
    }

    private Job anew(Job job) {
        return site.database.reading(Jobs.class).find(job.id()).orElseThrow();
    }

    private List<Job> jobs(Order order) {
        return site.database.reading(Jobs.class).of(order.id());
    }

    private String get(String path) throws Exception {
        return site.get(path, "Cookie", cookie).body();
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return site.post(path, form, "Cookie", cookie);
    }

    /// What the next page says of it.
    private String said(HttpResponse<String> answer) throws Exception {
        var notice = answer.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("platen-notice="))
                .map(one -> one.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
        return site.get("/work/machines", "Cookie", cookie + "; " + notice).body();
    }
}
