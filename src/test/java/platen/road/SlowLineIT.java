package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cheap phone on a bad line: 400 kbit/s, and 400 ms until anything comes back. What a page weighs is what went over
/// the wire, compressed.
class SlowLineIT {
    private static final int LINE_BYTES_PER_S = 50_000;
    private static final int LATENCY_MS = 400;
    private static final int FIRST_PAGE_BYTES = 60_000;
    private static final int FORM_BYTES = 40_000;
    private static final int ORDER_PAGE_BYTES = 100_000;
    private static final double FORM_MS = 3_000;
    private static final String LISTENS =
            "document.querySelector('[sse-connect]')['htmx-internal-data']?.sseEventSource?.readyState === 1";
    private static final String LOOKED_AT = """
            (is) => {
              Object.defineProperty(document, "hidden", { value: !is, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }""";
    private static final String FIRST_PAINT = """
            () => new Promise((seen) => new PerformanceObserver((list) => {
              for (const one of list.getEntriesByName("first-contentful-paint")) seen(one.startTime);
            }).observe({ type: "paint", buffered: true }))""";

    @TempDir
    private Path folder;

    @Test
    void pagesAreLightAndAFormIsUsableSoon() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            isAtMost(FIRST_PAGE_BYTES, weight(browser, shop + "/").all(), "the first page");
            var form = weight(browser, shop + "/order/part");
            isAtMost(FORM_BYTES, form.withoutScripts(), "HTML and CSS of the form");
            isAtMost(FIRST_PAGE_BYTES, form.all(), "the form with its scripts");
            System.out.printf("the form is painted after %.0f ms%n", form.painted());
            assertTrue(form.painted() <= FORM_MS, () -> "the form is painted after " + form.painted() + " ms");
            var order = weight(browser, anOrder(browser, shop));
            isAtMost(ORDER_PAGE_BYTES, order.all(), "the page of an order with its price");
        }
    }

    @Test
    void aPageThatNobodyLooksAtAsksForNothing() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var order = anApprovedOrder(browser, demo.says("customers see it: +(\\S+)/\\n"));
            var page = browser.person(true);
            page.waitForRequest("**/live?*", () -> page.navigate(order));
            page.waitForCondition(() -> isOpen(page));
            page.evaluate(LOOKED_AT, false);
            page.waitForCondition(() -> !isOpen(page));
            page.waitForRequest("**/live?*", () -> page.evaluate(LOOKED_AT, true));
            page.waitForCondition(() -> isOpen(page));
        }
    }

    private static boolean isOpen(Page page) {
        return Boolean.TRUE.equals(page.evaluate(LISTENS));
    }

    private String anApprovedOrder(Browser browser, String shop) {
        var customer = browser.person(false);
        customer.navigate(anOrder(browser, shop));
        var shown = customer.locator("input[name=ok]");
        customer.waitForCondition(() -> {
            if (shown.count() > 0) return true;
            customer.reload();
            return false;
        });
        customer.getByLabel("Your name").fill("Ida B.");
        customer.getByLabel("E-mail").fill("ida@example.org");
        shown.check();
        customer.locator("button.main.good").click();
        customer.locator("h1.code").waitFor();
        return customer.url();
    }

    private static void isAtMost(int most, int bytes, String what) {
        System.out.printf("%s: %d bytes on the wire%n", what, bytes);
        assertTrue(bytes <= most, () -> what + " weighs " + bytes + " bytes, not at most " + most);
    }

    private String anOrder(Browser browser, String shop) {
        var customer = browser.person(false);
        customer.navigate(shop + "/order/part");
        customer.setInputFiles("#file", sample());
        customer.locator("main button.main").click();
        customer.waitForURL("**/o/*");
        return customer.url();
    }

    private Path sample() {
        try (var in = requireNonNull(SlowLineIT.class.getResourceAsStream("/samples/cube.stl"))) {
            return Files.write(folder.resolve("cube.stl"), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Weight(int all, int withoutScripts, double painted) {}

    /// Of one page in a browser that has nothing of ours yet.
    private static Weight weight(Browser browser, String address) {
        var page = browser.person(true);
        var wire = page.context().newCDPSession(page);
        var scripts = new HashMap<String, Boolean>();
        var bytes = new HashMap<Boolean, Integer>();
        wire.on("Network.responseReceived", event -> scripts.put(id(event), isScript(event)));
        wire.on(
                "Network.loadingFinished",
                event -> bytes.merge(
                        scripts.getOrDefault(id(event), false),
                        event.get("encodedDataLength").getAsInt(),
                        Integer::sum));
        slowDown(wire);
        page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        var painted = (Number) page.evaluate(FIRST_PAINT);
        page.context().close();
        var plain = bytes.getOrDefault(false, 0);
        return new Weight(plain + bytes.getOrDefault(true, 0), plain, painted.doubleValue());
    }

    private static void slowDown(CDPSession wire) {
        wire.send("Network.enable");
        var line = new JsonObject();
        Map.of("latency", LATENCY_MS, "downloadThroughput", LINE_BYTES_PER_S, "uploadThroughput", LINE_BYTES_PER_S)
                .forEach(line::addProperty);
        line.addProperty("offline", false);
        wire.send("Network.emulateNetworkConditions", line);
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    private static boolean isScript(JsonObject event) {
        return event.get("type").getAsString().equals("Script");
    }
}
