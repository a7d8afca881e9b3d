package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.orders.Order;
import platen.orders.Orders;

/// Customers and the shop hear of each other: by mail, on their pages, and by a worker who calls.
class TalkIT {
    @TempDir
    private Path folder;

    private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @Test
    void customersAndTheShopHearOfEachOther() throws Exception {
        mail.start();
        var smtp = "smtp://127.0.0.1:" + mail.getSmtp().getPort() + "?tls=none";
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0", "--smtp-url", smtp);
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = browser.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            worker.waitForURL("**/work/today");
            seeMail(browser.person(true));
            complainAndHear(shop, browser.person(true), worker, order("Fannie"));
            cancel(shop, browser.person(true), browser.person(false), order("Ella"));
            tell(shop, worker, order("Medgar"));
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        } finally {
            mail.stop();
        }
    }

    private void seeMail(Page page) {
        PlatenProcess.until(
                "Fannie's mail comes", () -> received("ready to be picked up").length() > 0);
        page.setContent(received("ready to be picked up"));
        Browser.picture(page, "mail-ready");
    }

    /// The HTML of the first mail whose subject ends so.
    private String received(String subject) {
        try {
            for (MimeMessage one : mail.getReceivedMessages()) {
                if (!one.getSubject().endsWith(subject)) continue;
                return ((MimeMultipart) one.getContent())
                        .getBodyPart(1)
                        .getContent()
                        .toString();
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Something is wrong, with a photo; the answer appears by itself.
    private void complainAndHear(String shop, Page customer, Page worker, Order order) throws IOException {
        customer.navigate(shop + "/o/" + order.token());
        Browser.picture(customer, "ready");
        link(customer, "Something is wrong").click();
        Browser.picture(customer, "wrong");
        customer.getByLabel("What is wrong").fill("Two of them are torn at the edge. 🙁 مع الشكر");
        customer.setInputFiles("#files", photo());
        press(customer, "Tell the shop");
        customer.locator(".attached img").waitFor();
        Browser.picture(customer, "talk");

        worker.navigate(shop + "/work");
        Browser.picture(worker, "desk");
        worker.locator(".desk").getByText(order.code()).click();
        worker.getByLabel("Answer").fill("We print two new ones: pick them up tomorrow.");
        press(worker, "Send");
        customer.getByText("We print two new ones").waitFor();
        press(worker, "It is put right");
        Browser.picture(worker, "talk-worker");
        PlatenProcess.until(
                "the answer is mailed",
                () -> received("a message from Center for Community Production").contains("We print two new ones"));
    }

    /// Without JavaScript, in which nothing can look for barriers: another browser takes the pictures.
    private static void cancel(String shop, Page looker, Page customer, Order order) {
        customer.navigate(shop + "/o/" + order.token());
        link(customer, "Cancel this order").click();
        looker.navigate(customer.url());
        Browser.picture(looker, "cancel");
        press(customer, "Yes, cancel my order");
        assertTrue(customer.getByText("This order is over.").isVisible());
        looker.navigate(customer.url());
        Browser.picture(looker, "cancelled");
        link(customer, "Lost your link?").click();
        customer.getByLabel("Code or e-mail address").fill(order.code());
        press(customer, "Send me the link");
        assertTrue(customer.getByText("the link is on its way").isVisible());
        looker.navigate(customer.url());
        Browser.picture(looker, "lost");
    }

    private static void tell(String shop, Page worker, Order order) {
        worker.navigate(shop + "/work/orders/" + order.id().value() + "/slip");
        Browser.picture(worker, "slip");
        worker.navigate(shop + "/work/orders/" + order.id().value());
        Browser.picture(worker, "order-told");
        worker.navigate(shop + "/work/shop");
        Browser.picture(worker, "shop-messages");
        worker.navigate(shop + "/work/tell");
        Browser.picture(worker, "tell");
        press(worker, "Told");
        worker.getByText("Everybody knows what there is to know.").waitFor();
    }

    private Path photo() throws IOException {
        var photo = folder.resolve("photo.png");
        var picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 800; x++) for (int y = 0; y < 600; y++) picture.setRGB(x, y, x * y);
        ImageIO.write(picture, "png", photo.toFile());
        return photo;
    }

    private static Locator link(Page page, String words) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(words).setExact(true));
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(words).setExact(true))
                .click();
    }

    private Order order(String name) throws IOException {
        try (var files = Files.walk(folder);
                var database = Database.sqlite(files.filter(file -> file.endsWith("platen.db"))
                        .findFirst()
                        .orElseThrow())) {
            return database.reading(Orders.class).open().stream()
                    .filter(order -> name.equals(order.customerName()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
