package platen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Person;
import platen.people.Role;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Json;
import platen.values.Message;
import platen.values.OrderId;

@ParameterizedClass
@EnumSource
class CourierTest {
    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final HookDesk desk;
    private final Courier courier;
    private final Person ann;
    private final HttpServer other;
    private final List<Request> heard = new CopyOnWriteArrayList<>();
    private volatile int answers = 200;

    record Request(String signature, String delivery, String body) {}

    CourierTest(Store store) throws IOException {
        database = store.open();
        desk = new HookDesk(database, clock);
        courier = new Courier(database, clock, Message::key);
        ann = new Accounts(database, clock).openWithoutPassword("Ann", "ann@example.org", Role.COORDINATOR);
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/told", exchange -> {
            var head = exchange.getRequestHeaders();
            heard.add(new Request(
                    head.getFirst(Sender.SIGNATURE),
                    head.getFirst(Sender.NAME),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            if (answers == 302) exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answers, -1);
            exchange.close();
        });
        other.start();
    }

    @AfterEach
    void close() {
        other.stop(0);
        courier.close();
        database.close();
    }

    private String address() {
        return "http://localhost:" + other.getAddress().getPort() + "/told";
    }

    private String add(Topic... topics) {
        return assertInstanceOf(HookDesk.Added.Done.class, desk.add(ann, address(), Set.of(topics), true))
                .secret();
    }

    private void happens(Subject about, String what) {
        database.use(change -> Events.write(change, clock.instant(), Actor.worker("Ann"), about, Message.of(what)));
    }

    private Webhook hook() {
        return desk.all().getFirst();
    }

    private List<String> codes() {
        var codes = new ArrayList<String>();
        for (var one : heard)
            codes.add(Json.read(one.body(), JsonNode.class).path("code").asText());
        return codes;
    }

    @Test
    void tellsInOrderWhatIsWantedAndSignsIt() {
        happens(Subject.of(new JobId(1)), "queue.before");
        var secret = add(Topic.JOBS, Topic.MONEY);
        happens(Subject.of(new JobId(1)), "queue.first");
        happens(Subject.of(new OrderId(1)), "talk.asked");
        happens(Subject.of(new OrderId(1)), "books.paid");
        happens(Subject.SHOP, "people.key-issued");
        happens(Subject.of(new JobId(1)), "queue.last");
        assertTrue(courier.tell(hook()));
        assertEquals(List.of("queue.first", "books.paid", "queue.last"), codes());
        var first = heard.getFirst();
        assertEquals(Sender.signature(secret, clock.instant(), first.body()), first.signature());
        assertTrue(courier.tell(hook()));
        assertEquals(3, heard.size(), "what has arrived is not sent again");
        assertTrue(desk.lately(hook().id()).stream().allMatch(Delivery::arrived));
    }

    @Test
    void triesAgainLaterAndLaterAndAfterADayWaitsForAPerson() {
        add(Topic.JOBS);
        happens(Subject.of(new JobId(1)), "queue.first");
        happens(Subject.of(new JobId(1)), "queue.second");
        answers = 500;
        var begun = clock.instant();
        while (hook().pausedAt() == null) {
            assertFalse(courier.tell(hook()));
            assertTrue(heard.size() < 50);
            clock.pass(Duration.between(clock.instant(), hook().dueAt()));
        }
        assertTrue(Duration.between(begun, hook().pausedAt()).compareTo(Courier.LONGEST_TRYING) >= 0);
        assertEquals(Set.of("queue.first"), Set.copyOf(codes()), "nothing overtakes");
        assertEquals(1, heard.stream().map(Request::delivery).distinct().count());
        assertEquals(List.of(hook()), desk.paused());
        courier.tick();
        answers = 204;
        heard.clear();
        assertTrue(desk.goOn(ann, hook().id()));
        assertTrue(courier.tell(hook()));
        assertEquals(List.of("queue.first", "queue.second"), codes(), "nothing was lost meanwhile");
        assertEquals(0, hook().tries());
    }

    @Test
    void followsNoRedirectAndTestsAtOnce() {
        add(Topic.JOBS);
        answers = 302;
        assertFalse(courier.test(hook()));
        assertEquals(1, heard.size());
        assertEquals(302, desk.lately(hook().id()).getFirst().httpStatus());
        answers = 200;
        assertTrue(courier.test(hook()));
    }

    @Test
    void oneThatDoesNotAnswerHoldsUpNobody() throws Exception {
        var arrived = new LinkedBlockingQueue<String>();
        // Somebody takes the call, and says nothing.
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            other.createContext("/quick", exchange -> {
                arrived.add("quick");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            var base = address().replace("/told", "");
            desk.add(ann, "http://127.0.0.1:" + deaf.getLocalPort() + "/", Set.of(Topic.JOBS), true);
            desk.add(ann, base + "/quick", Set.of(Topic.JOBS), true);
            happens(Subject.of(new JobId(1)), "queue.first");
            courier.tick();
            assertEquals("quick", arrived.take());
        }
    }

    @Test
    void goesNowhereInsideUnlessThatIsMeant() {
        assertInstanceOf(HookDesk.Added.Done.class, desk.add(ann, address(), Set.of(Topic.JOBS), false));
        assertFalse(courier.test(hook()));
        assertEquals("webhooks.forbidden", desk.lately(hook().id()).getFirst().problem());
        assertEquals(0, heard.size());
    }

    @Test
    void takesOnlyWholeAddressesOfTheWeb() {
        for (var wrong :
                List.of("ftp://example.org/", "example.org", "https://", "file:///etc/passwd", "http://a:b@c/"))
            assertInstanceOf(HookDesk.Added.Refused.class, desk.add(ann, wrong, Set.of(Topic.JOBS), true), wrong);
        assertTrue(desk.all().isEmpty());
    }

    @Test
    void aRemovedOneIsGone() {
        add(Topic.JOBS);
        assertTrue(desk.remove(ann, hook().id()));
        assertTrue(desk.all().isEmpty());
    }
}
