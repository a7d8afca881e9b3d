package platen.road;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One order of paper and plastic in a real browser, begun again; a wish without a file; an order at the counter.
class BasketIT {
    @TempDir
    private Path folder;

    @Test
    void ordersPaperAndPlasticTogether() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var customer = browser.person(true);
            customer.navigate(shop + "/order/part");
            send(customer, "cube.stl");
            customer.getByText("OK to print?").waitFor();
            press(customer, AriaRole.LINK, "Add something else");
            Browser.picture(customer, "basket-add");
            press(customer, AriaRole.LINK, "Flyer");
            send(customer, "flyer.pdf");
            Browser.picture(customer, "basket-line");
            customer.waitForResponse(
                    answer -> answer.url().endsWith("/choices"),
                    () -> customer.getByLabel("How many").fill("100"));
            customer.locator("#price-part tfoot").first().waitFor();
            press(customer, AriaRole.LINK, "To the whole order");
            customer.getByText("OK to print?").waitFor();
            assertEquals(2, customer.locator(".basket > li").count());
            Browser.picture(customer, "basket");
            var before = customer.locator("#price-part tfoot .amount").first().textContent();
            customer.waitForResponse(
                    answer -> answer.url().endsWith("/terms"),
                    () -> customer.getByText("Bring it to me").check());
            customer.getByLabel("Where should we bring it?").fill("1 Type Lane");
            var after = customer.locator("#price-part tfoot .amount").first().textContent();
            assertTrue(!before.equals(after), "delivery is in the price: " + after);

            customer.navigate(shop + "/");
            customer.getByText("You have begun an order").waitFor();
            Browser.picture(customer, "front-returning");
            press(customer, AriaRole.LINK, "cube.stl, flyer.pdf");
            customer.getByLabel("Your name").fill("Ida B.");
            customer.getByLabel("E-mail").fill("ida@example.org");
            customer.getByLabel("Where should we bring it?").fill("1 Type Lane");
            customer.locator("input[name=ok]").check();
            press(customer, AriaRole.BUTTON, "OK to print");
            customer.locator("h1.code").waitFor();
            Browser.picture(customer, "basket-track");
            press(customer, AriaRole.BUTTON, "Begin the same order again");
            customer.getByText("Nothing is ordered yet.").first().waitFor();
            assertEquals(2, customer.locator(".basket > li").count());
            press(customer, AriaRole.BUTTON, "Take it out");
            customer.getByText("is not in your order any more").waitFor();
        }
    }

    @Test
    void asksWithoutAFileAndIsServedAtTheCounter() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            var customer = browser.person(true);
            customer.navigate(shop + "/order/ask");
            Browser.picture(customer, "order-ask");
            customer.getByLabel("What do you need?").fill("A handle for an old drawer.\nThe old one broke.");
            customer.getByLabel("Measurements").fill("About 80 mm between the screws");
            customer.locator("input[name=brings]").check();
            customer.getByLabel("Your name").fill("Mara Quill");
            customer.getByLabel("Telephone").fill("601 555 0100");
            press(customer, AriaRole.BUTTON, "Ask us");
            customer.getByText("It is our turn.").waitFor();
            Browser.picture(customer, "wish-asked");
            var code = customer.locator("h1.code").textContent().strip();

            worker.navigate(shop + "/work/quotes");
            press(worker, AriaRole.LINK, code);
            worker.setInputFiles("#file", sample("gear.stl"));
            press(worker, AriaRole.BUTTON, "Attach it");
            worker.locator("form[action*='/detach']").first().waitFor();
            worker.locator("#words1").fill("Design time");
            worker.locator("#amount1").fill("20.00");
            Browser.picture(worker, "wish-price");
            press(worker, AriaRole.BUTTON, "Offer this price");
            customer.reload();
            customer.getByText("Design time").waitFor();
            Browser.picture(customer, "wish-offered");
            customer.locator("input[name=ok]").check();
            press(customer, AriaRole.BUTTON, "OK to print");
            customer.locator("ol.track").waitFor();

            worker.navigate(shop + "/work/orders/new");
            Browser.picture(worker, "order-new");
            worker.getByLabel("What is it?").fill("50 flyers, Letter, black on yellow");
            worker.getByLabel("How many").fill("50");
            worker.locator("#price").fill("12.50");
            worker.locator("#name").fill("Ann");
            worker.locator("#contact").fill("601 555 0101");
            worker.getByLabel("Paid now").check();
            press(worker, AriaRole.BUTTON, "Take the order");
            worker.getByText("The code is").waitFor();
            Browser.picture(worker, "order-taken");
        }
    }

    private void send(Page page, String sample) throws IOException {
        page.setInputFiles("#file", sample(sample));
        press(page, AriaRole.BUTTON, "Send the file");
        page.locator("#price").waitFor();
    }

    private static void press(Page page, AriaRole role, String words) {
        page.getByRole(role, new GetByRoleOptions().setName(words)).first().click();
    }

    private Path sample(String name) throws IOException {
        var path = folder.resolve(name);
        try (var in = requireNonNull(BasketIT.class.getResourceAsStream("/samples/" + name))) {
            Files.write(path, in.readAllBytes());
        }
        return path;
    }
}
