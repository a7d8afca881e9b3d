package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prices in a real browser: they follow each choice, stand side by side for several quantities, and a person
/// names them where the rules do not.
class PriceRoadIT {
    @TempDir
    private Path folder;

    @Test
    void followsEachChoiceAndLeadsOverAPersonsPrice() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.person(true), demo.says("works once\\): +(\\S+)\\n"));
            var customer = browser.person(true);
            customer.navigate(shop + "/order/booklet");
            customer.setInputFiles("#file", sample("flyer.pdf"));
            press(customer, "Send the file");
            customer.waitForURL("**/o/**");
            customer.waitForLoadState();
            assertTrue(customer.locator("input[name=size]:checked").count() == 1, "a size is preselected");
            customer.getByLabel("How many").fill("40");
            customer.getByText("OK to print?").waitFor();
            customer.getByLabel("Your name").fill("Ida B.");
            var before = total(customer);
            customer.getByLabel("Riso: black and red").check();
            customer.waitForCondition(() -> !total(customer).equals(before));
            assertEquals("Ida B.", customer.getByLabel("Your name").inputValue(), "what was written stays");
            assertTrue(customer.locator("main").textContent().contains("Folding, stapling: included."));
            Browser.picture(customer, "order-booklet");
            customer.getByLabel("How many").fill("0");
            customer.getByText("The price appears here when this is put right").waitFor();
            customer.getByLabel("How many").fill("40");
            customer.getByLabel("Take 80").click();
            customer.waitForCondition(
                    () -> customer.getByLabel("How many").inputValue().equals("80"));
            ask(customer);
            Browser.picture(customer, "order-asked");
            namePrice(worker, shop);
            customer.getByText("The seams will be seen.").waitFor();
            Browser.picture(customer, "order-offered");
            customer.locator("input[name=ok]").check();
            customer.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("OK to print"))
                    .first()
                    .click();
            customer.getByText("Waiting for a machine").waitFor();
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private static void ask(Page customer) {
        customer.getByText("Rather ask a person").click();
        customer.getByLabel("E-mail").fill("ida@example.org");
        customer.getByLabel("What should we look at?").fill("The fold goes through a face.");
        press(customer, "Ask a person");
        customer.getByText("It is our turn.").waitFor();
    }

    private static void namePrice(Page worker, String shop) {
        worker.navigate(shop + "/work/quotes");
        Browser.picture(worker, "quotes");
        worker.locator("ul.lines a.code").first().click();
        worker.getByLabel("What the customer should know").fill("The seams will be seen.");
        Browser.picture(worker, "order-price-form");
        press(worker, "Offer this price");
        worker.getByText("sees the price now").waitFor();
    }

    private static String total(Page customer) {
        return customer.locator("#price-part tfoot .amount").first().textContent();
    }

    private static Page signIn(Page worker, String link) {
        worker.navigate(link);
        worker.locator("main button").first().click();
        worker.waitForURL("**/work/today");
        return worker;
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
        page.waitForLoadState();
    }

    private Path sample(String name) {
        try (var in = PriceRoadIT.class.getResourceAsStream("/samples/" + name)) {
            var file = folder.resolve(name);
            if (in == null) throw new IOException("the jar has no " + name);
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
