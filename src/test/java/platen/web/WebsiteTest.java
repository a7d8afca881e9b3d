package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import platen.people.Role;
import platen.values.Json;

/// What holds for every page: who may, from where, how much, and what is said when something goes wrong.
class WebsiteTest {
    private static Site site;

    @BeforeAll
    static void open() throws IOException {
        site = new Site();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void doesNotStartWithARouteThatNamesNobody() {
        assertThrows(
                IllegalStateException.class,
                () -> Javalin.create(config -> {
                    config.events.handlerAdded(Website::demandAccess);
                    config.routes.get("/open-by-mistake", _ -> {});
                }));
    }

    @Test
    void letsNobodyOntoTheFloorWithoutAnAccount() throws Exception {
        for (var path : List.of("/work", "/work/orders", "/work/machines", "/work/prices", "/guide", "/work/live"))
            assertEquals("/sign-in?next=" + path.replace("/", "%2F"), SignInPagesTest.place(site.get(path)), path);
        for (var path : List.of("/work/shop", "/work/people/invite", "/work/jobs/1/start", "/work/machines/1/clear"))
            assertEquals(403, site.post(path, Map.of()).statusCode(), path);
    }

    @Test
    void keepsWhatCoordinatorsDoFromWorkers() throws Exception {
        var worker = site.cookieOf(Role.WORKER);
        assertEquals(200, site.get("/work", "Cookie", worker).statusCode());
        for (var path : List.of("/work/prices", "/guide", "/work/machines/new")) {
            var refused = site.get(path, "Cookie", worker);
            assertEquals(403, refused.statusCode(), path);
            assertTrue(refused.body().contains("not for your account"), refused.body());
        }
        assertEquals(
                403,
                site.post("/work/shop", Map.of("name", "Mine"), "Cookie", worker)
                        .statusCode());
        assertEquals("Our print shop", site.settings.shop().name());
    }

    @Test
    void takesASessionThatIsNoneForNobody() throws Exception {
        for (var cookie : List.of("platen=", "platen=AAAAAAAAAAAAAAAAAAAAAA", "platen=" + "x".repeat(3_000)))
            assertEquals(303, site.get("/work", "Cookie", cookie).statusCode());
    }

    @Test
    void refusesWhatAnotherSiteMadeABrowserSend() throws Exception {
        var form = Map.of("email", "ann@example.org", "password", "x");
        for (var strange : List.of("cross-site", "same-site"))
            assertEquals(
                    403, site.post("/sign-in", form, "Sec-Fetch-Site", strange).statusCode(), strange);
        for (var strange : List.of("https://evil.example", "null", "http://127.0.0.1:1", "nonsense"))
            assertEquals(403, site.post("/sign-in", form, "Origin", strange).statusCode(), strange);
        assertEquals(
                422,
                site.post("/sign-in", form, "Sec-Fetch-Site", "same-origin").statusCode());
        assertEquals(422, site.post("/sign-in", form, "Origin", site.url("")).statusCode());
    }

    @Test
    void tellsBrowsersWhatNotToDo() throws Exception {
        for (var path : List.of("/sign-in", "/nowhere")) {
            var headers = site.get(path).headers();
            var policy = headers.firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
            assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElseThrow());
            assertEquals("no-store", headers.firstValue("Cache-Control").orElseThrow());
            assertTrue(headers.firstValue("Server").isEmpty());
        }
    }

    @Test
    void writesNoStyleOrScriptIntoPages() throws Exception {
        var page = site.get("/work/machines", "Cookie", site.cookieOf(Role.COORDINATOR))
                .body();
        assertFalse(page.contains("style=") || page.contains("<style") || page.contains("onclick"), page);
        assertFalse(page.matches("(?s).*<script[^>]*>[^<].*"), page);
    }

    @Test
    void saysInPlainWordsThatSomethingIsNotThere() throws Exception {
        for (var path : List.of("/nowhere", "/o", "/work/nowhere", "/assets/x/passwd", "/templates/error.peb")) {
            var missing = site.get(path);
            assertEquals(404, missing.statusCode(), path);
            assertTrue(missing.body().contains("There is no such page"), missing.body());
            assertFalse(missing.body().contains("javalin"), missing.body());
        }
        var notSo = site.send(site.to("/sign-in").DELETE());
        assertEquals(405, notSo.statusCode());
    }

