package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store in a real browser: spools come in, one is asked for before a print starts, the print is taken off it; and
/// paper is counted.
class StockIT {
    @TempDir
    private Path folder;

    @Test
    void takesAPrintOffTheSpoolThatAWorkerSaidIsOn() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0", "--speed", "200");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            worker.waitForURL("**/work/today");
            comes(worker, shop, "white", "2");
            comes(worker, shop, "black", "2");
            comes(worker, shop, "black", "640");
            weighs(worker, shop);
            worker.navigate(shop + "/work/stock");
            Browser.picture(worker, "stock-spools");
            prints(worker, shop);
            worker.navigate(shop + "/work/stock/spools/3");
            worker.getByText("Printed").first().waitFor();
            Browser.picture(worker, "stock-spool");
            counts(worker, shop);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private static void comes(Page worker, String shop, String colour, String left) {
        worker.navigate(shop + "/work/stock/spools/new");
        worker.getByLabel("Material").fill("PLA");
        worker.getByLabel("Colour").fill(colour);
        worker.getByLabel("Maker").fill("Plain Plastics");
        worker.getByLabel("Price").fill("22.90");
        worker.getByLabel("The empty spool weighs").fill("210");
        worker.getByLabel("Where it is").fill("Shelf by the window");
        worker.getByLabel("Left, if it is not new").fill(left);
        if (left.equals("640")) Browser.picture(worker, "stock-spool-new");
        press(worker, "Note it");
        worker.getByText("Print its label").waitFor();
    }

    private static void weighs(Page worker, String shop) {
        worker.navigate(shop + "/work/stock/spools/3");
        worker.getByLabel("On the scale").fill("830");
        press(worker, "Note the weight");
        worker.getByText("620 g").first().waitFor();
        worker.navigate(shop + "/work/stock/spools/3/label");
        Browser.picture(worker, "stock-label");
    }

    private static void prints(Page worker, String shop) {
        worker.navigate(shop + "/work/machines");
        press(worker, "Yes, it is empty");
        worker.navigate(shop + "/work/machines/1");
        worker.locator("form", new Page.LocatorOptions().setHasText("#2 is on it"))
                .getByRole(AriaRole.BUTTON)
                .click();
        worker.getByText("Saved.").waitFor();
        Browser.picture(worker, "stock-machine");
        worker.navigate(shop + "/work");
        worker.getByRole(AriaRole.BUTTON, named("Start on Ender, virtual"))
                .first()
                .click();
        worker.getByText("Not enough:").waitFor();
        Browser.picture(worker, "stock-question");
        press(worker, "#3 is on it: start");
        worker.getByRole(AriaRole.BUTTON, named("Good")).waitFor();
        press(worker, "Good");
        assertTrue(worker.url().endsWith("/work"), worker.url());
    }

    private static void counts(Page worker, String shop) {
        worker.navigate(shop + "/work/stock/supplies");
        keeps(worker, "PAPER", "Plain 20 lb, Letter", "sheets", "2400", "1000");
        keeps(worker, "MASTER", "Masters for the riso", "rolls", "1", "2");
        keeps(worker, "INK", "Riso ink, black", "cartridges", "3", "1");
        Browser.picture(worker, "stock-supplies");
        worker.navigate(shop + "/work/stock/to-order");
        Browser.picture(worker, "stock-to-order");
        worker.navigate(shop + "/work/stock/count-sheet");
        Browser.picture(worker, "stock-count-sheet");
        worker.navigate(shop + "/work/stock/count");
        worker.getByLabel("Counted").first().fill("2300");
        press(worker, "Note the count");
        worker.getByText("It differs: 2400 were noted").waitFor();
        Browser.picture(worker, "stock-count");
        worker.getByLabel("If it differs").first().fill("Some got wet");
        press(worker, "Note the count");
        worker.getByText("The count is noted.").waitFor();
        worker.navigate(shop + "/work/stock/supplies/1");
        Browser.picture(worker, "stock-supply");
        worker.navigate(shop + "/work/stock/months");
        Browser.picture(worker, "stock-months");
    }

    private static void keeps(Page worker, String kind, String name, String unit, String amount, String reorder) {
        if (!worker.getByLabel("Counted in").isVisible())
            worker.getByText("Keep account of something else").click();
        worker.getByLabel("What it is").selectOption(kind);
        worker.getByLabel("Name").fill(name);
        worker.getByLabel("Counted in").fill(unit);
        worker.getByLabel("How many there are").fill(amount);
        worker.getByLabel("Order when so many are left").fill(reorder);
        press(worker, "Keep account of it");
        worker.getByText(name + " is kept now.").waitFor();
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, named(words)).first().click();
    }

    private static GetByRoleOptions named(String words) {
        return new GetByRoleOptions().setName(words);
    }
}
