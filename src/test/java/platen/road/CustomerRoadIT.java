package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The customer's side from the front page to the invoice: paper and plastic in one order, from a desk and followed on
/// a phone; and what a phone without scripts can do, in Spanish.
class CustomerRoadIT {
    private static final int READABLE_DPI = 80;
    private static final Pattern AMOUNT = Pattern.compile("\\$([0-9,.]*[0-9])");
    private static final HasCountOptions PATIENTLY = new HasCountOptions().setTimeout(60_000);

    @TempDir
    private Path folder;

    @Test
    void leadsOneOrderOfPaperAndPlasticToItsInvoice() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0", "--speed", "50");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.atDesk(), demo);
            askForDeposits(worker, shop);
            var desk = browser.atDesk();
            fill(desk, shop);
            var code = approve(desk);
            var phone = browser.person(true);
            phone.navigate(desk.url());
            payDeposit(worker, shop, code, phone);
            writeBothWays(worker, shop, code, phone);
            makePaper(worker, shop, code);
            printPart(worker, shop, code, phone);
            payAndCollect(worker, shop, code, phone);
            invoice(phone);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    @Test
    void cancelsAndAcceptsAPersonsPriceInSpanishWithoutScripts() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = signIn(browser.atDesk(), demo);
            var looker = browser.person(true, "es-US");
            cancel(browser.person(false, "es-US"), looker, shop);
            acceptAPersonsPrice(browser.person(false, "es-MX"), looker, worker, shop);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private static Page signIn(Page worker, PlatenProcess demo) {
        worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
        worker.locator("main button").first().click();
        worker.waitForURL("**/work/today");
        return worker;
    }

    private static void askForDeposits(Page worker, String shop) {
        worker.navigate(shop + "/work/money/rules");
        worker.getByLabel("A part").check();
        press(worker, "Save");
        worker.waitForURL("**/work/money");
    }

    /// A flyer, a booklet at one of two prices, and a part.
    private void fill(Page desk, String shop) throws IOException {
        desk.navigate(shop + "/");
        Browser.picture(desk, "road-front");
        follow(desk, "flyer");
        send(desk, Samples.of(folder, "flyer.pdf"), "Send the file");
        changing(desk, () -> desk.getByLabel("How many").fill("100"));
        addTo(desk, "Booklet");
        send(desk, Samples.zine(folder, 8), "Send the file");
        changing(desk, () -> desk.getByLabel("How many").fill("40"));
        desk.getByLabel("Compare quantities").fill("40, 80");
        press(desk, "Show them side by side");
        desk.getByLabel("Take 80").waitFor();
        Browser.picture(desk, "road-quantities");
        desk.getByLabel("Take 80").click();
        desk.waitForCondition(() -> desk.getByLabel("How many").inputValue().equals("80"));
        addTo(desk, "3D part");
        send(desk, Samples.of(folder, "cube.stl"), "Send the file");
        desk.getByLabel("PLA, black").check();
        changing(desk, () -> desk.getByLabel("Rough and quick").check());
        follow(desk, "To the whole order");
        desk.getByText("OK to print?").waitFor();
        assertEquals(3, desk.locator(".basket > li").count());
    }

    private static void addTo(Page desk, String what) {
        if (desk.getByRole(AriaRole.LINK, named("To the whole order")).count() > 0) follow(desk, "To the whole order");
        follow(desk, "Add something else");
        follow(desk, what);
    }

    private static void send(Page customer, Path file, String button) {
        customer.setInputFiles("#file", file);
        press(customer, button);
        customer.waitForURL("**/o/**");
        customer.locator("#price-part").waitFor();
    }

    /// The price follows what is chosen.
    private static void changing(Page customer, Runnable choice) {
        customer.waitForResponse(answer -> answer.url().endsWith("/choices"), choice);
        PlaywrightAssertions.assertThat(customer.locator(".htmx-request")).hasCount(0, PATIENTLY);
    }

