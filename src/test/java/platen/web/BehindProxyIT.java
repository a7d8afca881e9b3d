package platen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.certificates.CertificateFiles;
import platen.certificates.TestCertificate;
import platen.database.Scratch;
import platen.events.Subject;
import platen.people.Role;
import platen.values.JobId;

/// The shop behind nginx and behind Caddy, by the configurations in `proxy/`.
@Timeout(300)
class BehindProxyIT {
    private static final long LARGEST_FILE = 500_000_000;
    private static final int CHUNK = 1 << 20;

    private record Behind(Site site, Proxy proxy, HttpClient browser) implements AutoCloseable {
        static Behind open(Proxy.Kind kind) throws Exception {
            var folder = Scratch.folder().toAbsolutePath();
            var files = new CertificateFiles(folder.resolve("c.pem"), folder.resolve("k.pem"));
            var made = TestCertificate.make("EC", 9);
            made.write(files);
            var port = Proxy.freePort();
            var url = URI.create("https://localhost:" + port);
            var site = new Site(new Listening("127.0.0.1", 0, url, true, Scratch.folder(), null));
            site.publishPrices();
            var proxy = Proxy.start(kind, folder, port, site.website.port(), files);
            return new Behind(
                    site,
                    proxy,
                    HttpClient.newBuilder().sslContext(made.trusted()).build());
        }

        HttpRequest.Builder to(String path) {
            return HttpRequest.newBuilder(URI.create("https://localhost:" + proxy.port + path))
                    .header("Accept", "text/html");
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return browser.send(request.build(), BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
            var request = to(path).header("Content-Type", "application/x-www-form-urlencoded");
            if (headers.length > 0) request.headers(headers);
            return send(request.POST(BodyPublishers.ofString(Site.encoded(form))));
        }

        /// Signs a new worker in, as a browser does.
        String cookie() throws Exception {
            var link = "/link/"
                    + site.accounts.signInLink(
                            site.person("ann", Role.COORDINATOR).id());
            var in = post(link, Map.of(), "Origin", "https://localhost:" + proxy.port);
            assertEquals(303, in.statusCode(), in.body());
            var cookies = in.headers().allValues("Set-Cookie");
            assertTrue(!cookies.isEmpty() && cookies.stream().allMatch(one -> one.contains("; Secure")), cookies + "");
            return SignInPagesTest.session(in).orElseThrow();
        }

        @Override
        public void close() {
            browser.shutdownNow();
            proxy.close();
            site.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void customersOrderAndWorkersSignInOverTls(Proxy.Kind kind) throws Exception {
        try (var behind = Behind.open(kind)) {
            var front = behind.send(behind.to("/").GET());
            assertEquals(200, front.statusCode());
            assertTrue(front.headers().firstValue("Strict-Transport-Security").isPresent());
            assertTrue(front.headers()
                    .firstValue("Server")
                    .filter(name -> name.contains("/"))
                    .isEmpty());
            var form = behind.send(behind.to("/order/part").GET());
            assertTrue(form.statusCode() == 200 && form.body().contains("type=\"file\""), form.body());
            var cookie = behind.cookie();
            assertEquals(
                    200,
                    behind.send(behind.to("/work").header("Cookie", cookie).GET())
                            .statusCode());
            var other = behind.post("/sign-out", Map.of(), "Cookie", cookie, "Origin", "https://evil.example");
            assertEquals(403, other.statusCode());
        }
    }

    /// A proxy that waits for more before it passes on would keep this waiting for ever.
    @ParameterizedTest
    @EnumSource
    void openPagesHearAtOnce(Proxy.Kind kind) throws Exception {
        try (var behind = Behind.open(kind)) {
            var request =
                    behind.to("/work/live").header("Cookie", behind.cookie()).build();
            HttpResponse<InputStream> answer = behind.browser.send(request, BodyHandlers.ofInputStream());
            try (var page = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
                for (var job : List.of(7, 8)) {
                    behind.site.website.live().touch(Subject.of(new JobId(job)));
                    while (!Objects.requireNonNull(page.readLine()).equals("event: change")) {
                        // What comes before it.
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLargestFileGoesThroughAndALargerOneIsRefusedByUs(Proxy.Kind kind) throws Exception {
        try (var behind = Behind.open(kind)) {
            assertEquals(413, begin(behind, LARGEST_FILE + 1).statusCode());
            var begun = begin(behind, LARGEST_FILE);
            assertEquals(201, begun.statusCode());
            var owner = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            var place = URI.create(begun.headers().firstValue("Location").orElseThrow())
                    .getPath();
            var whole = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(Zeros::new), LARGEST_FILE);
            var sent = behind.send(behind.to(place)
                    .header("Cookie", owner)
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Offset", "0")
                    .header("Content-Type", "application/offset+octet-stream")
                    .method("PATCH", whole));
            assertEquals(204, sent.statusCode(), sent.body());
            assertEquals(
                    Long.toString(LARGEST_FILE),
                    sent.headers().firstValue("Upload-Offset").orElseThrow());
        }
    }

    private static HttpResponse<String> begin(Behind behind, long bytes) throws Exception {
        return behind.send(behind.to("/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Long.toString(bytes))
                .header("Upload-Metadata", "filename YS5zdGw=,product cGFydA==")
                .POST(BodyPublishers.noBody()));
    }

    private static final class Zeros extends InputStream {
        private long left = LARGEST_FILE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) return -1;
            var given = (int) Math.min(Math.min(length, CHUNK), left);
            left -= given;
            return given;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSlicersSocketIsPassedOn(Proxy.Kind kind) throws Exception {
        try (var behind = Behind.open(kind)) {
            var heard = new LinkedBlockingQueue<String>();
            var address = URI.create("wss://localhost:" + behind.proxy.port + "/p/queue/sockjs/websocket");
            var socket = behind.browser
                    .newWebSocketBuilder()
                    .buildAsync(address, new WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            heard.add(text.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .join();
            assertTrue(String.valueOf(heard.poll(1, TimeUnit.MINUTES)).startsWith("{\"connected\""));
            socket.sendText("{\"auth\":\"x:y\"}", true).join();
            assertTrue(String.valueOf(heard.poll(1, TimeUnit.MINUTES)).contains("reauthRequired"));
            socket.abort();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAVisitorWritesIntoTheProxysLinesDoesNotGetThrough(Proxy.Kind kind) throws Exception {
        try (var behind = Behind.open(kind)) {
            var forged = behind.send(behind.to("/")
                    .header("X-Forwarded-Proto", "http")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("Forwarded", "for=198.51.100.1;proto=http;host=evil.example"));
            assertTrue(forged.headers().firstValue("Strict-Transport-Security").isPresent());
            assertFalse(forged.body().contains("evil.example"));
            var status = 0;
            for (int i = 1; i <= 12 && status != 429; i++)
                status = behind.post(
                                "/lost",
                                Map.of("asked", "nobody" + i + "@example.org"),
                                "X-Forwarded-For",
                                "198.51.100." + i)
                        .statusCode();
            assertEquals(429, status, "all of them are one and the same visitor");
            // What sneaks in would stand in the log of places where people sign in, too.
            var cookie = behind.cookie();
            var own = behind.send(
                    behind.to("/work/me").header("Cookie", cookie).header("X-Forwarded-For", "198.51.100.77"));
            assertTrue(own.statusCode() == 200 && !own.body().contains("198.51.100."), own.body());
        }
    }
}
