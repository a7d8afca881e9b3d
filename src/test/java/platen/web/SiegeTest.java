package platen.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.people.ProgramKeys;
import platen.people.Role;
import platen.people.Scope;
import platen.values.PersonId;

/// What strangers try at the walls of the site.
@Timeout(180)
class SiegeTest {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OUT = List.of(
            "..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e%2f%2e%2e%2fplaten.db",
            "..%5c..%5cplaten.db",
            "....//....//etc/passwd",
            "%c0%ae%c0%ae%c0%afplaten.db",
            "%00",
            "a%0d%0aX-Evil:%20yes",
            "'%20or%201=1--",
            "%7b%7b7*191%7d%7d");

    private static Site site;
    private static String coordinator;

    @BeforeAll
    static void open() throws IOException {
        site = new Site();
        site.publishPrices();
        coordinator = site.cookieOf(Role.COORDINATOR);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void nothingIsDoneThatAnotherSiteMadeABrowserSend() throws Exception {
        var tried = 0;
        for (var route : site.website.routes()) {
            if (HARMLESS.contains(route.method())) continue;
            var path = filled(route.path(), "1");
            for (var from : List.of("Sec-Fetch-Site: cross-site", "Origin: https://evil.example", "Origin: null")) {
                var header = from.split(": ", 2);
                var request = site.to(path).header("Cookie", coordinator).header(header[0], header[1]);
                var answer = site.send(request.method(route.method(), BodyPublishers.noBody()));
                assertEquals(403, answer.statusCode(), route.method() + " " + path + " " + from);
                tried++;
            }
        }
        assertTrue(tried > 600, "all of them: " + tried);
        assertEquals(200, site.get("/work", "Cookie", coordinator).statusCode(), "nobody was signed out");
    }

    @Test
    void noAddressLeadsOutOfItsFolder() throws Exception {
        var tried = 0;
        for (var route : site.website.routes()) {
            if (!route.method().equals("GET") || !route.path().matches(".*[{<].*")) continue;
            for (var out : OUT) {
                var path = filled(route.path(), out);
                var answer = site.get(path, "Cookie", coordinator);
                assertTrue(answer.statusCode() < 500, path + ": " + answer.statusCode());
                assertFalse(answer.body().contains("root:") || answer.body().contains("SQLite format"), path);
                assertFalse(answer.body().contains("1337"), path);
                assertTrue(answer.headers().firstValue("X-Evil").isEmpty(), path);
                tried++;
            }
        }
        assertTrue(tried > 1_000, "all of them: " + tried);
    }

    /// What the address of a route becomes when all that is open in it is `with`.
    private static String filled(String path, String with) {
        return path.replace("{door}", "queue").replace("<rest>", with).replaceAll("\\{[^}]+}", with);
    }

    /// A proxy and we must never read two requests where the other reads one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: shop\nContent-Length: 6\nTransfer-Encoding: chunked\n\n0\n\nX",
                "Host: shop\nTransfer-Encoding: chunked\nContent-Length: 6\n\n0\n\nX",
                "Host: shop\nContent-Length: 6\nContent-Length: 5\n\nemail=",
                "Host: shop\nContent-Length: 6, 5\n\nemail=",
                "Host: shop\nContent-Length: +6\n\nemail=",
                "Host: shop\nContent-Length: -1\n\nemail=",
                "Host: shop\nContent-Length : 6\n\nemail=",
                "Host: shop\nTransfer-Encoding: xchunked\n\n0\n\n",
                "Host: shop\nTransfer-Encoding: chunked, identity\n\n0\n\n",
                "Host: shop\nTransfer-Encoding: chunked\n\nzz\n\n",
                "Host: shop\nX-One: 1\n folded: 2\n\n",
                "Host: shop\nHost: other\n\n",
                "X-No-Host: 1\n\n"
            })
    void aRequestThatCouldBeReadInTwoWaysIsRefused(String rest) throws IOException {
        var request = "POST /sign-in HTTP/1.1\n" + rest;
        var next = "GET /work/smuggled HTTP/1.1\nHost: shop\n\n";
        var heard = spoken(request + next);
        assertTrue(heard.startsWith("HTTP/1.1 4") || heard.startsWith("HTTP/1.1 5"), heard);
        assertFalse(heard.startsWith("HTTP/1.1 422"), heard);
        assertEquals(2, heard.split("HTTP/1\\.1 ", -1).length, "one answer, and the line is closed: " + heard);
    }

    /// All that comes back until the other side closes.
    private static String spoken(String text) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.website.port())) {
            socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void signingInMakesASessionThatNobodyKnewBefore() throws Exception {
        var planted = "platen=AAAAAAAAAAAAAAAAAAAAAA";
        var bob = site.person("bob", Role.WORKER);
        var first = signedIn(bob.id(), planted);
        assertNotEquals(planted, first);
        assertEquals(303, site.get("/work", "Cookie", planted).statusCode());
        var second = signedIn(bob.id(), first);
        assertNotEquals(first, second);
        assertEquals(200, site.get("/work", "Cookie", second).statusCode());
        assertEquals(303, site.get("/work", "Cookie", first).statusCode(), "the one before is over");
    }

    private static String signedIn(PersonId who, String cookie) throws Exception {
        var in = site.post("/link/" + site.accounts.signInLink(who), Map.of(), "Cookie", cookie);
        return SignInPagesTest.session(in).orElseThrow();
    }

    /// The slicers' socket heeds no cookie: a page elsewhere that opens it with a worker's only hears who we are.
    @Test
    void aSocketThatAnotherSiteOpensTellsNothing() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (var client = HttpClient.newHttpClient()) {
            var address =
                    URI.create("ws://127.0.0.1:" + site.website.port() + SlicerParts.ROOT + "queue/sockjs/websocket");
            var socket = client.newWebSocketBuilder()
                    .header("Origin", "https://evil.example")
                    .header("Cookie", coordinator)
                    .buildAsync(address, new WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            heard.add(text.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .join();
            var hello = String.valueOf(heard.poll(1, TimeUnit.MINUTES));
            assertTrue(hello.startsWith("{\"connected\"") && hello.contains("\"permissions\":[]"), hello);
            for (var auth : List.of("", "x:y", coordinator, "a:session-1-queue")) {
                socket.sendText("{\"auth\":\"" + auth + "\"}", true).join();
                assertEquals("{\"reauthRequired\":{\"reason\":\"stale\"}}", heard.poll(1, TimeUnit.MINUTES), auth);
            }
            socket.abort();
        }
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        var long20k = "x".repeat(20_000);
        for (var path : List.of("/sign-in?next=" + long20k, "/" + long20k))
            assertTrue(Set.of(414, 431).contains(site.get(path).statusCode()), path.substring(0, 20));
        var cookies = site.get("/sign-in", "Cookie", "platen=" + long20k);
        assertEquals(431, cookies.statusCode());
        var fields = IntStream.range(0, 100_000).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));
        assertTrue(Set.of(400, 413, 422).contains(form(fields)));
        assertEquals(413, form("email=" + "x".repeat(1_100_000)));
        var key = new ProgramKeys(site.database, site.clock)
                .issue(site.person("Ann", Role.COORDINATOR), "Robot", Set.of(Scope.RUN_ORDERS));
        assertEquals(413, json(key, "{\"a\":\"" + "x".repeat(1_100_000) + "\"}"));
        assertTrue(Set.of(400, 422).contains(json(key, "[".repeat(200_000))), "a thousand floors down");
        assertTrue(Set.of(400, 422).contains(json(key, "{\"a\":1" + "0".repeat(200_000) + "}")));
        var parts = "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(20_000);
        var many = site.send(site.to("/order/part")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofString(parts + Customer.END)));
        assertTrue(Set.of(400, 413, 422).contains(many.statusCode()), many.statusCode() + many.body());
        assertEquals(200, site.get("/sign-in").statusCode());
    }

    private static int form(String body) throws Exception {
        var request = site.to("/sign-in").header("Content-Type", "application/x-www-form-urlencoded");
        return site.send(request.POST(BodyPublishers.ofString(body))).statusCode();
    }

    private static int json(String key, String body) throws Exception {
        var request = site.to("/api/v1/quotes")
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", "act-" + body.length())
                .header("Content-Type", "application/json");
        return site.send(request.POST(BodyPublishers.ofString(body))).statusCode();
    }

    @Test
    void aPackedBodyIsNotUnpacked() throws Exception {
        var request = site.to("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip");
        var answer = site.send(request.POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0})));
        assertTrue(Set.of(400, 415, 422).contains(answer.statusCode()), "" + answer.statusCode());
    }

    @Test
    void noMethodIsTakenThatNoRouteHas() throws Exception {
        for (var method : List.of("TRACE", "CONNECT", "PROPFIND", "PUT", "DELETE", "PATCH")) {
            var heard = spoken(method + " /work HTTP/1.1\nHost: shop\nConnection: close\n\n");
            assertTrue(heard.matches("(?s)HTTP/1\\.1 (400|403|404|405|501) .*"), method + ": " + heard);
        }
    }
}
