package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.people.Role;
import platen.stock.PlasticUses;

class OnceGateTest {
    private static final Set<Access> NOBODY_KNOWN = Set.of(Access.ANYONE, Access.HOST, Access.SLICER);
    private static final Pattern FORM =
            Pattern.compile("<form\\b[^>]*method=\"post\"[^>]*>(<input type=\"hidden\" name=\"_once\")?");

    private final Site site = new Site();
    private final String ann = site.cookieOf(Role.COORDINATOR);

    OnceGateTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    private Map<String, String> scrap(String name) {
        return Map.of("grams", "5", "_once", name);
    }

    @Test
    void aFormThatIsSentTwiceIsDoneOnceAndAnsweredAlike() throws Exception {
        var job = site.printing().job();
        var path = "/work/jobs/" + job.value() + "/scrap";
        var first = site.post(path, scrap("one-form"), "Cookie", ann);
        var second = site.post(path, scrap("one-form"), "Cookie", ann);
        assertEquals(303, second.statusCode());
        assertEquals(
                first.headers().map().get("location"), second.headers().map().get("location"));
        assertEquals(
                first.headers().map().get("set-cookie"), second.headers().map().get("set-cookie"));
        assertEquals(
                5_000, site.database.reading(PlasticUses.class).scrapOf(job).orElseThrow());
        var other = site.post(path, Map.of("grams", "6", "_once", "one-form"), "Cookie", ann);
        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("stood on another request before"), other.body());
        site.post(path, scrap("another-form"), "Cookie", ann);
        assertEquals(
                10_000, site.database.reading(PlasticUses.class).scrapOf(job).orElseThrow());
    }

    @Test
    void tenTapsAtOnceAreOne() throws Exception {
        var job = site.printing().job();
        var path = "/work/jobs/" + job.value() + "/scrap";
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            var taps = new ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 10; i++)
                taps.add(fingers.submit(
                        () -> site.post(path, scrap("one-form"), "Cookie", ann).statusCode()));
            for (var tap : taps) assertEquals(303, tap.get());
        }
        assertEquals(
                5_000, site.database.reading(PlasticUses.class).scrapOf(job).orElseThrow());
    }

    /// A name that stands on something else already stops a request before its handler.
    @Test
    void everyActOfWorkersStandsBehindTheGate() throws Exception {
        site.database.use(change -> change.execute(
                "insert into sent_request (who, name, fingerprint, turn, acted, at, status) "
                        + "values ('person 1', 'used-before', 'x', 'x', true, ?, 303)",
                site.clock.instant().toEpochMilli()));
        var walked = 0;
        for (var route : site.website.routes()) {
            if (!route.method().equals("POST") || NOBODY_KNOWN.contains(route.access())) continue;
            if (route.access().scope() != null) continue;
            var path = route.path().replaceAll("\\{[^}]+}", "1");
            assertEquals(
                    422,
                    site.post(path, Map.of("_once", "used-before"), "Cookie", ann)
                            .statusCode(),
                    path);
            var withFile = site.upload(path + "?_once=used-before", Map.of(), "file", "x", "Cookie", ann);
            assertEquals(422, withFile.statusCode(), path);
            assertTrue(withFile.body().contains("stood on another request before"), path);
            walked++;
        }
        assertTrue(walked > 80, "only " + walked);
    }

    @Test
    void everyFormOfWorkersHasAName() throws Exception {
        var printing = site.printing();
        var pages = List.of(
                "/work",
                "/work/jobs/" + printing.job().value(),
                "/work/machines/" + printing.machine().value(),
                "/work/orders/new",
                "/work/shop",
                "/work/keys",
                "/work/stock/spools/new",
                "/work/till");
        for (var page : pages) {
            var forms = FORM.matcher(site.get(page, "Cookie", ann).body());
            assertTrue(forms.find(), page);
            do {
                var isNamed = forms.group(1) != null || forms.group().contains("?_once=");
                assertTrue(isNamed, page + ": " + forms.group());
            } while (forms.find());
        }
    }

    @Test
    void whatIsShownOnceIsNotKept() throws Exception {
        var form = Map.of("name", "Sign", "SEE_FLOOR", "yes", "_once", "make-a-key");
        assertTrue(site.post("/work/keys", form, "Cookie", ann).body().contains("platen_"));
        var again = site.post("/work/keys", form, "Cookie", ann);
        assertEquals(409, again.statusCode());
        assertFalse(again.body().contains("platen_"));
        assertEquals(
                1,
                new platen.people.ProgramKeys(site.database, site.clock).all().size());
    }
}
