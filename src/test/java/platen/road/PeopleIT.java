package platen.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.people.Telephone;

/// Those who work here, in a real browser: an invitation, a second step of signing in, a tablet at a machine with PINs,
/// and the log of it all.
class PeopleIT {
    private static final String PASSWORD = "twelve lead letters";

    @TempDir
    private Path folder;

    @Test
    void signsInWithATelephoneAndComesToATabletByPin() throws Exception {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var browser = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var coordinator = browser.person(true);
            coordinator.navigate(demo.says("works once\\): +(\\S+)\\n"));
            coordinator.locator("main button").first().click();
            coordinator.waitForURL("**/work/today");
            var ida = browser.person(true);
            join(coordinator, ida, shop);
            var spare = turnOnSecondStep(ida, shop);
            setPin(ida, shop);
            usePasskey(ida, shop.replace("127.0.0.1", "localhost"), spare);
            look(coordinator, shop);
            connect(coordinator, shop);
            useTablet(coordinator, shop);
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private static void join(Page coordinator, Page ida, String shop) {
        coordinator.navigate(shop + "/work/people");
        press(coordinator, "Make a link");
        Browser.picture(coordinator, "people");
        ida.navigate(coordinator.getByLabel("Link for the new colleague").inputValue());
        ida.getByLabel("Your name").fill("Ida");
        ida.getByLabel("E-mail").fill("ida@example.org");
        ida.getByLabel("Password").fill(PASSWORD);
        press(ida, "Make my account");
        ida.waitForURL("**/work/today");
    }

    /// Returns a recovery code that was not used.
    private static String turnOnSecondStep(Page ida, String shop) {
        ida.navigate(shop + "/work/me");
        ida.getByText("Turn on a second step").click();
        Browser.picture(ida, "second-step");
        var telephone = new Telephone(ida.locator(".secret").innerText(), InstantSource.system());
        ida.getByLabel("Code of six digits").fill(telephone.shows());
        press(ida, "Turn it on");
        ida.getByText("I have kept them").waitFor();
        Browser.picture(ida, "recovery-codes");
        var kept = ida.locator(".codes li").first().innerText();
        var spare = ida.locator(".codes li").last().innerText();
        press(ida, "Sign out");
        ida.getByLabel("E-mail").fill("ida@example.org");
        ida.getByLabel("Password").fill(PASSWORD);
        press(ida, "Sign in");
        ida.getByLabel("Code").fill("000000");
        press(ida, "Sign in");
        ida.getByText("not the code of now").waitFor();
        Browser.picture(ida, "sign-in-code");
        ida.getByLabel("Code").fill(kept);
        press(ida, "Sign in");
        ida.waitForURL("**/work/today");
        return spare;
    }

    private static void setPin(Page ida, String shop) {
        ida.navigate(shop + "/work/me");
        ida.getByText("9 of ten recovery codes").waitFor();
        ida.getByLabel("PIN", new Page.GetByLabelOptions().setExact(true)).fill("4711");
        press(ida, "Set it");
        ida.getByText("You have one.").waitFor();
        Browser.picture(ida, "me");
    }

    /// A device of Chromium's own, in software, whose holder always says yes. Passkeys are made for names, not for
    /// numbers.
    private static void usePasskey(Page ida, String shop, String code) {
        ida.navigate(shop + "/sign-in?next=/work/me");
        ida.getByLabel("E-mail").fill("ida@example.org");
        ida.getByLabel("Password").fill(PASSWORD);
        press(ida, "Sign in");
        ida.getByLabel("Code").fill(code);
        press(ida, "Sign in");
        ida.waitForURL("**/work/me");
        var devices = ida.context().newCDPSession(ida);
        devices.send("WebAuthn.enable");
        devices.send(
                "WebAuthn.addVirtualAuthenticator", JsonParser.parseString("""
                {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
                 "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true}}
                """).getAsJsonObject());
        ida.getByLabel("Its name").fill("Ida’s telephone");
        press(ida, "Add a passkey");
        ida.getByText("The passkey was added.").waitFor();
        Browser.picture(ida, "passkey");
        press(ida, "Sign out");
        press(ida, "Sign in with a passkey");
        ida.waitForURL("**/work/today");
        ida.navigate(shop + "/work/me");
        ida.getByText("Ida’s telephone").waitFor();
    }

    private static void look(Page coordinator, String shop) {
        coordinator.navigate(shop + "/work/people");
        coordinator.getByText("Ida", new Page.GetByTextOptions().setExact(true)).click();
        coordinator.getByText("The second step is on.").waitFor();
        Browser.picture(coordinator, "person");
        coordinator.navigate(shop + "/work/log");
        coordinator.getByLabel("Words").fill("second step");
        press(coordinator, "Look");
        coordinator.getByText("turned on the second step").waitFor();
        coordinator.navigate(shop + "/work/log");
        Browser.picture(coordinator, "log");
    }

    private static void connect(Page coordinator, String shop) {
        coordinator.navigate(shop + "/work/hooks");
        coordinator.getByLabel("Its address").fill("http://127.0.0.1:9/told");
        coordinator
                .getByLabel("Jobs", new Page.GetByLabelOptions().setExact(true))
                .check();
        press(coordinator, "Add it");
        coordinator.getByLabel("The new secret").waitFor();
        Browser.picture(coordinator, "hooks");
        coordinator.getByText("http://127.0.0.1:9/told").click();
        press(coordinator, "Send a test");
        coordinator.getByText("leads to this computer").waitFor();
        Browser.picture(coordinator, "hook");
        coordinator.navigate(shop + "/work/api");
        coordinator.getByText("Start it on a machine").click();
        Browser.picture(coordinator, "api");
    }

    /// The coordinator's own device becomes the tablet.
    private static void useTablet(Page tablet, String shop) {
        tablet.navigate(shop + "/work/stations");
        tablet.getByLabel("Name of its place").fill("At the printers");
        Browser.picture(tablet, "stations");
        press(tablet, "Make it one");
        tablet.getByText("Who are you?").waitFor();
        Browser.picture(tablet, "station");
        tablet.getByText("Ida", new Page.GetByTextOptions().setExact(true)).click();
        tablet.getByLabel("Your PIN").fill("1111");
        press(tablet, "That is me");
        tablet.getByText("This is not the PIN of Ida.").waitFor();
        Browser.picture(tablet, "station-pin");
        tablet.getByLabel("Your PIN").fill("4711");
        press(tablet, "That is me");
        tablet.waitForURL("**/work");
        assertTrue(tablet.locator(".at-station").innerText().contains("Ida"));
        Browser.picture(tablet, "at-station");
        press(tablet, "Somebody else");
        tablet.getByText("Who are you?").waitFor();
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }
}