    @Test
    void tellsAProgramInOneLine() throws Exception {
        var missing = site.send(
                site.to("/nowhere").setHeader("Accept", "application/json").GET());
        assertEquals(
                "There is no such page. Perhaps the address is incomplete, or what was here is gone.\n",
                missing.body());
    }

    @Test
    void hidesTheInsideOfWhatBreaksAndNamesAReference() throws Exception {
        try (var broken = new Site()) {
            broken.database.close();
            var answer = broken.get("/sign-in");
            assertEquals(500, answer.statusCode());
            assertTrue(answer.body().matches("Something broke on our side[^()]+\\([A-Z0-9]{6}\\)\n"), answer.body());
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        }
    }

    @Test
    void refusesAFormThatIsTooBig() throws Exception {
        assertEquals(
                413,
                site.post("/sign-in", Map.of("email", "x".repeat(2_000_000))).statusCode());
        var header = site.get("/sign-in", "X-Long", "x".repeat(20_000));
        assertEquals(431, header.statusCode());
    }

    @Test
    void survivesNonsense() throws Exception {
        var forms =
                List.of("", "=", "&&&", "email", "email=%", "email=%zz&password=%ff", "email=a&email=b&password=\0");
        for (var form : forms) {
            var answer = site.send(site.to("/sign-in")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
            assertTrue(answer.statusCode() == 422 || answer.statusCode() == 400, form + ": " + answer.statusCode());
        }
        for (var path : List.of("/work/jobs/0", "/work/jobs/-1", "/work/jobs/99999999999999999999", "/work/jobs/x"))
            assertEquals(
                    404,
                    site.get(path, "Cookie", site.cookieOf(Role.COORDINATOR)).statusCode(),
                    path);
    }

    @Test
    void sendsAssetsOnceForAllTime() throws Exception {
        var page = site.get("/sign-in").body();
        var start = page.indexOf("/assets/");
        var address = page.substring(start, page.indexOf('"', start));
        var asset = site.get(address, "Accept-Encoding", "gzip");
        assertEquals(200, asset.statusCode());
        assertEquals(
                "public, max-age=31536000, immutable",
                asset.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals("gzip", asset.headers().firstValue("Content-Encoding").orElseThrow());
        var old = site.get(address.replaceFirst("/assets/[^/]+", "/assets/0123"));
        assertEquals("no-cache", old.headers().firstValue("Cache-Control").orElseThrow());
        for (var name : List.of("htmx.js", "sse.js", "platen.js", "icon.svg"))
            assertEquals(200, site.get(address.replaceFirst("[^/]+$", name)).statusCode(), name);
    }

    @Test
    void canBePutAmongThePhonesPrograms() throws Exception {
        var page = site.get("/").body();
        assertTrue(page.contains("rel=\"manifest\" href=\"/manifest.webmanifest\""), page);
        var manifest = site.get("/manifest.webmanifest");
        assertEquals(
                "application/manifest+json",
                manifest.headers().firstValue("Content-Type").orElseThrow());
        var said = Json.MAPPER.readTree(manifest.body());
        assertEquals("/", said.path("start_url").asText());
        var icon = said.path("icons").path(0).path("src").asText();
        assertEquals(200, site.get(icon).statusCode(), icon);
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        HttpResponse<String> head = site.send(site.to("/sign-in").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertTrue(head.headers().firstValue("Content-Security-Policy").isPresent());
    }

    @Test
    void weighsLittle() throws Exception {
        var page = site.get("/sign-in").body();
        var start = page.indexOf("/assets/");
        var shelf = page.substring(start, page.indexOf("/icon.svg", start));
        var bytes = 0;
        for (var name : List.of("platen.css", "platen.js", "htmx.js", "sse.js"))
            bytes += site.get(shelf + "/" + name, "Accept-Encoding", "gzip")
                    .body()
                    .length();
        assertTrue(bytes < 45_000, bytes + " bytes");
    }
}
