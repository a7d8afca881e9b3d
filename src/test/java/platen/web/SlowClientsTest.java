package platen.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import platen.events.Events;
import platen.events.Subject;
import platen.idempotency.Once;
import platen.people.Role;
import platen.templating.Pages;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.Secrets;

/// Who reads nothing, sends slowly, or comes in a crowd holds up nobody else.
@Timeout(300)
class SlowClientsTest {
    private static final int OF_EACH_KIND = 200;
    private static final String FIRST_OF_A_PART = "part " + "x".repeat(100_000);

    private final Site site = new Site();
    private final Customer customer = new Customer(site);
    private final List<Socket> slow = new ArrayList<>();

    SlowClientsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        for (var socket : slow) socket.close();
        site.close();
    }

    @Test
    void stalledStreamsAndSlowUploadsKeepNobodyFromTheirPages() throws Exception {
        site.publishPrices();
        var worker = site.cookieOf(Role.COORDINATOR);
        var place = customer.priced();
        for (int i = 0; i < OF_EACH_KIND; i++) {
            stall(place);
            uploadSlowly();
        }
        Customer.until("all of them are served", () -> customer.comingIn().size() == OF_EACH_KIND);
        for (int i = 0; i < 5; i++)
            for (var path : List.of("/work/today", "/work/board", "/work/orders", "/work/machines", "/work/timeline"))
                assertEquals(200, site.get(path, "Cookie", worker).statusCode(), path);
        try (var browser = HttpClient.newHttpClient()) {
            var live =
                    site.to("/work/live?after=" + site.website.live().cursor()).header("Cookie", worker);
            var heard = browser.send(live.build(), BodyHandlers.ofInputStream());
            var lines = new BufferedReader(new InputStreamReader(heard.body(), ISO_8859_1));
            assertEquals("retry: 2000", lines.readLine());
            var about = Subject.of(new JobId(7));
            site.database.use(change ->
                    Events.write(change, site.clock.instant(), Actor.SYSTEM, about, Message.of("queue.again")));
            lines.readLine();
            assertEquals("event: change", lines.readLine());
            heard.body().close();
        }
        assertEquals(200, site.get(customer.priced()).statusCode(), "and customers order");
        for (var socket : slow) socket.close();
        customer.assertLeavesNothingLyingAboutAndGoesOn();
    }

    /// Follows an order, and reads no more than the head of the answer.
    private void stall(String place) throws IOException {
        var socket = connect(site.website.port());
        say(socket, "GET " + place + "/live HTTP/1.1\r\nHost: shop\r\nAccept: text/event-stream\r\n\r\n");
        assertTrue(firstLine(socket).contains(" 200 "));
    }

    private void uploadSlowly() throws IOException {
        var socket = connect(site.website.port());
        say(
                socket,
                "POST /order/part HTTP/1.1\r\nHost: shop\r\nContent-Length: 400000\r\n"
                        + "Content-Type: multipart/form-data; boundary=cut\r\n\r\n"
                        + Customer.field("once", Secrets.token()) + Customer.file("slow.stl", FIRST_OF_A_PART));
    }

    @Test
    void whoSendsByteByByteIsGivenUp() throws Exception {
        var given = new CompletableFuture<Integer>();
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.modifyServer(jetty -> jetty.setHandler(new Pace(Duration.ofMillis(300), 100_000)));
            config.routes.post("/", ctx -> {
                try {
                    ctx.result("" + ctx.req().getInputStream().readAllBytes().length);
                } catch (IOException e) {
                    given.complete(1);
                    throw e;
                }
            });
        });
        server.start("127.0.0.1", 0);
        try {
            var steady = connect(server.port());
            say(steady, "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000));
            assertTrue(firstLine(steady).contains(" 200 "));
            var trickling = connect(server.port());
            say(trickling, "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 200000\r\n\r\n");
            while (!given.isDone() && trickle(trickling)) LockSupport.parkNanos(10_000_000);
            assertEquals(1, given.get(2, TimeUnit.MINUTES), "its handler was let go");
            while (trickle(trickling)) LockSupport.parkNanos(10_000_000);
        } finally {
            server.stop();
        }
    }

    /// One more byte; false where the other side has closed, or answers.
    private static boolean trickle(Socket socket) {
        try {
            if (socket.getInputStream().available() > 0) return false;
            say(socket, "x");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whoIsOneTooManyIsToldSoInASentenceAndTheShopGoesOn() throws Exception {
        var go = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        var listening = Listening.locally(site.spool);
        var gate = new Gate(site.parts, listening);
        var pages = new PageMaker(Pages.from(null, name -> name), site.settings, listening, () -> 0, () -> 0);
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            gate.stand(config.routes);
            new ErrorPages(pages).addTo(config.routes);
            var once = new OnceGate(new Once(site.database, site.clock));
            var routes = new Routes(config.routes, once, new Crowd(1, 1, 1));
            routes.get("/order", Access.ANYONE, ctx -> {
                inside.countDown();
                go.await();
                ctx.result("served");
            });
            routes.get("/work", Access.WORKER, ctx -> ctx.result("the floor"));
        });
        server.start("127.0.0.1", 0);
        try {
            var first = connect(server.port());
            say(first, "GET /order HTTP/1.1\r\nHost: shop\r\n\r\n");
            inside.await();
            var refused = connect(server.port());
            say(refused, "GET /order HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
            var answer = new String(refused.getInputStream().readAllBytes(), ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(answer.contains("Retry-After: 5") && answer.contains("Too many people are here"), answer);
            var worker = connect(server.port());
            var cookie = site.cookieOf(Role.WORKER);
            say(worker, "GET /work HTTP/1.1\r\nHost: shop\r\nCookie: " + cookie + "\r\n\r\n");
            assertTrue(firstLine(worker).contains(" 200 "), "has room of its own");
            go.countDown();
            assertTrue(firstLine(first).contains(" 200 "), "whoever is inside is served");
            var next = connect(server.port());
            say(next, "GET /order HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertTrue(firstLine(next).contains(" 200 "), "there is room again");
        } finally {
            go.countDown();
            server.stop();
        }
    }

    private Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        slow.add(socket);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int sign; (sign = socket.getInputStream().read()) >= 0 && sign != '\n'; ) line.append((char) sign);
        return line.toString();
    }
}