    private static String approve(Page desk) {
        desk.getByText("before we start, and the rest").waitFor();
        desk.getByLabel("Your name").fill("Ida B.");
        desk.getByLabel("E-mail").fill("ida@example.org");
        Browser.picture(desk, "road-order");
        desk.locator("input[name=ok]").check();
        press(desk, "OK to print");
        desk.getByText("before we start.").waitFor();
        return desk.locator("h1.code").textContent().strip();
    }

    /// Nothing can be started before; the customer's page changes by itself.
    private static void payDeposit(Page worker, String shop, String code, Page phone) {
        phone.getByText("It is your turn.").waitFor();
        Browser.picture(phone, "road-to-pay");
        worker.navigate(shop + "/work");
        var unpaid = cards(worker, code).getByText("It waits for payment").count();
        assertTrue(unpaid >= 3, unpaid + " jobs wait for payment");
        worker.navigate(shop + "/work/orders?code=" + code);
        var waits = worker.locator(".wants").getByText("It waits for payment.").locator("..");
        var needed = AMOUNT.matcher(waits.textContent());
        assertTrue(needed.find(), waits.textContent());
        worker.getByLabel("Amount").fill(needed.group(1));
        press(worker, "Take payment");
        phone.getByText("It is our turn.").waitFor();
        phone.getByText("Paid so far").waitFor();
    }

    private static void writeBothWays(Page worker, String shop, String code, Page phone) {
        follow(phone, "Write to us");
        phone.getByLabel("Your message").fill("Could the booklets lie on top?");
        press(phone, "Send");
        phone.getByText("Could the booklets lie on top?").waitFor();
        worker.navigate(shop + "/work");
        worker.locator(".desk").getByText(code).click();
        worker.getByText("Could the booklets lie on top?").waitFor();
        worker.getByLabel("Answer").fill("Yes, we pack them last.");
        press(worker, "Send");
        phone.getByText("Yes, we pack them last.").waitFor();
        Browser.picture(phone, "road-talk");
        follow(phone, "Back to your order");
    }

    /// Printing, and then each step after it: on a machine, or by hand.
    private static void makePaper(Page worker, String shop, String code) {
        for (var name : new String[] {"flyer.pdf", "zine.pdf"}) {
            worker.navigate(shop + "/work");
            var cards = card(worker, code, name);
            for (int left = cards.count(); left > 0; left--) {
                var byHand = button(cards, "Done by hand: count these");
                if (byHand.count() == 0) {
                    start(cards.first());
                    button(cards, "Done: count these").first().click();
                } else byHand.first().click();
                PlaywrightAssertions.assertThat(cards).hasCount(left - 1, PATIENTLY);
            }
        }
    }

    private static void printPart(Page worker, String shop, String code, Page phone) {
        worker.navigate(shop + "/work");
        var card = card(worker, code, "cube.stl");
        start(card);
        phone.getByText("This copy is").waitFor();
        Browser.picture(phone, "road-follow");
        var good = card.getByText("Good", new Locator.GetByTextOptions().setExact(true));
        good.click();
        phone.getByText("It is your turn.").waitFor();
        phone.getByText("Pick it up").first().waitFor();
        Browser.picture(phone, "road-ready");
    }

    private static void payAndCollect(Page worker, String shop, String code, Page phone) {
        worker.navigate(shop + "/work/orders?code=" + code);
        press(worker, "Take payment");
        phone.getByText("All is paid.").waitFor();
        press(worker, "Handed over");
        phone.getByText("It is yours.").waitFor();
        follow(worker, "Receipts, invoice");
        press(worker, "Write the invoice");
        worker.getByText("The invoice is I-").waitFor();
    }

    private static void invoice(Page phone) throws IOException {
        phone.reload();
        Browser.picture(phone, "road-collected");
        var link = phone.getByRole(AriaRole.LINK, named("Invoice I-"));
        var pdf = phone.request().get(link.evaluate("one => one.href").toString());
        assertEquals(200, pdf.status());
        assertEquals("application/pdf", pdf.headers().get("content-type"));
        try (var document = Loader.loadPDF(pdf.body())) {
            var words = new PDFTextStripper().getText(document);
            assertTrue(words.contains("zine.pdf: Printing"), words);
            var picture = new PDFRenderer(document).renderImageWithDPI(0, READABLE_DPI);
            ImageIO.write(
                    picture,
                    "png",
                    Path.of("target", "pages", "road-invoice.png").toFile());
        }
    }

