package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.gcode.ProgramDigest;
import platen.host.HostProcess;

/// The first day of a shop, in a real browser: from an empty folder to open doors.
class FirstRunIT {
    private static final String EMAIL = "rosa@example.org";
    private static final String PASSWORD = "seven bold condensed letters";
    /// The test move, and the heaters turned off.
    private static final String DONE_BY_HAND = "G91\nG1 Z5 F300\nG1 Z-5 F300\nG90\nM104 S0\nM140 S0\n";

    @TempDir
    private Path folder;

    @Test
    void leadsFromAnEmptyFolderToOpenDoors() throws Exception {
        var link = folder.resolve("printer");
        var report = folder.resolve("report.json");
        var data = folder.resolve("data");
        try (var virtual = PlatenProcess.start(
                        folder, "virtual", "--link", "" + link, "--speed", "50", "--report", "" + report);
                var serve = PlatenProcess.start(folder, "serve", "--data", "" + data, "--port", "0");
                var browser = new Browser()) {
            var shop = serve.says("Platen is at (\\S+)/\\n");
            var setUp = serve.says("(http\\S+/link/\\S+)\\n");
            PlatenProcess.until("a tty of the virtual printer", () -> Files.exists(link));
            var rosa = browser.person(true);
            var customer = browser.person(true);

            makeTheFirstAccount(rosa, setUp);
            describeTheShop(rosa);
            chooseProducts(rosa);
            publishPrices(rosa, customer, shop);
            addThePrinter(rosa, link);
            finish(rosa, shop);
            signOutAndIn(rosa, shop, setUp);
            comeIn(customer, shop);

            assertEquals(PlatenProcess.TERMINATED, serve.end(), serve.output());
            assertTrue(serve.output().contains("the printer host waits for the next one"), serve.output());
            endTheHost(data.resolve("host"));
            virtual.end();
            var done = ProgramDigest.of(Files.writeString(folder.resolve("by-hand.gcode"), DONE_BY_HAND));
            var did = Files.readString(report);
            assertTrue(did.contains(done.digest().hex()), "it did what it was asked to, once and in order: " + did);
        } finally {
            endTheHost(data.resolve("host"));
        }
    }

    private static void makeTheFirstAccount(Page rosa, String setUp) {
        rosa.navigate(setUp);
        Browser.picture(rosa, "first-account");
        rosa.getByLabel("Your name").fill("Rosa P.");
        rosa.getByLabel("E-mail").fill(EMAIL);
        rosa.getByLabel("Password").fill(PASSWORD);
        press(rosa, "Make my account");
        rosa.waitForURL("**/guide");
        Browser.picture(rosa, "guide");
    }

    private void describeTheShop(Page rosa) throws IOException {
        follow(rosa, "Fill in");
        Browser.picture(rosa, "guide-shop");
        rosa.getByLabel("Name of the shop").fill("La Rosa Impresa");
        rosa.getByLabel("Address").fill("Calle del Tipo 7\n28004 Madrid");
        rosa.getByLabel("E-mail").fill("hola@example.org");
        for (var day : new String[] {"Monday", "Tuesday", "Wednesday", "Thursday"})
            rosa.getByLabel(day).fill("9:30-13:30, 16-19:30");
        rosa.getByLabel("Friday").fill("half past nine");
        rosa.getByLabel("Currency").selectOption("EUR");
        rosa.getByLabel("Time zone").selectOption("Europe/Madrid");
        rosa.getByLabel("Name of the tax").fill("IVA");
        rosa.getByLabel("Tax rate in percent").fill("21 %");
        rosa.getByLabel("millimetres").check();
        rosa.getByLabel("A4 and A3").check();
        rosa.setInputFiles("#logo", Files.writeString(folder.resolve("logo.png"), "<svg onload='alert(1)'/>"));
        press(rosa, "Save and go on");
        rosa.getByText("This is no picture that we can show.").waitFor();
        assertEquals("EUR", rosa.getByLabel("Currency").inputValue(), "the rest of the form is kept");
        Browser.picture(rosa, "guide-shop-wrong");
        rosa.getByLabel("Friday").fill("9:30-13:30");
        rosa.setInputFiles("#logo", logo());
        press(rosa, "Save and go on");
        rosa.waitForURL("**/guide");
    }

    private static void chooseProducts(Page rosa) {
        follow(rosa, "Choose");
        rosa.getByLabel("3D parts").check();
        rosa.getByLabel("Prints on paper").check();
        Browser.picture(rosa, "guide-products");
        press(rosa, "Save and go on");
        rosa.waitForURL("**/guide");
        Browser.picture(rosa, "guide-half");
    }

