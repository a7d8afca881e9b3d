package platen.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.certificates.CertificateFiles;
import platen.certificates.TestCertificate;
import platen.database.Scratch;
import platen.orders.Choices;
import platen.orders.Product;
import platen.people.Role;

/// HTTPS by the server itself, and an address at which there is only what is for the public.
class DoorsTest {
    private static final Path TABLE = Path.of("src/test/resources/platen/web/front.txt");
    private static final URI PUBLIC = URI.create("https://shop.example");

    private final Path folder = Scratch.folder();
    private final CertificateFiles files =
            new CertificateFiles(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"));

    DoorsTest() throws IOException {}

    private static Site open(String bind, @Nullable CertificateFiles files, boolean front, boolean proxy)
            throws IOException {
        return new Site(new Listening(
                bind,
                0,
                front ? PUBLIC : null,
                proxy,
                Set.of(),
                files == null ? null : new Listening.Tls(files, "127.0.0.1", 0),
                front ? new Listening.Front("127.0.0.1", 0) : null,
                front ? URI.create("http://floor.example:8080") : null,
                Scratch.folder(),
                null,
                true));
    }

    private static HttpResponse<String> get(TestCertificate trusted, int port, String path) throws Exception {
        try (var browser = HttpClient.newBuilder().sslContext(trusted.trusted()).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
            return browser.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
        }
    }

    private static Certificate shown(HttpResponse<?> answer) throws Exception {
        SSLSession session = answer.sslSession().orElseThrow();
        return session.getPeerCertificates()[0];
    }

    @Test
    void speaksHttpsByItselfAndPlainHttpBesideIt() throws Exception {
        var made = TestCertificate.make("EC", 60);
        made.write(files);
        try (var site = open("127.0.0.1", files, false, false)) {
            var safe = get(made, site.website.doors().securePort(), "/sign-in");
            assertEquals(200, safe.statusCode());
            assertEquals("TLSv1.3", safe.sslSession().orElseThrow().getProtocol());
            assertTrue(safe.headers().firstValue("Strict-Transport-Security").isPresent());
            assertTrue(safe.headers().allValues("Set-Cookie").stream().allMatch(cookie -> cookie.contains("; Secure")));
            var plain = site.get("/sign-in");
            assertEquals(200, plain.statusCode());
            assertTrue(plain.headers().firstValue("Strict-Transport-Security").isEmpty());
            assertFalse(plain.headers().allValues("Set-Cookie").toString().contains("Secure"));
        }
    }

    /// A browser would then ask for TLS at the plain port of the same name, too.
    @Test
    void asksForNoTlsForAllTimeWhereTheSameNameSpeaksPlainHttp() throws Exception {
        var made = TestCertificate.make("EC", 60);
        made.write(files);
        try (var site = open("0.0.0.0", files, false, false)) {
            var safe = get(made, site.website.doors().securePort(), "/");
            assertTrue(safe.headers().firstValue("Strict-Transport-Security").isEmpty());
        }
    }

    @Test
    void takesARenewedCertificateWithoutARestart() throws Exception {
        var first = TestCertificate.make("EC", 60);
        first.write(files);
        try (var site = open("127.0.0.1", files, true, false)) {
            var doors = site.website.doors();
            doors.renew();
            var before = shown(get(first, doors.securePort(), "/"));
            assertEquals(before, shown(get(first, doors.frontPort(), "/")));

            Files.writeString(files.chain(), "half of a certif");
            doors.renew();
            assertEquals(before, shown(get(first, doors.securePort(), "/")), "the last one goes on");

            var second = TestCertificate.make("RSA", 60);
            second.write(files);
            doors.renew();
            assertEquals(200, get(second, doors.securePort(), "/").statusCode());
            assertEquals(200, get(second, doors.frontPort(), "/").statusCode());
            assertThrows(SSLHandshakeException.class, () -> get(first, doors.securePort(), "/"));
        }
    }

    @Test
    void saysWhatIsWrongWithACertificateInsteadOfServingWithoutIt() {
        var missing = assertThrows(UncheckedIOException.class, () -> open("127.0.0.1", files, false, false));
        assertTrue(String.valueOf(missing.getMessage()).contains("there is no file"), missing.getMessage());
    }

    @Test
    void theKeepingPageSaysWhatIsNotProtected() throws Exception {
        var made = TestCertificate.make("EC", 10);
        made.write(files);
        try (var site = open("127.0.0.1", files, false, false)) {
            site.clock.pass(Duration.between(site.clock.instant(), Instant.now()));
            var coordinator = site.cookieOf(Role.COORDINATOR);
            var page = site.get("/work/keeping", "Cookie", coordinator).body();
            assertTrue(page.contains("a certificate for 127.0.0.1, localhost"), page);
            assertTrue(page.contains("should have been renewed"), page);
            assertTrue(page.contains("You read this over plain HTTP"), page);
        }
    }

    /// What is there answers a method that it does not know with 405; what is not there, with 404.
    @Test
    void onlyWhatIsForThePublicIsAtThePublicAddress() throws Exception {
        try (var site = open("127.0.0.1", null, true, false);
                var browser = HttpClient.newHttpClient()) {
            var coordinator = site.cookieOf(Role.COORDINATOR);
            var there = new TreeSet<String>();
            for (var route : site.website.routes()) {
                var path = route.path().replaceAll("[{<][^}>]+[}>]", "1");
                var at = URI.create("http://127.0.0.1:" + site.website.doors().frontPort() + path);
                var request = HttpRequest.newBuilder(at).header("Cookie", coordinator);
                var status = browser.send(
                                request.method("PROPFIND", BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                if (status != 404) there.add(route.path());
                var onTheFloor = browser.send(
                                HttpRequest.newBuilder(URI.create(site.url(path)))
                                        .method("PROPFIND", BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                assertTrue(onTheFloor != 404, route + " is on the floor: " + onTheFloor);
            }
            assertEquals(new TreeSet<>(Files.readAllLines(TABLE)), there);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/work",
                "/work/",
                "//work",
                "/./work",
                "/o/../work",
                "/o/..;/work",
                "/order/%2e%2e/work",
                "/order/..%2fwork",
                "/%77ork",
                "/WORK",
                "/;x/work",
                "/o;x/../work",
                "http://shop.example/work",
                "/hosts/sync",
                "/sign-in",
                "/p/queue/api/version",
                "/api/v1/jobs"
            })
    void noWayOfWritingAnAddressLeadsToTheFloor(String target) throws Exception {
        try (var site = open("127.0.0.1", null, true, false)) {
            var request = "GET " + target + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nCookie: "
                    + site.cookieOf(Role.COORDINATOR) + "\r\n\r\n";
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), site.website.doors().frontPort())) {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                var status = new String(socket.getInputStream().readAllBytes(), ISO_8859_1).split(" ", 3)[1];
                assertTrue(Set.of("400", "404").contains(status), target + ": " + status);
            }
        }
    }

    @Test
    void theSlicersSocketIsOnTheFloorAlone() throws Exception {
        try (var site = open("127.0.0.1", null, true, false);
                var client = HttpClient.newHttpClient()) {
            var path = SlicerParts.ROOT + "queue/sockjs/websocket";
            var onTheFloor = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + site.website.port() + path), new WebSocket.Listener() {})
                    .join();
            onTheFloor.abort();
            var atFront = client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + site.website.doors().frontPort() + path),
                            new WebSocket.Listener() {});
            assertThrows(CompletionException.class, atFront::join);
        }
    }

    /// Workers in the shop come without the proxy, and must be able to sign in.
    @Test
    void aProxyIsBelievedAndWhoComesWithoutItIsServedPlainly() throws Exception {
        try (var site = open("127.0.0.1", null, true, true);
                var browser = HttpClient.newHttpClient()) {
            var front = URI.create("http://127.0.0.1:" + site.website.doors().frontPort() + "/");
            var forwarded = HttpRequest.newBuilder(front).header("X-Forwarded-Proto", "https");
            var answer = browser.send(forwarded.build(), BodyHandlers.ofString());
            assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
            assertFalse(answer.body().contains("/sign-in"), "no way that leads nowhere");
            var link = "/link/"
                    + site.accounts.signInLink(site.person("bob", Role.WORKER).id());
            var in = site.post(link, Map.of());
            assertFalse(in.headers().allValues("Set-Cookie").toString().contains("Secure"));
        }
    }

    /// Others may write what they like.
    @Test
    void proxiesAreKnownByWhereTheyStand() throws IOException {
        var near = Listening.locally(folder);
        assertTrue(near.isProxy("127.0.0.1") && near.isProxy("::1"));
        assertFalse(near.isProxy("192.168.1.2"));
        var named =
                new Listening("127.0.0.1", 0, null, true, Set.of("192.168.1.2"), null, null, null, folder, null, false);
        assertTrue(named.isProxy("192.168.1.2") && !named.isProxy("192.168.1.3"));
    }

    @Test
    void linksLeadCustomersToTheirAddressAndComputersToTheFloor() throws Exception {
        try (var site = open("127.0.0.1", null, true, false)) {
            var page = site.get("/work/api", "Cookie", site.cookieOf(Role.COORDINATOR))
                    .body();
            assertTrue(page.contains("http://floor.example:8080/api/v1/jobs"), page);
            assertFalse(page.contains("shop.example"), page);
            site.publishPrices();
            var order = site.order(Product.PART, new Choices.Part("PLA", "black", "normal", 2), "cube.stl");
            var slip = site.get("/work/orders/" + order.id().value() + "/slip", "Cookie", site.cookieOf(Role.WORKER));
            assertTrue(slip.body().contains("https://shop.example/o/" + order.token()), slip.body());
        }
    }
}
