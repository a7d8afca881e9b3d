package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.people.Pins;
import platen.people.Role;
import platen.people.Telephone;

class OwnPagesTest {
    private static final Pattern SECRET = Pattern.compile("secret\">([A-Z2-7 ]+)<");
    private static final Pattern HALF = Pattern.compile("name=\"half\" value=\"([^\"]+)\"");
    private static final Pattern RECOVERY = Pattern.compile("<li class=\"number\">([^<]+)<");
    private static final Map<String, String> PASSWORD =
            Map.of("email", "ann@example.org", "password", "twelve lead letters", "next", "/work/people");

    private final Site site = new Site();

    OwnPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void signsInWithAPasswordAndATelephone() throws Exception {
        var cookie = ann();
        var page = site.get("/work/me/second-step", "Cookie", cookie).body();
        var telephone = new Telephone(found(SECRET, page), site.clock);
        var square = site.get("/work/me/second-step/code.svg", "Cookie", cookie);
        assertEquals(
                "image/svg+xml", square.headers().firstValue("Content-Type").orElseThrow());
        var wrong = site.post("/work/me/second-step", Map.of("code", "12345"), "Cookie", cookie);
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("not the code of now"), wrong.body());
        var codes = site.post("/work/me/second-step", Map.of("code", telephone.shows()), "Cookie", cookie)
                .body();
        assertFalse(site.get("/work/me/second-step", "Cookie", cookie).body().contains(found(RECOVERY, codes)));

