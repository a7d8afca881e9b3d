package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is printed, seen in a real browser before somebody says OK: the part on the plate, turned by keys.
class LookRoadIT {
    @TempDir
    private Path folder;

    @Test
    void showsThePartOnThePlateAndTurnsItByKeys() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = Browser.withWebGl()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var customer = browser.person(true);
            var problems = problemsOf(customer);
            customer.navigate(shop + "/order/part");
            customer.setInputFiles("#file", Samples.of(folder, "gear.stl"));
            customer.getByRole(AriaRole.BUTTON, named("Send the file")).click();
            customer.waitForURL("**/o/**");
            customer.locator(".solid").scrollIntoViewIfNeeded();
            customer.locator("[data-state=shown]").waitFor();
            assertTrue(colours(customer) > 20, "the picture is not empty");
            customer.getByText("It stands as it will be printed, on the plate of the Virtual printer")
                    .waitFor();
            var before = drawn(customer);
            var canvas = customer.locator(".solid canvas");
            canvas.press("ArrowLeft");
            customer.waitForCondition(() -> !drawn(customer).equals(before));
            canvas.press("+");
            canvas.press("Home");
            customer.waitForCondition(() -> drawn(customer).equals(before));
            assertEquals(List.of(), problems);
            customer.getByLabel("a quarter").check();
            Browser.picture(customer, "order-3d-coin");
            customer.getByLabel("a hand").check();
            customer.getByRole(AriaRole.BUTTON, named("Turn it to the right")).click();
            customer.waitForCondition(() -> !drawn(customer).equals(before));
            assertNotEquals(before, drawn(customer));
            Browser.picture(customer, "order-3d-hand");
        }
    }

    @Test
    void showsTheStillPictureWithoutScripts() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = Browser.withWebGl()) {
            var customer = browser.person(false);
            customer.navigate(demo.says("customers see it: +(\\S+)/\\n") + "/order/part");
            customer.setInputFiles("#file", Samples.of(folder, "gear.stl"));
            customer.getByRole(AriaRole.BUTTON, named("Send the file")).click();
            customer.waitForURL("**/o/**");
            assertTrue(customer.locator("img.part").isVisible());
            assertEquals(0, customer.locator(".solid button:visible").count());
        }
    }

    @Test
    void showsTheLayersOfAProgramAndGoesThroughThemByKeys() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = Browser.withWebGl()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var customer = browser.person(true);
            var problems = problemsOf(customer);
            customer.navigate(shop + "/order/part");
            customer.setInputFiles("#file", Samples.of(folder, "cube.gcode"));
            customer.getByRole(AriaRole.BUTTON, named("Send the file")).click();
            customer.waitForURL("**/o/**");
            var asked = new ArrayList<String>();
            customer.onRequest(request -> asked.add(request.url()));
            customer.getByText("Look at its layers").click();
            customer.locator(".layers[data-state=shown][data-drawn]").waitFor();
            assertTrue(asked.stream().anyMatch(url -> url.endsWith("/layers/1")), "fetched when it is asked for");
            Browser.picture(customer, "order-layers");
            var slider = customer.locator(".layers input[type=range]");
            slider.press("Home");
            customer.waitForCondition(
                    () -> "1".equals(customer.locator(".layers").getAttribute("data-drawn")));
            slider.press("ArrowRight");
            customer.waitForCondition(
                    () -> "2".equals(customer.locator(".layers").getAttribute("data-drawn")));
            customer.getByRole(AriaRole.BUTTON, named("One layer up")).click();
            customer.waitForCondition(
                    () -> "3".equals(customer.locator(".layers").getAttribute("data-drawn")));
            assertTrue(slider.getAttribute("aria-valuetext").startsWith("Layer 3 of "));
            assertEquals(List.of(), problems);
            var plain = browser.person(false);
            plain.navigate(customer.url());
            plain.getByText("Look at its layers").click();
            plain.waitForCondition(() -> plain.locator(".stills img").all().stream()
                    .allMatch(still -> (Boolean) still.evaluate("one => one.complete && one.naturalWidth > 0")));
            assertEquals(3, plain.locator(".stills img").count());
        }
    }

    @Test
    void opensThePagesOfADocumentLargeWithAndWithoutScripts() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = Browser.withWebGl()) {
            var customer = browser.person(true);
            customer.navigate(demo.says("customers see it: +(\\S+)/\\n") + "/order/copies");
            customer.setInputFiles("#file", Samples.zine(folder, 3));
            customer.getByRole(AriaRole.BUTTON, named("Send the file")).click();
            customer.waitForURL("**/o/**");
            customer.getByLabel("Look at page 1, large").click();
            customer.waitForURL("**/look/1");
            assertTrue(width(customer) > 800, "it is large");
            Browser.picture(customer, "order-page-large");
            customer.keyboard().press("ArrowRight");
            customer.waitForURL("**/look/2");
            customer.keyboard().press("ArrowLeft");
            customer.waitForURL("**/look/1");
            var plain = browser.person(false);
            plain.navigate(customer.url());
            plain.getByText("Next page").click();
            plain.getByText("Next page").click();
            plain.waitForURL("**/look/3");
            assertTrue(width(plain) > 800, "without scripts, too");
            assertEquals(0, plain.getByText("Next page").count());
            var back = plain.getByText("Back to your order").getAttribute("href");
            assertFalse(back.contains("/look/"), back);
        }
    }

    private static int width(Page page) {
        page.waitForCondition(() -> (Boolean) page.locator(".leaf img").evaluate("one => one.complete"));
        return ((Number) page.locator(".leaf img").evaluate("one => one.naturalWidth")).intValue();
    }

    @Test
    void turnsThePagesOfABooklet() throws IOException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = Browser.withWebGl()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var zine = Samples.zine(folder, 6);
            var customer = browser.person(true);
            begin(customer, shop, zine);
            var shown = customer.locator(".spreads li:visible");
            assertEquals(1, shown.count());
            customer.getByRole(AriaRole.BUTTON, named("Turn the page")).click();
            assertEquals("Pages 2–3", shown.getAttribute("data-spread"));
            customer.locator(".spreads").press("ArrowRight");
            assertEquals("Pages 4–5", shown.getAttribute("data-spread"));
            Browser.picture(customer, "order-booklet-spread");
            customer.locator(".spreads").press("End");
            assertEquals("Pages 8", shown.getAttribute("data-spread"), "two blank pages fill its sheets");
            customer.locator(".spreads").press("Home");
            assertEquals("Pages 1", shown.getAttribute("data-spread"));
            var plain = browser.person(false);
            begin(plain, shop, zine);
            assertEquals(5, plain.locator(".spreads li:visible").count());
        }
    }

    private static void begin(Page customer, String shop, Path zine) {
        customer.navigate(shop + "/order/booklet");
        customer.setInputFiles("#file", zine);
        customer.getByRole(AriaRole.BUTTON, named("Send the file")).click();
        customer.waitForURL("**/o/**");
    }

    /// What the page itself complains of, a broken policy above all.
    private static List<String> problemsOf(Page page) {
        var problems = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) problems.add(message.text());
        });
        page.onPageError(problems::add);
        return problems;
    }

    private static String drawn(Page page) {
        return requireNonNull(page.locator(".solid").getAttribute("data-drawn"));
    }

    /// How many colours the picture has.
    private static int colours(Page page) {
        var count = page.locator(".solid canvas").evaluate("""
                canvas => {
                  const copy = document.createElement('canvas');
                  [copy.width, copy.height] = [canvas.width, canvas.height];
                  const pen = copy.getContext('2d');
                  pen.drawImage(canvas, 0, 0);
                  const dots = new Uint32Array(pen.getImageData(0, 0, copy.width, copy.height).data.buffer);
                  return new Set(dots).size;
                }""");
        return ((Number) count).intValue();
    }

    private static GetByRoleOptions named(String words) {
        return new GetByRoleOptions().setName(words);
    }
}
