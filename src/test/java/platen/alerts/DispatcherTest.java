package platen.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.notices.Letters;
import platen.notices.Mailing;
import platen.notices.Post.Outcome;
import platen.people.Accounts;
import platen.people.MovableClock;
import platen.people.Person;
import platen.people.Role;
import platen.templating.Pages;
import platen.values.Actor;
import platen.values.JobId;
import platen.values.Message;
import platen.values.OrderId;

/// Pushes to a real server on this computer, which the rule of the shop allows here.
@ParameterizedClass
@EnumSource
class DispatcherTest {
    private static final int PATIENCE_S = 60;
    private static final Message STALLED = Message.of("host.stalled");
    private static final Message COLD = Message.of("streaming.does-not-heat");

    private final MovableClock clock = new MovableClock();
    private final Database database;
    private final Accounts accounts;
    private final DutyDesk desk;
    private final Dispatcher dispatcher;
    private final HttpServer server;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile int answer = 200;

    DispatcherTest(Store store) throws IOException {
        database = store.open();
        accounts = new Accounts(database, clock);
        desk = new DutyDesk(database, clock);
        var letters = new Letters(Pages.from(null, name -> name), () -> "https://print.example");
        dispatcher = new Dispatcher(database, letters, Mailing.none(), () -> "https://print.example", clock);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            heard.add(exchange.getRequestURI() + " | "
                    + exchange.getRequestHeaders().getFirst("Title") + " | "
                    + exchange.getRequestHeaders().getFirst("Priority") + " | " + body);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        dispatcher.close();
        server.stop(0);
        database.close();
    }

    @Test
    void tellsWhoIsOnDutyAndNobodyElse() throws Exception {
        allowLan();
        listens("ann", Duty.ON, at("/ann"), null, null);
        listens("bob", Duty.OFF, at("/bob"), null, null);
        happens(STALLED);
        dispatcher.tick();
        assertEquals(
                "/ann | Waits for you: ? | null | The machine says nothing any more. Look at it: the print goes on when it answers.",
                hears());
        await(Alert.State.SENT);
        happens(COLD);
        dispatcher.tick();
        assertTrue(hears().startsWith("/ann | LOOK AT ONCE: heaters, ? | urgent | "));
        assertNull(heard.poll(), "who is off duty is left alone while somebody is on");
    }

    @Test
    void quietHoursKeepAllButHeatersAway() throws Exception {
        allowLan();
        // In the shop's zone it is some time of this hour; quiet is the whole day but the hour before.
        listens("ann", Duty.ALWAYS, at("/quiet"), 0, 1439);
        happens(STALLED);
        happens(COLD);
        dispatcher.tick();
        assertTrue(hears().contains("heaters"));
        await(Alert.State.SENT);
        dispatcher.tick();
        assertEquals(1, all().size(), "nothing is kept for later");
    }

    @Test
    void aHeaterIsToldToAllWhereNobodyIsOnDuty() throws Exception {
        allowLan();
        listens("ann", Duty.OFF, at("/ann"), null, null);
        happens(STALLED);
        happens(COLD);
        dispatcher.tick();
        assertTrue(hears().contains("heaters"));
        await(Alert.State.SENT);
        assertEquals(1, all().size());
    }

    @Test
    void aDeadTargetHoldsUpNoOther() throws Exception {
        allowLan();
        try (var dead = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listens("ann", Duty.ON, "http://127.0.0.1:" + dead.getLocalPort() + "/", null, null);
            listens("bob", Duty.ON, at("/bob"), null, null);
            happens(STALLED);
            happens(Message.of("streaming.surplus-ok"));
            dispatcher.tick();
            assertTrue(hears().startsWith("/bob"));
            await(Alert.State.SENT);
            dispatcher.tick();
            assertTrue(
                    hears().startsWith("/bob"), "the second comes while the first target still keeps its own waiting");
            assertTrue(all().stream().anyMatch(alert -> alert.state() == Alert.State.WAITING));
        }
    }