        site.clock.pass(Duration.ofMinutes(1));
        var asked = site.post("/sign-in", PASSWORD);
        assertTrue(SignInPagesTest.session(asked).isEmpty(), "the password alone signs nobody in");
        var half = found(HALF, asked.body());
        var again = site.post("/sign-in/code", Map.of("half", half, "code", "000000", "next", "/work/people"));
        assertEquals(422, again.statusCode());
        assertTrue(again.body().contains(half), "one can try again");
        var in = site.post("/sign-in/code", Map.of("half", half, "code", telephone.shows(), "next", "/work/people"));
        assertEquals("/work/people", SignInPagesTest.place(in));
        assertTrue(SignInPagesTest.session(in).isPresent());
        var late = site.post("/sign-in/code", Map.of("half", half, "code", found(RECOVERY, codes)));
        assertEquals("/sign-in", SignInPagesTest.place(late));
    }

    @Test
    void setsAnotherPasswordWithTheOneThatOneHas() throws Exception {
        var here = ann();
        var elsewhere = signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        var wrong = Map.of("current", "not this one", "password", "nine paper lanterns");
        var refused = site.post("/work/me/password", wrong, "Cookie", here);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("id=\"current-error\""), refused.body());
        assertFalse(refused.body().contains("lanterns"), "a password is never sent back");
        var right = Map.of("current", "twelve lead letters", "password", "nine paper lanterns");
        assertEquals("/work/me", SignInPagesTest.place(site.post("/work/me/password", right, "Cookie", here)));
        assertEquals(200, site.get("/work", "Cookie", here).statusCode());
        assertEquals(303, site.get("/work", "Cookie", elsewhere).statusCode(), "it ended");
        var in = site.post("/sign-in", Map.of("email", "ann@example.org", "password", "nine paper lanterns"));
        assertTrue(SignInPagesTest.session(in).isPresent());
    }

    /// At a browser that was left open, nobody makes themselves a way back in.
    @Test
    void makesNoNewWayInLongAfterSigningIn() throws Exception {
        var cookie = ann();
        var person = site.accounts.present().getFirst();
        var pins = new Pins(site.database, site.clock);
        site.clock.pass(Duration.ofMinutes(16));
        site.post("/work/me/pin", Map.of("pin", "4711"), "Cookie", cookie);
        assertFalse(pins.isSet(person.id()));
        var told = site.post("/work/me/passkeys", Map.of("answer", "{}"), "Cookie", cookie);
        assertEquals("/work/me", SignInPagesTest.place(told));
        var fresh = signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        site.post("/work/me/pin", Map.of("pin", "4711"), "Cookie", fresh);
        assertTrue(pins.isSet(person.id()));
    }

    @Test
    void endsASessionThatIsNotThisOne() throws Exception {
        var here = ann();
        var there = signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        var page = site.get("/work/me", "Cookie", here).body();
        assertTrue(page.contains("Firefox on Linux") && page.contains("From this computer"), page);
        assertEquals(1, page.split("End it", -1).length - 1, "the session in use is not offered");
        var end = page.substring(page.indexOf("/work/me/sessions/"));
        site.post(end.substring(0, end.indexOf('"')), Map.of(), "Cookie", here);
        assertEquals(303, site.get("/work", "Cookie", there).statusCode());
        assertEquals(200, site.get("/work", "Cookie", here).statusCode());
        signIn("");
        site.post("/work/me/sessions/end-others", Map.of(), "Cookie", here);
        assertFalse(site.get("/work/me", "Cookie", here).body().contains("End it"));
    }

    @Test
    void coordinatorsSignOthersOutAndTakeTheirSecondStepOff() throws Exception {
        var ann = ann();
        var bob = site.person("bob", Role.WORKER);
        var bobs = "platen=" + site.sessions.begin(bob).token();
        var page = site.get("/work/me/second-step", "Cookie", bobs).body();
        var shows = new Telephone(found(SECRET, page), site.clock).shows();
        site.post("/work/me/second-step", Map.of("code", shows), "Cookie", bobs);
        var place = "/work/people/" + bob.id().value();
        assertTrue(site.get(place, "Cookie", ann).body().contains("The telephone is lost"));
        site.post(place + "/second-step/off", Map.of(), "Cookie", ann);
        assertTrue(site.get(place, "Cookie", ann).body().contains("The telephone is lost"), "not without a tick");
        site.post(place + "/second-step/off", Map.of("looked", "yes"), "Cookie", ann);
        assertFalse(site.get(place, "Cookie", ann).body().contains("The telephone is lost"));
        site.post(place + "/sign-out", Map.of(), "Cookie", ann);
        assertEquals(303, site.get("/work", "Cookie", bobs).statusCode());
    }

    @Test
    void saysWhatToDoWhereTheShopDemandsTheSecondStep() throws Exception {
        var ann = ann();
        site.post("/work/people/rules", Map.of("factor", "yes"), "Cookie", ann);
        assertEquals(200, site.get("/work/prices", "Cookie", ann).statusCode(), "she would have shut herself out");
        var page = site.get("/work/me/second-step", "Cookie", ann).body();
        var shows = new Telephone(found(SECRET, page), site.clock).shows();
        site.post("/work/me/second-step", Map.of("code", shows), "Cookie", ann);
        site.post("/work/people/rules", Map.of("factor", "yes"), "Cookie", ann);
        var bob = site.cookieOf(Role.COORDINATOR);
        var refused = site.get("/work/prices", "Cookie", bob);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("second step"), refused.body());
        assertEquals(200, site.get("/work/orders", "Cookie", bob).statusCode());
        assertTrue(site.get("/work/me", "Cookie", bob).body().contains("asks those who coordinate"));
    }

    private String ann() throws IOException, InterruptedException {
        var made = site.post(
                "/link/" + site.accounts.setUpLink().orElseThrow(),
                Map.of("name", "Ann", "email", "ann@example.org", "password", "twelve lead letters"));
        return SignInPagesTest.session(made).orElseThrow();
    }

    private String signIn(String agent) throws IOException, InterruptedException {
        HttpResponse<String> in = site.post("/sign-in", PASSWORD, "User-Agent", agent);
        return SignInPagesTest.session(in).orElseThrow();
    }

    private static String found(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }
}
