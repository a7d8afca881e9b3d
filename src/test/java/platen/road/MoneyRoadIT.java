package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Money in a real browser: a deposit before the work, the rest, the invoice, something given back, an account, and
/// the till at the end of the day.
class MoneyRoadIT {
    @TempDir
    private Path folder;

    @Test
    void leadsFromTheDepositOverTheInvoiceToTheCountedTill() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.person(true), demo.says("works once\\): +(\\S+)\\n"));
            askForDeposits(worker, shop);
            openAccount(worker, shop);
            var customer = browser.person(true);
            var code = approve(customer, shop);
            payAll(worker, shop, code);
            papers(customer);
            giveBack(worker);
            statement(worker, shop);
            count(worker, shop);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private static void askForDeposits(Page worker, String shop) {
        worker.navigate(shop + "/work/money/rules");
        worker.getByLabel("A part").check();
        worker.getByLabel("The shop’s tax number").fill("12-3456789");
        worker.getByLabel("How to pay").fill("By check to the shop, or by transfer: First Bank, 0123 4567 89");
        Browser.picture(worker, "money-rules");
        press(worker, "Save");
        Browser.picture(worker, "money");
    }

    private static void openAccount(Page worker, String shop) {
        worker.navigate(shop + "/work/money/accounts");
        worker.getByLabel("Name of the organisation").fill("Elm School");
        worker.getByLabel("Address").fill("2 Elm Street\nJackson, MS 39201");
        Browser.picture(worker, "accounts");
        press(worker, "Open the account");
        worker.getByText("Owes nothing.").waitFor();
    }

    private String approve(Page customer, String shop) {
        customer.navigate(shop + "/order/booklet");
        customer.setInputFiles("#file", sample("flyer.pdf"));
        press(customer, "Send the file");
        customer.waitForURL("**/o/**");
        customer.getByLabel("How many").fill("40");
        customer.getByText("OK to print?").waitFor();
        customer.getByText("before we start, and the rest").waitFor();
        customer.getByLabel("Your name").fill("Ida B.");
        customer.getByLabel("E-mail").fill("ida@example.org");
        customer.getByLabel("Your own reference").fill("PO 4711");
        Browser.picture(customer, "order-deposit");
        customer.locator("input[name=ok]").check();
        press(
                customer.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("OK to print"))
                        .first(),
                customer);
        customer.getByText("before we start.").waitFor();
        Browser.picture(customer, "order-to-pay");
        return customer.locator("h1.code").textContent();
    }

    private static void payAll(Page worker, String shop, String code) {
        worker.navigate(shop + "/work");
        worker.locator("li.ticket", new Page.LocatorOptions().setHasText(code))
                .getByText("It waits for payment")
                .first()
                .waitFor();
        worker.navigate(shop + "/work/orders?code=" + code);
        Browser.picture(worker, "order-waits");
        payOnceOnABadLine(worker);
        worker.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Receipts, invoice"))
                .click();
        press(worker, "Write the invoice");
        worker.getByText("The invoice is I-").waitFor();
        Browser.picture(worker, "order-papers");
    }

    /// The line drops, nothing is lost, and what then comes twice is paid once.
    private static void payOnceOnABadLine(Page worker) {
        worker.context().setOffline(true);
        worker.getByText("What you see may be old").waitFor();
        press(worker, "Take payment");
        worker.getByText("this was not sent").waitFor();
        Browser.picture(worker, "order-unsent");
        worker.context().setOffline(false);
        worker.getByText("The connection is back: press again").waitFor();
        var answers = worker.locator("form[action$='/pay']").evaluate("""
            async (form) => {
              const send = () => fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
              const both = await Promise.all([send(), send()]);
              return both.map((answer) => answer.status + " " + answer.redirected).join();
            }""");
        assertEquals("200 true,200 true", answers);
        worker.reload();
        assertEquals(0, worker.locator("form[action$='/pay']").count());
    }

    private static void papers(Page customer) {
        customer.reload();
        customer.getByText("All is paid.").waitFor();
        Browser.picture(customer, "order-paid");
        for (var name : new String[] {"Receipt R-", "Invoice I-"}) {
            var link = customer.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
            var pdf = customer.request().get(link.evaluate("one => one.href").toString());
            assertEquals("application/pdf", pdf.headers().get("content-type"));
            assertTrue(new String(pdf.body(), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
        }
    }

    private static void giveBack(Page worker) {
        worker.getByText("Take back all or lines of").click();
        worker.getByLabel("Why, as the customer reads it").fill("The blue came out green.");
        press(worker, "Write the credit note");
        worker.getByText("The credit note is C-").waitFor();
        worker.getByText("To be given back").waitFor();
        worker.locator("[name=backWhy]").fill("The blue came out green.");
        Browser.picture(worker, "order-credited");
        press(worker, "Give it back");
        worker.getByText("Given back. The receipt is R-").waitFor();
        press(worker, "Write the invoice");
        press(worker.locator("form[action$='/charge'] button"), worker);
        worker.getByText("On the account of").waitFor();
        Browser.picture(worker, "order-charged");
    }

    private static void statement(Page worker, String shop) {
        worker.navigate(shop + "/work/money/accounts");
        worker.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Elm School"))
                .click();
        worker.getByText("Owes $").waitFor();
        Browser.picture(worker, "account");
        worker.locator("a[href*='/statement/']").first().click();
        worker.getByText("Balance after").waitFor();
        Browser.picture(worker, "statement");
    }

    private static void count(Page worker, String shop) {
        worker.navigate(shop + "/work/till");
        worker.getByText("Put change in").click();
        worker.getByLabel("Amount put in").fill("20");
        press(worker, "It is in");
        worker.getByLabel("$10.00", new Page.GetByLabelOptions().setExact(true)).fill("1");
        press(worker, "Close the till");
        worker.getByText("The count differs by").waitFor();
        Browser.picture(worker, "till-differs");
        worker.getByLabel("If it differs: why").fill("Nobody knows.");
        press(worker, "Close the till");
        worker.getByText("The till is counted.").waitFor();
        Browser.picture(worker, "till");
    }

    private static Page signIn(Page worker, String link) {
        worker.navigate(link);
        worker.locator("main button").first().click();
        worker.waitForURL("**/work/today");
        return worker;
    }

    private static void press(Page page, String button) {
        press(
                page.getByRole(
                                AriaRole.BUTTON,
                                new GetByRoleOptions().setName(button).setExact(true))
                        .first(),
                page);
    }

    private static void press(Locator button, Page page) {
        button.click();
        page.waitForLoadState();
    }

    private Path sample(String name) {
        try (var in = MoneyRoadIT.class.getResourceAsStream("/samples/" + name)) {
            var file = folder.resolve(name);
            if (in == null) throw new IOException("the jar has no " + name);
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
