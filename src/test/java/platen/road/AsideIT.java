package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            "stock/months",
            "stock/supplies");

    @TempDir
    private Path folder;

    @Test
    void pagesOfWorkersHaveNoBarriers() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            worker.waitForURL("**/work");
            for (var page : OF_WORKERS) {
                assertEquals(200, worker.navigate(shop + "/work/" + page).status(), page);
                Browser.picture(worker, "aside-" + page.replace('/', '-').replace('?', '-'));
            }
            movesCards(worker, shop);
        }
    }

    /// By hand where it does not fit, with the reason; by keys, with an answer that is said.
    private static void movesCards(Page worker, String shop) {
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
