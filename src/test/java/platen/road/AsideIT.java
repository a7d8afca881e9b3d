package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.devices.Contraption;

/// Pages beside the roads that the other tests walk: each is pictured on a phone and at a desk, and looked through for
/// barriers.
class AsideIT {
    private static final List<String> OF_WORKERS = List.of(
            "board",
            "board/sheet",
            "timeline",
            "timeline?span=week",
            "jobs/new",
            "data",
            "vouchers",
            "shop/not-printed",
            "log",
            "second",
            "keys",
            "stations",
            "me",
            "today",
            "notes",
            "hours",
            "people/duty",
            "stock/months",
            "stock/supplies",
            "tickets",
            "jobs/1",
            "machines",
            "orders/1/label",
            "reports");

    @TempDir
    private Path folder;

    @Test
    void pagesOfWorkersHaveNoBarriers() throws IOException, InterruptedException {
        try (var contraption = new Contraption();
                var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            worker.waitForURL("**/work/today");
            for (var page : OF_WORKERS) {
                assertEquals(200, worker.navigate(shop + "/work/" + page).status(), page);
                Browser.picture(worker, "aside-" + page.replace('/', '-').replace('?', '-'));
                if (page.equals("tickets")) Browser.paper(worker, "aside-tickets");
            }
            movesCards(worker, shop);
            namesPlacesOfTheShelf(worker, shop);
            aroundAMachine(worker, contraption);
        }
    }

    private static void aroundAMachine(Page worker, Contraption contraption) {
        worker.navigate(worker.url().replaceAll("/work/.*", "/work/machines"));
        var printer = worker.locator(".ticket", new LocatorOptions().setHasText("3D printer"))
                .first();
        worker.navigate(worker.url() + "/"
                + printer.locator("h3 a").getAttribute("href").replaceAll(".*/", ""));
        var machine = worker.url();
        worker.navigate(machine + "/devices");
        Browser.picture(worker, "aside-machine-devices");
        worker.locator("#snapshot").fill(contraption.url("/picture"));
        worker.locator("#stream").fill(contraption.url("/stream"));
        press(worker, "Save the camera");
        worker.locator(".shot img").waitFor();
        worker.navigate(machine + "/devices");
        worker.locator("#on").fill(contraption.url("/plug/on"));
        worker.locator("#off").fill(contraption.url("/plug/off"));
        press(worker, "Save the plug");
        press(worker, "Switch on");
        worker.getByText("Switched on").first().waitFor();
        worker.navigate(machine + "/upkeep");
        press(worker, "Begin with what such machines usually want");
        worker.locator("#add summary").click();
        worker.locator("#name").fill("Change the nozzle once more");
        worker.locator("#units").fill("500");
        worker.locator("#days").fill("90");
        press(worker, "Add it");
        worker.getByText("every 500 hours or 90 days").first().waitFor();
        Browser.picture(worker, "aside-machine-upkeep");
        worker.navigate(machine + "/prints");
        Browser.picture(worker, "aside-machine-prints");
        var inductions = machine.replaceAll("/[^/]+$", "/inductions");
        worker.navigate(inductions);
        worker.locator("#need summary").click();
        worker.locator("#need-machine").selectOption(machine.replaceAll(".*/", ""));
        worker.locator("#need-name").fill("3D printing");
        worker.locator("#need button").click();
        worker.locator("#person").waitFor();
        Browser.picture(worker, "aside-inductions");
        worker.navigate(machine);
        worker.getByText("Ask for it").first().waitFor();
        Browser.picture(worker, "aside-machine");
        worker.navigate(inductions);
        press(worker, "has shown it today");
        worker.getByText("Withdraw 3D printing").first().waitFor();
        Browser.picture(worker, "aside-inductions-given");
        worker.navigate(machine.replaceAll("/[^/]+$", ""));
        worker.locator(".shot img").waitFor();
        Browser.picture(worker, "aside-machines");
        worker.navigate(machine + "/watch");
        worker.waitForFunction("document.querySelector('.shot img').naturalWidth > 0");
        Browser.picture(worker, "aside-machine-watch");
    }

    private static void namesPlacesOfTheShelf(Page worker, String shop) {
        worker.navigate(shop + "/work/shelf");
        worker.fill("#names", "A1, A2, window sill");
        press(worker, "Add them");
        worker.getByText("window sill").first().waitFor();
        Browser.picture(worker, "aside-shelf");
    }

    /// By hand where it does not fit, with the reason; by keys, with an answer that is said.
    private static void movesCards(Page worker, String shop) {
        var phone = worker.viewportSize();
        worker.setViewportSize(1280, 900);
        worker.navigate(shop + "/work/board");
        worker.locator(".card:has-text('flyer.pdf')").dragTo(worker.locator(".centre[data-centre='3D printers']"));
        worker.locator("#moved:has-text('does other work')").waitFor();
        worker.locator(".card:has-text('flyer.pdf')").focus();
        worker.keyboard().press("h");
        worker.locator("#ask-board-field").fill("wrong paper");
        press(worker, "Do it");
        worker.locator("#moved:has-text('Held')").waitFor();
        worker.locator(".card:has-text('flyer.pdf'):has-text('wrong paper')").waitFor();
        assertEquals("card", worker.evaluate("document.activeElement.className.split(' ')[0]"));
        worker.setViewportSize(phone.width, phone.height);
    }

    @Test
    void pagesOfWhatIsKeptHaveNoBarriers() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var customer = browser.person(true);
            customer.navigate(shop + "/order/paper");
            customer.setInputFiles("#file", Samples.of(folder, "flyer.pdf"));
            press(customer, "Send the file");
            customer.locator("#price").waitFor();
            var order = customer.url().replaceAll("\\?.*", "");
            for (var page : List.of("data", "data/forget", "cancel")) {
                customer.navigate(order + "/" + page);
                Browser.picture(customer, "aside-order-" + page.replace('/', '-'));
            }
            press(customer, "Yes, cancel");
            for (var page : List.of("data/files", "data/forget")) {
                customer.navigate(order + "/" + page);
                Browser.picture(customer, "aside-over-" + page.replace('/', '-'));
            }
            customer.locator("#sure").check();
            press(customer, "Delete what you know about me");
            customer.navigate(order + "/data");
            Browser.picture(customer, "aside-forgotten");
        }
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(words))
                .first()
                .click();
    }
}
