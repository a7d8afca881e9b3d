package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.database.Scratch;
import platen.people.Role;

class SignInPagesTest {
    private static final Map<String, String> ANN =
            Map.of("name", "Ann", "email", "ann@example.org", "password", "twelve lead letters");

    private final Site site = new Site();

    SignInPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void leadsFromTheSetUpLinkThroughTheFirstAccountToTheGuide() throws Exception {
        var link = "/link/" + site.accounts.setUpLink().orElseThrow();
        assertTrue(site.get(link).body().contains("Nobody has an account here yet"));
        assertTrue(site.get(link).body().contains("Make my account"), "looking does not use it up");

        var opened = site.post(link, ANN);
        assertEquals(303, opened.statusCode());
        assertEquals("/guide", place(opened));
        var guide = site.get("/guide", "Cookie", session(opened).orElseThrow());
        assertEquals(200, guide.statusCode());
        assertTrue(guide.body().contains("Setting up"), guide.body());
        assertEquals(410, site.get(link).statusCode());
        assertEquals(410, site.post(link, ANN).statusCode());
    }

    @Test
    void keepsWhatWasWrittenAndSaysAtTheFieldWhatIsWrong() throws Exception {
        var link = "/link/" + site.accounts.setUpLink().orElseThrow();
        var again = site.post(link, Map.of("name", "Ann <b>", "email", "nowhere", "password", "short"));
        assertEquals(422, again.statusCode());
        assertTrue(again.body().contains("value=\"Ann &lt;b&gt;\""), again.body());
        assertTrue(again.body().contains("aria-describedby=\"email-error\""), again.body());
        assertTrue(again.body().contains("Use at least 12 characters"), again.body());
        assertFalse(again.body().contains("short\""), "a password is never sent back");
    }

    @Test
    void signsInWithThePasswordAndGoesOnWhereOneWantedTo() throws Exception {
        site.post("/link/" + site.accounts.setUpLink().orElseThrow(), ANN);
        var closed = site.get("/work/people");
        assertEquals("/sign-in?next=%2Fwork%2Fpeople", place(closed));
        assertTrue(site.get(place(closed)).body().contains("value=\"/work/people\""));

        var in = site.post(
                "/sign-in",
                Map.of("email", "ann@example.org", "password", "twelve lead letters", "next", "/work/people"));
        assertEquals("/work/people", place(in));
        var cookie = session(in).orElseThrow();
        assertTrue(site.get("/work/people", "Cookie", cookie).body().contains("ann@example.org"));

        site.post("/sign-out", Map.of(), "Cookie", cookie);
        assertEquals(303, site.get("/work/people", "Cookie", cookie).statusCode());
    }

    @Test
    void neverLeadsToAnotherSite() throws Exception {
        site.post("/link/" + site.accounts.setUpLink().orElseThrow(), ANN);
        for (var next : new String[] {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"}) {
            var in = site.post(
                    "/sign-in", Map.of("email", "ann@example.org", "password", "twelve lead letters", "next", next));
            assertEquals("/work/today", place(in), next);
        }
    }

    @Test
    void saysHowLongToWaitAfterTooManyWrongPasswords() throws Exception {
        site.person("bob", Role.WORKER);
        var wrong = Map.of("email", "bob@example.org", "password", "guess");
        HttpResponse<String> answer = site.post("/sign-in", wrong);
        assertEquals(422, answer.statusCode());
        for (int i = 0; i < 8; i++) answer = site.post("/sign-in", wrong);
        assertEquals(429, answer.statusCode());
        assertTrue(answer.body().contains("Try again in 15 min."), answer.body());
        assertEquals("901", answer.headers().firstValue("Retry-After").orElseThrow());
    }

    @Test
    void signsInByALinkOnlyWhenTheButtonIsPressed() throws Exception {
        var link = "/link/"
                + site.accounts.signInLink(site.person("bob", Role.WORKER).id());
        assertTrue(session(site.get(link)).isEmpty());
        assertTrue(session(site.post(link, Map.of())).isPresent());
        assertTrue(session(site.post(link, Map.of())).isEmpty());
    }

    @Test
    void hidesTheSessionFromScriptsAndOtherSites() throws Exception {
        var link = "/link/"
                + site.accounts.signInLink(site.person("bob", Role.WORKER).id());
        var cookie = rawCookie(site.post(link, Map.of()));
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), cookie);
        assertFalse(cookie.contains("Secure"), "a browser would not send it over plain HTTP");
    }

    @Test
    void sendsTheCookieOnlyOverTlsWhereThereIsTls() throws Exception {
        var spool = Scratch.folder();
        var behindTls = new Listening("127.0.0.1", 0, URI.create("https://shop.example/"), false, spool, null);
        try (var safe = new Site(behindTls)) {
            var link = "/link/"
                    + safe.accounts.signInLink(safe.person("bob", Role.WORKER).id());
            var answer = safe.post(link, Map.of(), "Origin", "https://shop.example");
            assertTrue(rawCookie(answer).contains("Secure"));
            assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
        }
    }

    static Optional<String> session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platen=") && !cookie.startsWith("platen=;"))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst();
    }

    private static String rawCookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platen="))
                .findFirst()
                .orElseThrow();
    }

    static String place(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
