package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.gcode.ProgramDigest;
import platen.orders.Orders;
import platen.queue.Jobs;
import platen.values.Digest;

/// The whole road in a real browser: a customer's mesh is sliced, priced, approved, printed over a
/// real tty, taken off, paid and collected; and paper takes the same road.
class RoadIT {
    private static final LocatorAssertions.HasCountOptions PATIENTLY =
            new LocatorAssertions.HasCountOptions().setTimeout(60_000);

    @TempDir
    private Path folder;

    @Test
    void leadsFromACustomersFileToAFinishedPart() throws IOException, InterruptedException {
        var report = folder.resolve("report.json");
        try (var demo = PlatenProcess.start(
                        folder, "demo", "--port", "0", "--speed", "50", "--report", report.toString());
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.person(true), demo.says("works once\\): +(\\S+)\\n"));
            var customer = browser.person(true);
            var code = orderAPart(customer, shop);
            printIt(worker, shop, code);
            var released = released(code);
            payAndCollect(worker, shop, code, customer);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
            assertTrue(
                    Files.readString(report).contains(released.hex()),
                    () -> "the printer executed exactly the released program " + released + ": " + read(report));
        }
    }

    @Test
    void pausesGoesOnAndStopsAPrint() throws IOException {
        var report = folder.resolve("report.json");
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0", "--report", report.toString());
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.person(true), demo.says("works once\\): +(\\S+)\\n"));
            worker.navigate(shop + "/work");
            var ella = worker.locator("li.ticket", new Page.LocatorOptions().setHasText("cube.gcode"));
            press(ella, "Yes, it is empty", 0);
            press(ella, "Start on", 0);
            printersPage(worker, shop);
            press(ella, "Pause", 0);
            press(ella, "Go on", 0);
            ella.getByText("Pause").waitFor();
            ella.getByText("Stop this print").click();
            press(ella, "Stop now", 0);
            ella.getByText("Is the plate of").waitFor();
        }
        assertTrue(read(report).contains("\"nozzle_target_c\":0.0,\"bed_target_c\":0.0"), () -> "hot: " + read(report));
    }

    @Test
    void leadsThroughAPressWithoutJavaScript() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.person(false), demo.says("works once\\): +(\\S+)\\n"));
            var customer = browser.person(false);
            customer.navigate(shop + "/order/paper");
            customer.setInputFiles("#file", sample("flyer.pdf"));
            press(customer, "Send the file");
            customer.getByLabel("Tabloid").check();
            customer.getByLabel("Copier: colour").check();
            customer.getByLabel("How many").fill("30");
            press(customer, "Show the price");
            var code = approve(customer);

            worker.navigate(shop + "/work");
            press(card(worker, code), "Yes, it is free", 0);
            press(card(worker, code), "Start on", 0);
            card(worker, code).getByLabel("Good").fill("29");
            card(worker, code).getByLabel("Spoiled").fill("1");
            press(card(worker, code), "Done: count these", 0);
            press(card(worker, code), "Start on", 0);
            press(card(worker, code), "Done: count these", 0);
            customer.reload();
            assertTrue(customer.getByText("It is your turn.").isVisible());
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    /// Its own page while it prints: speed and flow, the layer, and what may not be done then.
    private static void printersPage(Page worker, String shop) {
        worker.navigate(shop + "/work/machines");
        worker.getByRole(AriaRole.LINK, named("Ender, virtual")).first().click();
        worker.getByLabel("Speed in %, 10 to 300").fill("120");
        press(worker, "Set speed");
        worker.getByText("speed 120 %").waitFor();
        worker.locator("#printer-heat canvas").waitFor();
        worker.locator("#console > summary").click();
        worker.getByLabel("A line of G-code").fill("G28");
        press(worker, "Send");
        worker.getByText("G28 is not among them").waitFor();
        Browser.picture(worker, "printer-printing");
        worker.navigate(shop + "/work");
    }

    private static Page signIn(Page worker, String link) {
        worker.navigate(link);
        worker.locator("main button").first().click();
        worker.waitForURL("**/work/today");
        return worker;
    }

    /// Returns the order's code.
    private String orderAPart(Page customer, String shop) throws IOException {
        customer.navigate(shop + "/");
        Browser.picture(customer, "front");
        customer.getByRole(AriaRole.LINK, named("3D part")).click();
        Browser.picture(customer, "order-file");
        customer.setInputFiles("#file", sample("cube.stl"));
        press(customer, "Send the file");
        customer.getByLabel("PLA, black").check();
        customer.getByLabel("Rough and quick").check();
        assertFalse(customer.locator("[data-live-choices] > button").isVisible(), "the price follows by itself");
        customer.waitForResponse(
                answer -> answer.url().endsWith("/choices"),
                () -> customer.getByLabel("How many").fill("1"));
        PlaywrightAssertions.assertThat(customer.locator(".htmx-request")).hasCount(0, PATIENTLY);
        customer.getByText("OK to print?").waitFor();
        assertEquals(0, customer.getByText("estimated").count(), "it was really sliced");
        Browser.picture(customer, "order-price");
        var code = approve(customer);
        // Not where scripts are off: axe never comes back there.
        Browser.picture(customer, "order-track");
        return code;
    }

    private static String approve(Page customer) {
        customer.getByLabel("Your name").fill("Ida B.");
        customer.getByLabel("E-mail").fill("ida@example.org");
        customer.locator("input[name=ok]").check();
        press(customer, "OK to print");
        return customer.locator("h1.code").textContent().strip();
    }

    private static void printIt(Page worker, String shop, String code) {
        worker.navigate(shop + "/work");
        press(card(worker, code), "Yes, it is empty", 0);
        Browser.picture(worker, "queue");
        press(card(worker, code), "Start on", 0);
        card(worker, code).getByText("Pause").waitFor();
        Browser.picture(worker, "queue-printing");
        card(worker, code)
                .getByText("Good", new Locator.GetByTextOptions().setExact(true))
                .waitFor();
        Browser.picture(worker, "queue-take-off");
    }

    private static void payAndCollect(Page worker, String shop, String code, Page customer) {
        worker.navigate(shop + "/work");
        press(card(worker, code), "Good", 0);
        customer.getByText("It is your turn.").waitFor();
        Browser.picture(customer, "order-ready");
        worker.navigate(shop + "/work/orders");
        Browser.picture(worker, "orders");
        worker.getByRole(AriaRole.LINK, named(code)).first().click();
        press(worker, "Take payment");
        Browser.picture(worker, "order");
        press(worker, "Handed over");
        customer.getByText("It is yours.").waitFor();
        worker.navigate(shop + "/work/machines");
        Browser.picture(worker, "machines");
    }

    private static Locator card(Page worker, String code) {
        return worker.locator("li.ticket", new Page.LocatorOptions().setHasText(code));
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, named(words)).first().click();
    }

    private static void press(Locator part, String words, int which) {
        part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
                .nth(which)
                .click();
    }

    private static GetByRoleOptions named(String words) {
        return new GetByRoleOptions().setName(words);
    }

    /// The digest of the program that was released for the order, reckoned from the stored file.
    private Digest released(String code) throws IOException {
        try (var found = Files.list(folder)) {
            var data = found.filter(path -> path.getFileName().toString().startsWith("platen-demo"))
                    .findFirst()
                    .orElseThrow();
            try (var database = Database.sqlite(data.resolve("platen.db"))) {
                var order = database.reading(Orders.class).byCode(code).orElseThrow();
                var job = database.reading(Jobs.class).of(order.id()).getFirst();
                var hex = requireNonNull(job.program()).hex();
                return ProgramDigest.of(data.resolve("files")
                                .resolve(hex.substring(0, 2))
                                .resolve(hex))
                        .digest();
            }
        }
    }

    private Path sample(String name) throws IOException {
        var path = folder.resolve(name);
        try (var in = requireNonNull(RoadIT.class.getResourceAsStream("/samples/" + name))) {
            Files.write(path, in.readAllBytes());
        }
        return path;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