    @Test
    void triesAgainUntilItIsTaken() throws Exception {
        allowLan();
        listens("ann", Duty.ON, at("/topic?auth=k&t={title}&m={text}"), null, null);
        answer = 503;
        happens(STALLED);
        dispatcher.tick();
        assertTrue(hears().startsWith("/topic?auth=k&t=Waits%20for%20you%3A%20%3F&m=The%20machine"));
        awaitProblem("outbound.answered");
        answer = 200;
        dispatcher.tick();
        assertNull(heard.poll(), "not before its time");
        clock.pass(Duration.ofMinutes(5));
        dispatcher.tick();
        hears();
        await(Alert.State.SENT);
        assertEquals(1, all().size());
    }

    @Test
    void goesNowhereNearUnlessTheShopAllowsIt() throws Exception {
        var ann = listens("ann", Duty.ON, at("/ann"), null, null);
        assertEquals("outbound.near", refusal(ann));
        happens(STALLED);
        dispatcher.tick();
        await(Alert.State.GIVEN_UP);
        allowLan();
        assertEquals(new Outcome.Accepted(), dispatcher.trial(ann).get(Way.PUSH));
        assertTrue(hears().startsWith("/ann | A test"));
        answer = 302;
        assertEquals("outbound.elsewhere", refusal(ann));
        hears();
        assertNull(heard.poll(), "nobody followed");
    }

    @Test
    void refusesWhatIsNoAddressAndDutyWithoutAWay() {
        var ann = accounts.openWithoutPassword("ann", "ann@example.org", Role.WORKER);
        for (var address : List.of("ftp://a.example/", "ntfy.example/topic", "file:///etc/passwd", "http:///x"))
            assertEquals(
                    "outbound.no-address",
                    desk.set(ann, new DutyDesk.Wish(Duty.ON, false, address, false, null, null))
                            .orElseThrow()
                            .key(),
                    address);
        assertEquals("alerts.no-way", desk.setDuty(ann, Duty.ON).orElseThrow().key());
        assertEquals(Duty.OFF, desk.of(ann.id()).duty());
    }

    @Test
    void customersAreToldOnlyToWhoAskedForIt() throws Exception {
        allowLan();
        listens("ann", Duty.ON, at("/ann"), null, null);
        var bob = accounts.openWithoutPassword("bob", "bob@example.org", Role.WORKER);
        assertTrue(desk.set(bob, new DutyDesk.Wish(Duty.ON, false, at("/bob"), true, null, null))
                .isEmpty());
        database.use(change -> Events.write(
                change, clock.instant(), Actor.customer("Ida"), Subject.of(new OrderId(7)), Message.of("talk.asked")));
        dispatcher.tick();
        assertTrue(hears().startsWith("/bob | A customer waits"));
        await(Alert.State.SENT);
        assertEquals(1, all().size());
    }

    private String refusal(Person who) {
        return assertInstanceOf(Outcome.Refused.class, dispatcher.trial(who).get(Way.PUSH))
                .why()
                .key();
    }

    private void allowLan() {
        desk.allowLan(accounts.openWithoutPassword("boss", "boss@example.org", Role.COORDINATOR), true);
    }

    private Person listens(String name, Duty duty, String push, @Nullable Integer from, @Nullable Integer until) {
        var who = accounts.openWithoutPassword(name, name + "@example.org", Role.WORKER);
        assertTrue(desk.set(who, new DutyDesk.Wish(duty, false, push, false, from, until))
                .isEmpty());
        return who;
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void happens(Message what) {
        database.use(
                change -> Events.write(change, clock.instant(), Actor.host("pi"), Subject.of(new JobId(999)), what));
    }

    private String hears() throws InterruptedException {
        var said = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(said, "nothing came");
        return said;
    }

    private List<Alert> all() {
        return accounts.present().stream()
                .flatMap(person -> database.reading(Alerts.class).lately(person.id(), 50).stream())
                .toList();
    }

    /// Until no alert but those of dead targets is on its way.
    private void await(Alert.State state) throws InterruptedException {
        for (int tries = 0; tries < PATIENCE_S * 20; tries++) {
            if (all().stream().anyMatch(alert -> alert.state() == state)) return;
            Thread.sleep(50);
        }
        throw new AssertionError(all().toString());
    }

    private void awaitProblem(String key) throws InterruptedException {
        for (int tries = 0; tries < PATIENCE_S * 20; tries++) {
            if (all().stream()
                    .anyMatch(alert ->
                            alert.problem() != null && alert.problem().key().equals(key))) return;
            Thread.sleep(50);
        }
        throw new AssertionError(all().toString());
    }
}