    /// Nothing is wider than a phone while the page is looked at by another browser, as scripts look for barriers.
    private static void look(Page looker, Page customer, String name) {
        looker.navigate(customer.url());
        assertEquals("es", looker.locator("html").getAttribute("lang"));
        var tooWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assertEquals(false, looker.evaluate(tooWide), name + " is too wide for a phone");
        Browser.picture(looker, name);
    }

    private void cancel(Page customer, Page looker, String shop) throws IOException {
        customer.navigate(shop + "/");
        look(looker, customer, "road-es-front");
        follow(customer, "volante");
        look(looker, customer, "road-es-file");
        send(customer, Samples.of(folder, "flyer.pdf"), "Enviar el archivo");
        customer.getByLabel("Cantidad").fill("50");
        press(customer, "Ver el precio");
        look(looker, customer, "road-es-order");
        customer.getByLabel("Su nombre").fill("Íñigo Muñoz");
        customer.getByLabel("Correo electrónico").fill("inigo@example.org");
        customer.locator("input[name=ok]").check();
        press(customer, "Aprobar e imprimir");
        assertTrue(customer.getByText("Nos toca a nosotros.").isVisible());
        look(looker, customer, "road-es-track");
        follow(customer, "Cancelar este pedido");
        look(looker, customer, "road-es-cancel");
        press(customer, "Sí, cancelar mi pedido");
        assertTrue(customer.getByText("Este pedido terminó.").isVisible());
        look(looker, customer, "road-es-cancelled");
    }

    private static void acceptAPersonsPrice(Page customer, Page looker, Page worker, String shop) {
        customer.navigate(shop + "/");
        follow(customer, "Otra cosa");
        look(looker, customer, "road-es-ask");
        customer.getByLabel("¿Qué necesita?").fill("Un letrero de madera para la puerta.\nQue diga «Abierto».");
        customer.getByLabel("Medidas").fill("30 por 20 cm");
        customer.getByLabel("Su nombre").fill("Ana Ruiz");
        customer.getByLabel("Teléfono").fill("601 555 0100");
        press(customer, "Preguntar");
        assertTrue(customer.getByText("Nos toca a nosotros.").isVisible());
        var code = customer.locator("h1.code").textContent().strip();
        namePrice(worker, shop, code);
        customer.reload();
        assertTrue(customer.getByText("Le toca a usted.").isVisible());
        assertTrue(customer.getByText("Pintado a mano").isVisible());
        look(looker, customer, "road-es-offered");
        customer.locator("input[name=ok]").check();
        press(customer, "Aprobar y hacerlo");
        assertTrue(customer.locator("ol.track").isVisible());
        look(looker, customer, "road-es-accepted");
    }

    private static void namePrice(Page worker, String shop, String code) {
        worker.navigate(shop + "/work/quotes");
        follow(worker, code);
        worker.locator("#words1").fill("Pintado a mano");
        worker.locator("#amount1").fill("35.00");
        press(worker, "Offer this price");
        worker.getByText("sees the price now").waitFor();
    }

    /// Starts a job, on a machine that is said to be free where nobody has said so yet.
    private static void start(Locator card) {
        var start = button(card, "Start on");
        var free = button(card, "Yes, it is");
        start.or(free).first().waitFor();
        if (start.count() == 0) free.first().click();
        start.first().click();
    }

    private static Locator cards(Page worker, String code) {
        return worker.locator("li.ticket", new Page.LocatorOptions().setHasText(code));
    }

    private static Locator card(Page worker, String code, String file) {
        return cards(worker, code).filter(new Locator.FilterOptions().setHasText(file));
    }

    private static Locator button(Locator part, String words) {
        return part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words));
    }

    private static void follow(Page page, String words) {
        page.getByRole(AriaRole.LINK, named(words)).first().click();
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, named(words)).first().click();
    }

    private static GetByRoleOptions named(String words) {
        return new GetByRoleOptions().setName(words);
    }
}
