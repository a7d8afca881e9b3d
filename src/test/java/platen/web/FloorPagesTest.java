package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.Machine;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Register;
import platen.machines.Register.Plug;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.Product;
import platen.people.Role;
import platen.pricing.PriceBookReader;
import platen.pricing.Rate;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;
import platen.shop.Step;
import platen.values.Actor;
import platen.values.HostId;
import platen.values.MachineId;

/// A day on the floor, with a browser that runs no script.
class FloorPagesTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Choices FLYERS = Choices.Paper.copies("Letter", "colour", true, 50);
    private static final Choices BRACKETS = new Choices.Part("PLA", "black", "normal", 2);

    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.COORDINATOR);
    private final Register register = new Register(site.database, site.clock);
    private HostId host = new HostId(0);
    private MachineId press = new MachineId(0);
    private MachineId printer = new MachineId(0);

    FloorPagesTest() throws IOException {}

    @BeforeEach
    void openTheShop() {
        site.publishPrices();
        press = register.addByHand("Old Heidelberg", MachineKind.PRESS, ANN).orElseThrow();
        host = site.database.change(
                change -> change.attach(Hosts.class).add("Workbench", "0".repeat(64), site.clock.instant()));
        printer = register.addPrinter("Blue Ender", "ender3", new Plug(host, "/dev/ttyUSB0", null), ANN)
                .orElseThrow();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void takesFlyersFromTheQueueOverThePressToTheTill() throws Exception {
        var order = site.order(Product.PAPER, FLYERS, "flyer.pdf");
        var job = job(order);
        assertTrue(queue().contains("Nobody has said that Old Heidelberg is free."), queue());
        assertEquals(
                "/work",
                SignInPagesTest.place(post("/work/machines/" + press.value() + "/clear", Map.of("back", "/work"))));
        assertTrue(queue().contains("Start on Old Heidelberg"), queue());

        post(at(job) + "/start", Map.of("machine", "" + press.value()));
        assertTrue(queue().contains("Done: count these"), queue());
        post(at(job) + "/count", Map.of("good", "30", "spoiled", "2"));
        assertEquals(30, job(order).good());
        var ready = "/work/orders/" + order.id().value();
        post("/work/machines/" + press.value() + "/clear", Map.of());
        post(at(job) + "/start", Map.of("machine", "" + press.value()));
        post(at(job) + "/count", Map.of("good", "20"));
        assertEquals(JobState.DONE, job(order).state());

        assertTrue(get("/work/orders").contains("Ready to be picked up"));
        assertTrue(get(ready).contains("Handed over"));
        var refused = post(ready + "/pay", Map.of("amount", "1000000", "method", "CASH", "once", "a"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("is still to be paid"), refused.body());
        var open = site.till.open(order.id()).toString();
        assertEquals(
                303,
                post(ready + "/pay", Map.of("amount", open, "method", "CASH", "once", "b"))
                        .statusCode());
        assertEquals(303, post(ready + "/collected", Map.of("back", ready)).statusCode());
        assertTrue(get(ready).contains("Collected"));
    }

    @Test
    void startsOnceForTwoWorkersWhoPressAtOnce() throws Exception {
        var job = job(site.order(Product.PAPER, FLYERS, "flyer.pdf"));
        post("/work/machines/" + press.value() + "/clear", Map.of());
        var first = post(at(job) + "/start", Map.of("machine", "" + press.value()));
        var second = post(at(job) + "/start", Map.of("machine", "" + press.value()));
        assertTrue(get("/work", notice(first)).contains("Started."));
        assertTrue(
                get("/work", notice(second)).contains("class=\"warns\""), "the second is told that it came too late");
    }

    @Test
    void takesTheGcodeThatAWorkerSlicedAfterTheFileCheck() throws Exception {
        var job = job(site.order(Product.PART, BRACKETS, "bracket.stl"));
        assertTrue(queue().contains("It waits for G-code"), queue());
        assertEquals(422, upload(job, "document no.pdf", "ender3").statusCode());
        assertEquals(422, upload(job, "nonsense", "ender3").statusCode());
        assertEquals(422, upload(job, "program G28", "no-such-printer").statusCode());
        assertEquals(422, upload(job, null, "ender3").statusCode());

        assertEquals(303, upload(job, "program G28", "ender3").statusCode());
        var program = site.get(at(job) + "/program", "Cookie", cookie);
        assertEquals("program G28", program.body());
        assertEquals(
                "attachment; filename*=UTF-8''bracket.stl.gcode",
                program.headers().firstValue("Content-Disposition").orElseThrow());
        assertTrue(get(at(job)).contains("Blue Ender has no material noted. Load PLA."), get(at(job)));
    }

    @Test
    void releasesToAPrinterAndTakesBack() throws Exception {
        var job = job(site.order(Product.PART, BRACKETS, "bracket.stl"));
        upload(job, "program G28", "ender3");
        post(machine() + "/load", Map.of("material", "PLA", "colour", "black"));
        post(machine() + "/clear", Map.of());
        var started = post(at(job) + "/start", Map.of("machine", "" + printer.value()));
        assertEquals(JobState.RELEASED, found(job).state(), notice(started));
        assertTrue(queue().contains("Take back"), queue());
        post(at(job) + "/stop", Map.of());
        assertEquals(JobState.WAITING, found(job).state());
    }

    @Test
    void asksGoodOrFailedAndWhetherThePlateIsEmpty() throws Exception {
        var job = job(site.order(Product.PART, BRACKETS, "bracket.stl"));
        site.database.use(change -> {
            var jobs = change.attach(Jobs.class);
            jobs.release(job.id(), printer);
            jobs.started(job.id(), site.clock.instant());
            jobs.finished(job.id(), site.clock.instant());
        });
        assertTrue(queue().contains("The plate is empty now"), queue());
        post(at(job) + "/take-off", Map.of("empty", "yes"));
        assertEquals(JobState.TO_CHECK, found(job).state(), "neither good nor failed was said");
        post(at(job) + "/take-off", Map.of("result", "good", "empty", "yes"));
        assertEquals(1, found(job).good());
        assertEquals(JobState.WAITING, found(job).state(), "two copies are wanted");
        assertEquals(
                BedState.CLEAR,
                site.database
                        .reading(Machines.class)
                        .find(printer)
                        .orElseThrow()
                        .bed());
    }

    @Test
    void givesAJobUpOnlyWithAReason() throws Exception {
        var job = job(site.order(Product.PAPER, FLYERS, "flyer.pdf"));
        post(at(job) + "/give-up", Map.of("reason", " "));
        assertEquals(JobState.WAITING, found(job).state());
        post(at(job) + "/give-up", Map.of("reason", "the customer called"));
        assertEquals(JobState.CANCELLED, found(job).state());
        assertTrue(get(at(job)).contains("Given up: the customer called"));
    }

    @Test
    void countsNothingThatIsNoCount() throws Exception {
        var job = job(site.order(Product.PAPER, FLYERS, "flyer.pdf"));
        post("/work/machines/" + press.value() + "/clear", Map.of());
        post(at(job) + "/start", Map.of("machine", "" + press.value()));
        for (var good : new String[] {"-1", "", "51", "many", "99999999999"})
            post(at(job) + "/count", Map.of("good", good));
        assertEquals(0, found(job).good());
        assertEquals(JobState.RUNNING, found(job).state());
    }

    @Test
    void publishesPricesThatAreRightAndNoOthers() throws Exception {
        var before = site.prices.current().orElseThrow();
        var form = PriceForm.written(PriceBookReader.tree(before.toml()));
        form.put("papers.0.per_sheet", "-1");
        form.put("products.0.papers", "Vellum");
        var refused = post("/work/prices", form);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("id=\"papers.0.per_sheet-error\""), refused.body());
        assertTrue(refused.body().contains("id=\"products.0.papers-error\""), refused.body());
        assertEquals(before, site.prices.current().orElseThrow());

        form.put("papers.0.per_sheet", "0,07");
        form.put("products.0.papers", "Plain 20 lb");
        form.put("materials.0.name", "");
        form.put("materials.0.colours", "");
        form.put("materials.0.per_kilogram", "");
        site.order(Product.PAPER, FLYERS, "flyer.pdf");
        var kept = post("/work/prices", form);
        assertEquals(303, kept.statusCode(), kept.body());
        assertEquals(before, site.prices.current().orElseThrow(), "nobody is charged by it yet");
        var place = SignInPagesTest.place(kept);
        assertTrue(get(place).contains("1 of 1 orders would have had another price"), get(place));

        assertEquals(422, post(place + "/publish", Map.of("from", "soon")).statusCode());
        var publish = Map.of("from", "", "note", "Paper is dearer.");
        assertEquals(303, post(place + "/publish", publish).statusCode());
        var after = site.prices.current().orElseThrow();
        assertEquals("Paper is dearer.", after.note());
        assertEquals(new Rate(700), after.book().papers().getFirst().perSheet());
        assertEquals("PETG", after.book().materials().getFirst().name());
        assertTrue(site.settings.shop().done().contains(Step.PRICES));
    }

    @Test
    void takesPricesFromTomlAndGivesThemBackAsTheyWere() throws Exception {
        var toml = "# ours\n" + site.prices.current().orElseThrow().toml();
        var place = SignInPagesTest.place(post("/work/prices/import", Map.of("toml", toml)));
        assertEquals(toml, get(place + "/prices.toml"));
        var wrong = post("/work/prices/import", Map.of("toml", toml.replace("per_kilogram", "per_kilo")));
        assertEquals(422, wrong.statusCode());
        assertTrue(
                wrong.body().contains("<code>materials.0.per_kilo</code>: A price book has no such field"),
                wrong.body());
    }

    @Test
    void takesAMachineOutOfUseAndBack() throws Exception {
        post(machine() + "/out-of-order", Map.of("reason", ""));
        assertFalse(get("/work/machines").contains("Out of order"));
        post(machine() + "/out-of-order", Map.of("reason", "the belt slips"));
        assertTrue(get("/work/machines").contains("the belt slips"));
        post(machine() + "/in-order", Map.of());
        assertFalse(get("/work/machines").contains("the belt slips"));
    }

    @Test
    void takesOrdersOnlyForWhatTheShopMakes() throws Exception {
        assertEquals(200, site.get("/order/part").statusCode());
        site.settings.change(ANN, shop -> shop.making(false, true));
        assertEquals("/", SignInPagesTest.place(site.get("/order/part")));
        assertEquals(
                "/",
                SignInPagesTest.place(
                        site.upload("/order/part", Map.of("once", "a"), "file", "part", "Cookie", cookie)));
        assertEquals(200, site.get("/order/paper").statusCode());
    }

    @Test
    void addsAMachineOnceUnderItsName() throws Exception {
        var added = post("/work/machines/new", Map.of("name", "Stapler", "kind", "BENCH"));
        assertEquals(303, added.statusCode());
        assertEquals(
                422,
                post("/work/machines/new", Map.of("name", "stapler", "kind", "BENCH"))
                        .statusCode());
        assertEquals(
                422,
                post("/work/machines/new", Map.of("name", "", "kind", "ROCKET")).statusCode());
        var printer = post(
                "/work/machines/new",
                Map.of("name", "Red", "kind", "PRINTER_3D", "profile", "ender3", "socket", "1 /dev/x"));
        assertEquals(422, printer.statusCode());
        assertTrue(printer.body().contains("Choose where it is plugged in."), printer.body());
    }

    @Test
    void takesAPortThatThePrinterComputerDoesNotList() throws Exception {
        var form = new HashMap<>(Map.of("name", "Red", "kind", "PRINTER_3D", "profile", "ender3"));
        form.put("socket", host.value() + " other");
        var field = "port-" + host.value();
        var long201 = "/" + "x".repeat(200);
        for (var path :
                new String[] {"", "/", "tmp/printer", "/tmp/../etc/passwd", "/tmp/a\u0007b", "/a\nb", long201}) {
            form.put(field, path);
            var refused = post("/work/machines/new", form);
            assertEquals(422, refused.statusCode(), path);
            assertTrue(refused.body().contains("id=\"" + field + "-error\""), refused.body());
        }
        form.put(field, "/dev/ttyUSB0");
        assertTrue(post("/work/machines/new", form).body().contains("Blue Ender is plugged in there already."));

        form.put(field, " /tmp/printer ");
        assertEquals(303, post("/work/machines/new", form).statusCode());
        var ports = site.database.reading(Machines.class).at(host).stream()
                .map(Machine::port)
                .toList();
        assertEquals(List.of("/dev/ttyUSB0", "/tmp/printer"), ports);
    }

    @Test
    void aPrinterIsPluggedInElsewhere() throws Exception {
        HostId other = site.database.change(
                change -> change.attach(Hosts.class).add("Shelf", "1".repeat(64), site.clock.instant()));
        assertTrue(get(machine()).contains("It is plugged in elsewhere"));
        assertTrue(get(machine() + "/plug").contains("/dev/ttyUSB0</span> of Workbench"), get(machine() + "/plug"));
        var form = new HashMap<>(Map.of("socket", other.value() + " other"));
        assertEquals(422, post(machine() + "/plug", form).statusCode());

        form.put("port-" + other.value(), "/dev/ttyUSB0");
        assertEquals(machine(), SignInPagesTest.place(post(machine() + "/plug", form)));
        var there = site.database.reading(Machines.class).find(printer).orElseThrow();
        assertEquals(other, there.host());
        assertEquals("ender3", there.profile());
        assertEquals(machine(), SignInPagesTest.place(post(machine() + "/plug", form)), "its own port is no other's");
        assertEquals(
                404, post("/work/machines/" + press.value() + "/plug", form).statusCode());
    }

    @Test
    void sendsAWholeTestMoveOrNone() throws Exception {
        post("/work/machines/" + press.value() + "/test-move", Map.of());
        assertFalse(site.settings.shop().done().contains(Step.PRINTER), "a press makes no test move");
        post(machine() + "/test-move", Map.of());
        assertTrue(site.settings.shop().done().contains(Step.PRINTER));
        assertTrue(get(machine()).contains("Asked for a small test move"), get(machine()));
    }

    private Job job(Order order) {
        return site.database.reading(Jobs.class).of(order.id()).getFirst();
    }

    private Job found(Job job) {
        return site.database.reading(Jobs.class).find(job.id()).orElseThrow();
    }

    private String at(Job job) {
        return "/work/jobs/" + job.id().value();
    }

    private String machine() {
        return "/work/machines/" + printer.value();
    }

    private String queue() throws IOException, InterruptedException {
        return get("/work");
    }

    private String get(String path, String... moreCookies) throws IOException, InterruptedException {
        var answer = site.get(path, "Cookie", cookie + "; " + String.join("; ", moreCookies));
        assertEquals(200, answer.statusCode(), path + answer.body());
        return answer.body();
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        return site.post(path, form, "Cookie", cookie);
    }

    private HttpResponse<String> upload(Job job, @Nullable String content, String profile)
            throws IOException, InterruptedException {
        return site.upload(at(job) + "/program", Map.of("profile", profile), "file", content, "Cookie", cookie);
    }

    private static String notice(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platen-notice="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElse("");
    }
}
