package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import platen.database.Scratch;
import platen.people.Role;

/// What a proxy says of visitors is believed where the shop has one, and nowhere else.
class ProxyTest {
    private static Site behind(boolean proxy) throws IOException {
        return new Site(new Listening("127.0.0.1", 0, null, proxy, Scratch.folder(), null));
    }

    @Test
    void nobodyIsBelievedWhereThereIsNone() throws Exception {
        try (var site = behind(false)) {
            var page = site.get("/sign-in", "X-Forwarded-Proto", "https", "Forwarded", "proto=https;host=evil.example");
            assertTrue(page.headers().firstValue("Strict-Transport-Security").isEmpty());
            assertEquals(429, lastOfMany(site, "198.51.100.%d", ""));
            var worker = site.cookieOf(Role.WORKER);
            var host = site.get("/work/slicers", "Cookie", worker, "X-Forwarded-Host", "evil.example");
            assertFalse(host.body().contains("evil.example"));
        }
    }

    @Test
    void theNearestProxyIsBelievedAndNoneBeforeIt() throws Exception {
        try (var site = behind(true)) {
            var page = site.get("/sign-in", "X-Forwarded-Proto", "https");
            assertTrue(page.headers().firstValue("Strict-Transport-Security").isPresent());
            assertTrue(page.headers().allValues("Set-Cookie").stream().allMatch(cookie -> cookie.contains("; Secure")));
            assertEquals(429, lastOfMany(site, "198.51.100.%d, 203.0.113.7", ""), "in one line");
            assertEquals(429, lastOfMany(site, "198.51.100.%d", "203.0.113.8"), "in a line of its own");
            assertEquals(303, lastOfMany(site, "203.0.113.%d", ""), "each is another");
            var forged = site.get("/sign-in", "X-Forwarded-Proto", "https", "X-Forwarded-Proto", "http");
            assertTrue(forged.headers().firstValue("Strict-Transport-Security").isEmpty(), "the last one counts");
        }
    }

    /// Asks for a lost link more often than one address may; the status of the last answer.
    private static int lastOfMany(Site site, String address, String appended) throws Exception {
        var status = 0;
        for (int i = 1; i <= 12 && status != 429; i++) {
            var form = Map.of("asked", "nobody" + i + "@example.org");
            status = appended.isEmpty()
                    ? site.post("/lost", form, "X-Forwarded-For", address.formatted(i + 20))
                            .statusCode()
                    : site.post("/lost", form, "X-Forwarded-For", address.formatted(i), "X-Forwarded-For", appended)
                            .statusCode();
        }
        return status;
    }
}
