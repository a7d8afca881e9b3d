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

/// A customer whose browser asks for Spanish, and one who chooses it without scripts.
class SpanishIT {
    @TempDir
    private Path folder;

    @Test
    void leadsAllTheWay() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            orderAPart(browser.person(true, "es-US"), shop);
            orderCopies(browser.person(true, "es-MX"), shop);
            chooses(browser.person(false, "en-US"), shop);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private void orderAPart(Page customer, String shop) throws IOException {
        customer.navigate(shop + "/");
        look(customer, "front");
        customer.getByRole(AriaRole.LINK, named("Pieza en 3D")).click();
        look(customer, "order-file");
        customer.setInputFiles("#file", sample("cube.stl"));
        press(customer, "Enviar el archivo");
        customer.waitForURL("**/o/*");
        customer.getByText("¿Lo imprimimos?").waitFor();
        look(customer, "order-price");
        approve(customer);
        look(customer, "order-track");
    }

    private void orderCopies(Page customer, String shop) throws IOException {
        customer.navigate(shop + "/order/paper");
        customer.setInputFiles("#file", sample("flyer.pdf"));
        press(customer, "Enviar el archivo");
        customer.waitForURL("**/o/*");
        customer.locator("#shown img").first().waitFor();
        look(customer, "order-paper");
        press(customer, "Ver el precio");
        customer.getByText("¿Lo imprimimos?").waitFor();
        look(customer, "order-paper-price");
        customer.getByText("Prefiero preguntarle a una persona").click();
        customer.getByLabel("Su nombre").fill("Ida B.");
        customer.getByLabel("Teléfono").fill("601 555 0100");
        press(customer, "Preguntarle a una persona");
        customer.locator("h1.code").waitFor();
        look(customer, "order-offer");
        customer.navigate(shop + "/nada");
        look(customer, "error");
    }

    private static void approve(Page customer) {
        customer.getByLabel("Su nombre").fill("Ida B.");
        customer.getByLabel("Correo electrónico").fill("ida@example.org");
        customer.locator("input[name=ok]").check();
        press(customer, "Aprobar e imprimir");
        customer.locator("h1.code").waitFor();
    }

    /// Every page, and the way back, by buttons alone.
    private static void chooses(Page customer, String shop) {
        customer.navigate(shop + "/order/part");
        press(customer, "Español");
        assertEquals(shop + "/order/part", customer.url());
        assertEquals("es", customer.locator("html").getAttribute("lang"));
        customer.navigate(shop + "/");
        assertTrue(customer.getByText("Envíe un archivo").isVisible());
        press(customer, "English");
        assertEquals("en", customer.locator("html").getAttribute("lang"));
    }

    /// Nothing is wider than a phone, and nothing keeps people from using it.
    private static void look(Page page, String name) {
        assertEquals("es", page.locator("html").getAttribute("lang"));
        var tooWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assertEquals(false, page.evaluate(tooWide), name + " is too wide for a phone");
        Browser.picture(page, "es-" + name);
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, named(words)).first().click();
    }

    private static GetByRoleOptions named(String words) {
        return new GetByRoleOptions().setName(words);
    }

    private Path sample(String name) throws IOException {
        var path = folder.resolve(name);
        try (var in = requireNonNull(SpanishIT.class.getResourceAsStream("/samples/" + name))) {
            Files.write(path, in.readAllBytes());
        }
        return path;
    }
}
