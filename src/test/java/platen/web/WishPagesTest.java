package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.assertRefused;
import static platen.web.Customer.with;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.people.Role;
import platen.queue.Jobs;
import platen.values.Money;

/// Orders that begin without a file, at home or at the counter; how they get to people; and the way back to a draft.
class WishPagesTest {
    private static final Map<String, String> WISH = Map.of(
            "wish",
            "A handle for an old drawer",
            "quantity",
            "2",
            "measures",
            "80 mm",
            "brings",
            "yes",
            "name",
            "Ida B.",
            "email",
            "ida@example.org",
            "phone",
            "");

    @TempDir
    private static Path spool;

    private static Site site;
    private static Customer customer;

    @BeforeAll
    static void open() throws IOException {
        site = new Site(Listening.locally(spool));
        site.publishPrices();
        customer = new Customer(site);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void beginWithoutOrders() {
        customer.beginWithoutOrders();
    }

    @AfterEach
    void leavesNothingLyingAboutAndGoesOn() throws Exception {
        customer.assertLeavesNothingLyingAboutAndGoesOn();
    }

    @Test
    void asksWithWordsAloneAndGetsWhatAPersonNames() throws Exception {
        assertTrue(customer.page("/").contains("href=\"/order/ask\""), customer.page("/"));
        var place = SignInPagesTest.place(ask(WISH, null));
        var view = customer.view(place);
        assertEquals(OrderState.SUBMITTED, view.order().state());
        var page = customer.page(place);
        assertTrue(page.contains("A handle for an old drawer") && page.contains("80 mm"), page);
        var worker = site.cookieOf(Role.COORDINATOR);
        assertTrue(site.get("/work/quotes", "Cookie", worker).body().contains("A handle for an old drawer"));
        var desk = "/work/orders/" + view.order().id().value();
        var form = site.get(desk + "/price", "Cookie", worker);
        assertTrue(form.body().contains("Draw it for them"), form.body());
        var attach = Map.of("once", "model", "quantity", "2");
        assertEquals(
                303,
                site.upload(desk + "/attach", attach, "file", "part handle", "Cookie", worker)
                        .statusCode());
        var until = LocalDate.ofInstant(site.clock.instant(), ZoneOffset.UTC)
                .plusDays(9)
                .toString();
        var offer = Map.of("words1", "Design time", "amount1", "20", "until", until, "before", "", "note", "");
        assertEquals(303, site.post(desk + "/price", offer, "Cookie", worker).statusCode());
        assertTrue(customer.page(place).contains("Design time"), customer.page(place));
        assertTrue(customer.page(place).contains(place + "/picture"), "the model is seen before it is approved");
        var quote = requireNonNull(customer.view(place).order().quote()).value();
        site.post(place + "/accept", Map.of("ok", "yes", "quote", "" + quote));
        assertEquals(OrderState.APPROVED, customer.view(place).order().state());
        assertEquals(1, site.database.reading(Jobs.class).of(view.order().id()).size());
        assertEquals(200, site.get(place).statusCode());
        assertEquals(200, site.get(desk, "Cookie", worker).statusCode());
    }

    @Test
    void saysAtEachFieldWhatIsMissing() throws Exception {
        assertRefused(ask(with(WISH, "wish", " "), null), "wish", "some words");
        assertRefused(ask(with(WISH, "name", ""), null), "name", "name");
        assertRefused(ask(with(WISH, "email", ""), null), "email", "e-mail");
        assertRefused(ask(with(WISH, "needed", "2001-01-01"), null), "needed", "from today on");
        assertRefused(ask(WISH, "neither photo nor drawing"), "file", "");
        customer.assertStoredNothing();
    }

    @Test
    void leadsAReturningBrowserBackToItsDraft() throws Exception {
        var begun = customer.send("part", customer.form("part"), "part bracket");
        var place = SignInPagesTest.place(begun);
        var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        var kept = cookie.substring(0, cookie.indexOf(';'));
        assertTrue(front(kept).contains("href=\"" + place + "\""), front(kept));
        assertFalse(customer.page("/").contains(place), "nobody else is told");
        assertEquals(
                303, site.post("/open-orders/forget", Map.of(), "Cookie", kept).statusCode());
        assertTrue(front("platen-orders=" + "x".repeat(3_000) + ".<script>").contains("/order/part"));
        site.post(place + "/choices", Customer.BRACKET);
        site.post(place + "/approve", customer.approval(place));
        assertFalse(front(kept).contains(place), "it is ordered");
        var answer = site.get(place, "Cookie", kept);
        assertTrue(answer.headers().firstValue("Set-Cookie").orElseThrow().contains("platen-orders=;"));
    }

    private static String front(String cookie) throws IOException, InterruptedException {
        return site.get("/", "Cookie", cookie).body();
    }

    @Test
    void keepsWhoCollectsItAndByWhenItIsNeeded() throws Exception {
        var place = customer.priced();
        var far = LocalDate.ofInstant(site.clock.instant().plus(Duration.ofDays(60)), ZoneOffset.UTC)
                .toString();
        var soon = LocalDate.ofInstant(site.clock.instant().plus(Duration.ofDays(1)), ZoneOffset.UTC)
                .toString();
        var form = with(with(customer.approval(place), "collector", "Mara Quill"), "needed", soon);
        assertRefused(site.post(place + "/approve", form), "needed", "before the day that we promise");
        site.post(place + "/approve", with(form, "needed", far));
        assertEquals(OrderState.APPROVED, customer.view(place).order().state());
        var desk = "/work/orders/" + customer.view(place).order().id().value();
        assertTrue(site.get(desk, "Cookie", site.cookieOf(Role.WORKER)).body().contains("Mara Quill"));
        assertTrue(customer.page(place).contains("Mara Quill"), customer.page(place));
    }

    @Test
    void asksWhereToBringAnOrder() throws Exception {
        var place = customer.priced();
        var without = requireNonNull(customer.view(place).quote()).price().total();
        site.post(place + "/choices", with(Customer.BRACKET, "delivery", "yes"));
        assertEquals(
                without.plus(new Money(1_200)),
                requireNonNull(customer.view(place).quote()).price().total());
        assertTrue(customer.page(place).contains("name=\"address\""), customer.page(place));
        assertRefused(site.post(place + "/approve", customer.approval(place)), "address", "where to bring it");
        site.post(place + "/approve", with(customer.approval(place), "address", "1 Type Lane"));
        assertEquals(OrderState.APPROVED, customer.view(place).order().state());
        assertTrue(customer.page(place).contains("1 Type Lane"), customer.page(place));
    }

    @Test
    void beginsTheSameOrderAgain() throws Exception {
        var place = customer.priced();
        site.post(place + "/approve", customer.approval(place));
        var page = customer.page(place);
        assertTrue(page.contains(place + "/again"), page);
        var again = SignInPagesTest.place(site.post(place + "/again", Map.of("once", "x")));
        assertEquals(again, SignInPagesTest.place(site.post(place + "/again", Map.of("once", "x"))));
        assertEquals(
                customer.view(place).line().file(), customer.view(again).line().file());
        assertTrue(customer.page(again).contains("OK to print?"), customer.page(again));
        assertEquals(404, site.post("/o/guessed/again", Map.of()).statusCode());
    }

    @Test
    void takesAnOrderAtTheCounterInFiveFields() throws Exception {
        var worker = site.cookieOf(Role.WORKER);
        var form = new HashMap<>(Map.of(
                "once",
                "counter",
                "what",
                "50 flyers",
                "kind",
                "PRESS",
                "quantity",
                "50",
                "price",
                "12.50",
                "name",
                "Ann",
                "contact",
                "601 555 0100",
                "paid",
                "yes",
                "method",
                "CASH"));
        assertTrue(site.get("/work/orders/new", "Cookie", worker).body().contains("Five fields"));
        var first = site.upload("/work/orders/new", form, "file", (String) null, "Cookie", worker);
        var place = SignInPagesTest.place(first);
        site.upload("/work/orders/new", form, "file", (String) null, "Cookie", worker);
        assertEquals(1, site.database.reading(Orders.class).open().size(), "a double click");
        var order = site.database.reading(Orders.class).open().getFirst();
        assertEquals("/work/orders/" + order.id().value(), place);
        assertEquals(Money.ZERO, site.till.open(order.id()));
        assertEquals(
                "50 flyers",
                site.database.reading(Jobs.class).of(order.id()).getFirst().title());
        assertEquals(200, site.get(place, "Cookie", worker).statusCode());
        assertEquals(200, site.get("/o/" + order.token()).statusCode());
        form.put("contact", "nonsense");
        form.put("once", "other");
        var wrong = site.upload("/work/orders/new", form, "file", (String) null, "Cookie", worker);
        assertRefused(wrong, "contact", "telephone");
        assertEquals(303, site.get("/work/orders/new").statusCode(), "only workers");
    }

    private static HttpResponse<String> ask(Map<String, String> form, @Nullable String content)
            throws IOException, InterruptedException {
        var once = Customer.once(customer.page("/order/ask"));
        return site.upload("/order/ask", with(form, "once", once), "file", content);
    }
}