    private static void publishPrices(Page rosa, Page customer, String shop) {
        follow(rosa, "Look at the prices");
        rosa.getByText("These are examples").waitFor();
        assertEquals(
                "A4",
                rosa.locator("input[name='papers.0.sheet']").inputValue(),
                "paper of the family that the shop has");
        Browser.picture(rosa, "prices-examples");

        customer.navigate(shop + "/");
        assertTrue(customer.getByText("not taking orders on the web yet").isVisible());
        assertEquals(0, customer.locator("a.door").count(), "nobody is shown an example");
        customer.navigate(shop + "/order/part");
        assertEquals(shop + "/", customer.url(), "nor can anybody order at one");
        Browser.picture(customer, "front-closed");

        press(rosa, "See what this changes");
        rosa.getByText("No order was approved in the last 31 days.").waitFor();
        Browser.picture(rosa, "prices-effect");
        rosa.getByLabel("What was decided, and why").fill("Our first prices.");
        press(rosa, "Publish these prices");
        rosa.getByText("These prices are in force now.").waitFor();
        Browser.picture(rosa, "prices");
        customer.reload();
        assertEquals(3, customer.locator("a.door").count(), "a part, prints on paper, something else");
    }

    private static void addThePrinter(Page rosa, Path link) {
        follow(rosa, "Setting up");
        follow(rosa, "Add a printer");
        Browser.picture(rosa, "machine-new");
        rosa.getByLabel("Name").fill("Clara");
        rosa.getByLabel("Model").selectOption("virtual");
        rosa.getByLabel("Another port").check();
        rosa.getByLabel("Path of the port").fill("printer");
        press(rosa, "Add it");
        rosa.getByText("Enter the whole path of the port").waitFor();
        Browser.picture(rosa, "machine-new-wrong");
        rosa.getByLabel("Path of the port").fill(link.toString());
        press(rosa, "Add it");
        rosa.getByText("Clara is on the register.").waitFor();

        follow(rosa, "Setting up");
        follow(rosa, "Let it make the test move");
        press(rosa, "Small test move");
        log(rosa, "Asked for a small test move");
        // Wishes are heard in their order: when the heaters are off, the move was made.
        press(rosa, "Turn the heaters off");
        log(rosa, "The heaters are off: the machine has confirmed it");
        press(rosa, "Yes, it is empty");
        rosa.getByText("Free", new Page.GetByTextOptions().setExact(true)).waitFor();
        Browser.picture(rosa, "machine");
    }

    private static void finish(Page rosa, String shop) {
        rosa.navigate(shop + "/guide");
        assertEquals(4, rosa.locator("li.is-done").count());
        Browser.picture(rosa, "guide-done");
        rosa.navigate(shop + "/work/shop");
        rosa.getByText("Take the logo away").waitFor();
        Browser.picture(rosa, "shop");
        rosa.navigate(shop + "/work/people");
        press(rosa, "Make a link");
        Browser.picture(rosa, "people");
        rosa.navigate(shop + "/work");
        assertFalse(rosa.getByText("Go on with the guide").isVisible());
        rosa.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        rosa.navigate(shop + "/work/people");
        Browser.picture(rosa, "people-dark");
        rosa.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void signOutAndIn(Page rosa, String shop, String setUp) {
        press(rosa, "Sign out");
        rosa.waitForURL("**/sign-in");
        rosa.getByText("You are signed out.").waitFor();
        rosa.navigate(setUp);
        rosa.getByText("This link is used up").first().waitFor();
        Browser.picture(rosa, "link-used");
        rosa.navigate(shop + "/work");
        rosa.waitForURL("**/sign-in?next=*");
        rosa.getByLabel("E-mail").fill(EMAIL);
        rosa.getByLabel("Password").fill("my first guess");
        press(rosa, "Sign in");
        rosa.getByText("No account has this e-mail address").waitFor();
        Browser.picture(rosa, "sign-in");
        rosa.getByLabel("Password").fill(PASSWORD);
        press(rosa, "Sign in");
        rosa.waitForURL("**/work");
        rosa.getByText("Good to see you, Rosa P.").waitFor();
    }

    private static void comeIn(Page customer, String shop) {
        customer.navigate(shop + "/");
        assertEquals(
                120, customer.locator(".masthead img").evaluate("logo => logo.naturalHeight"), "the logo is shown");
        assertTrue(customer.getByText("Calle del Tipo 7").isVisible());
        Browser.picture(customer, "front-open");
        customer.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Browser.picture(customer, "front-open-dark");
    }

    private static void log(Page rosa, String what) {
        rosa.locator(".log").getByText(what).first().waitFor();
    }

    private static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(words))
                .first()
                .click();
    }

    private static void follow(Page page, String words) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(words))
                .first()
                .click();
    }

    /// A rose, or nearly.
    private Path logo() throws IOException {
        var picture = new BufferedImage(180, 120, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int petal = 0; petal < 4; petal++) {
            pen.setColor(petal % 2 == 0 ? new Color(0x8a1538) : new Color(0xd94f70));
            pen.fillOval(40 + petal * 12, 10 + petal * 12, 100 - petal * 24, 100 - petal * 24);
        }
        pen.dispose();
        var file = folder.resolve("rose.png");
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    /// It outlives its server, as it shall in a shop; not this test.
    private static void endTheHost(Path folder)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        if (!HostProcess.isRunning(folder)) return;
        var pid = Long.parseLong(Files.readString(folder.resolve("host.pid")).strip());
        var host = ProcessHandle.of(pid).orElseThrow();
        host.destroy();
        host.onExit().get(2, TimeUnit.MINUTES);
        assertFalse(HostProcess.isRunning(folder));
    }
}
