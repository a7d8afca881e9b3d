package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A customer signs in by a mailed link, finds an old order and orders it again, on the account of an organisation;
/// somebody else says yes by the link in a mail alone.
class AccountRoadIT {
    private static final Pattern LINK = Pattern.compile("(http://\\S+/(?:account/enter|account/join|approve)/\\S+)");
    private static final String FANNIE = "fannie@example.org";
    private static final String ADA = "ada@school.example";

    @TempDir
    private Path folder;

    private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @Test
    void signsInOrdersAgainAndGetsAYes() throws Exception {
        mail.start();
        var smtp = "smtp://127.0.0.1:" + mail.getSmtp().getPort() + "?tls=none";
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0", "--smtp-url", smtp);
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            worker.waitForURL("**/work/today");
            invite(shop, worker);
            join(browser.person(false), ADA);
            var customer = browser.person(true);
            join(customer, FANNIE);
            press(customer, "Sign out");
            signIn(shop, customer);
            orderAgain(customer);
            sayYes(browser.person(true));
            customer.getByText("on the account of Elm School").waitFor();
            customer.navigate(shop + "/account");
            Browser.picture(customer, "account");
            inSpanish(shop, browser.person(true, "es-MX"));
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        } finally {
            mail.stop();
        }
    }

    private static void invite(String shop, Page worker) {
        worker.navigate(shop + "/work/money/accounts");
        worker.getByLabel("Name").first().fill("Elm School");
        press(worker, "Open the account");
        worker.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("People and budget"))
                .click();
        ask(worker, ADA, "Order and approve");
        ask(worker, FANNIE, "Order");
        worker.getByLabel("So much may be ordered in a calendar month").fill("500");
        press(worker, "Save");
        Browser.picture(worker, "account-people");
    }

    private static void ask(Page worker, String email, String role) {
        worker.getByLabel("E-mail").fill(email);
        worker.getByLabel(role, new Page.GetByLabelOptions().setExact(true)).check();
        press(worker, "Invite");
        worker.getByText("We write to " + email).waitFor();
    }

    private void join(Page page, String email) {
        page.navigate(link(email, "/account/join/"));
        press(page, "Join");
        page.waitForURL("**/account");
    }

    private void signIn(String shop, Page customer) {
        customer.navigate(shop + "/account");
        Browser.picture(customer, "account-sign-in");
        customer.getByLabel("E-mail").first().fill(FANNIE);
        press(customer, "Send me a link");
        customer.getByText("a link is on its way").waitFor();
        customer.navigate(link(FANNIE, "/account/enter/"));
        Browser.picture(customer, "account-enter");
        press(customer, "Yes, sign me in");
        customer.waitForURL("**/account");
        Browser.picture(customer, "account-orders");
    }

    /// What she ordered before she had an account is there.
    private static void orderAgain(Page customer) {
        customer.locator(".mine a").first().click();
        press(customer, "Begin the same order again");
        customer.getByText("On the account of Elm School").waitFor();
        assertEquals(FANNIE, customer.getByLabel("E-mail").inputValue());
        customer.getByText("On the account of Elm School").click();
        customer.locator("input[name=ok]").check();
        Browser.picture(customer, "account-draft");
        customer.locator("button.good").click();
        customer.getByText("It is the turn of Elm School").waitFor();
        Browser.picture(customer, "account-waiting");
    }

    private void sayYes(Page approver) {
        approver.navigate(link(ADA, "/approve/"));
        Browser.picture(approver, "account-approve");
        approver.locator("button.good").click();
        approver.getByText("The order goes on").first().waitFor();
        Browser.picture(approver, "account-approved");
    }

    private static void inSpanish(String shop, Page page) {
        page.navigate(shop + "/account/sign-in");
        page.getByText("Envíenme un enlace").waitFor();
        Browser.picture(page, "account-sign-in-es");
    }

    /// The link of this kind in a mail to an address, as soon as it is there.
    private String link(String to, String kind) {
        PlatenProcess.until(
                "a mail with " + kind + " comes to " + to, () -> !find(to, kind).isEmpty());
        return find(to, kind);
    }

    private String find(String to, String kind) {
        try {
            for (MimeMessage one : mail.getReceivedMessages()) {
                if (!one.getAllRecipients()[0].toString().equals(to)) continue;
                var text = ((MimeMultipart) one.getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString();
                var link = LINK.matcher(text);
                if (link.find() && link.group(1).contains(kind)) return link.group(1);
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
    }
}
