package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.Product;
import platen.people.Role;
import platen.queue.Jobs;
import platen.shop.Shop;
import platen.values.Actor;
import platen.values.Secrets;

/// The counter's money in the browser: who may do what, what customers get, and what is refused in words.
class MoneyPagesTest {
    private static final Choices FLYERS = Choices.Paper.copies("Letter", "colour", true, 50);
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    private final Site site = new Site();
    private final Customer customer = new Customer(site);
    private String worker = "";
    private String coordinator = "";

    MoneyPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
        worker = site.cookieOf(Role.WORKER);
        coordinator = site.cookieOf(Role.COORDINATOR);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Order order() throws IOException, InterruptedException {
        return site.order(Product.PAPER, FLYERS, "flyer.pdf");
    }

    @Test
    void givesCustomersTheirPapers() throws Exception {
        var order = order();
        var open = site.till.open(order.id()).toString();
        var page = "/work/orders/" + order.id().value();
        var money = "/work/money/orders/" + order.id().value();
        assertEquals(
                303,
                post(page + "/pay", Map.of("amount", open, "method", "CASH"), worker)
                        .statusCode());
        assertEquals(303, post(money + "/invoice", Map.of(), worker).statusCode());
        var track = site.get("/o/" + order.token()).body();
        assertTrue(track.contains("/receipt/R-2026-000001") && track.contains("/invoice/I-2026-000001"), track);
        for (var paper :
                new String[] {"/receipt/R-2026-000001", "/receipt/R-2026-000001?slip=yes", "/invoice/I-2026-000001"}) {
            var pdf = site.get("/o/" + order.token() + paper);
            assertEquals(
                    "application/pdf", pdf.headers().firstValue("Content-Type").orElse(""));
            assertTrue(pdf.body().startsWith("%PDF-"));
            assertEquals(200, site.get(page + paper, "Cookie", worker).statusCode());
        }
        var other = order();
        assertEquals(
                404, site.get("/o/" + other.token() + "/receipt/R-2026-000001").statusCode());
        assertEquals(
                404, site.get("/o/" + order.token() + "/invoice/R-2026-000001").statusCode());
    }

    @Test
    void asksForTheDepositFirst() throws Exception {
        post("/work/money/rules", rules("DEPOSIT"), coordinator);
        new Register(site.database, site.clock).addByHand("Press", MachineKind.PRESS, Actor.worker("Ann"));
        var place = customer.priced();
        assertTrue(site.get(place).body().contains("before we start, and the rest when you pick it up"));
        site.post(place + "/approve", Customer.with(customer.approval(place), "reference", "PO 4711"));
        var order = customer.view(place).order();
        assertTrue(site.get(place).body().contains("before we start"), "said on the order's page");
        assertTrue(site.get("/work", "Cookie", worker).body().contains("It waits for payment"));
        assertEquals(
                "PO 4711", Books.of(site.parts).invoices().billing(order.id()).reference());
        var money = "/work/money/orders/" + order.id().value();
        assertEquals(422, post(money + "/let-go", Map.of("goWhy", " "), worker).statusCode());
        assertEquals(
                303,
                post(money + "/let-go", Map.of("goWhy", "a known customer"), worker)
                        .statusCode());
        assertFalse(site.get("/work", "Cookie", worker).body().contains("It waits for payment"));
        assertTrue(site.get(money, "Cookie", worker).body().contains("Still to be paid"));
    }

    @Test
    void startsNothingThatIsNotPaid() throws Exception {
        post("/work/money/rules", rules("ALL"), coordinator);
        var press = new Register(site.database, site.clock).addByHand("Press", MachineKind.PRESS, Actor.worker("Ann"));
        var order = order();
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        var start = "/work/jobs/" + job.id().value() + "/start";
        var machine = "" + press.orElseThrow().value();
        post("/work/machines/" + machine + "/clear", Map.of(), worker);
        post(start, Map.of("machine", machine), worker);
        assertEquals(0, running(order), "not before it is paid");
        var open = site.till.open(order.id()).toString();
        post("/work/orders/" + order.id().value() + "/pay", Map.of("amount", open, "method", "CARD"), worker);
        post(start, Map.of("machine", machine), worker);
        assertEquals(1, running(order));
    }

    private long running(Order order) {
        return site.database.reading(Jobs.class).of(order.id()).stream()
                .filter(job -> job.startedAt() != null)
                .count();
    }

    private static Map<String, String> rules(String rule) {
        return Map.of(
                "startRule",
                rule,
                "depositPercent",
                "50",
                "startAbove",
                "",
                "dueDays",
                "14",
                "taxNumber",
                "",
                "howToPay",
                "",
                "yearInNumber",
                "yes");
    }

    @Test
    void leavesRulesAndAccountsToCoordinators() throws Exception {
        for (var page : new String[] {"", "/rules", "/accounts", "/entries.csv"})
            assertEquals(403, site.get("/work/money" + page, "Cookie", worker).statusCode(), page);
        var money = "/work/money/orders/" + order().id().value();
        assertEquals(403, post(money + "/credit", Map.of(), worker).statusCode());
        assertEquals(403, post(money + "/exempt", Map.of(), worker).statusCode());
        assertEquals(200, site.get("/work/till", "Cookie", worker).statusCode());
    }

    @Test
    void saysInWordsWhatIsRefused() throws Exception {
        var order = order();
        var money = "/work/money/orders/" + order.id().value();
        post("/work/orders/" + order.id().value() + "/pay", Map.of("amount", "1", "method", "CASH"), worker);
        var refund = Map.of("back", "2", "backMethod", "CASH", "backWhy", "askew");
        Customer.assertRefused(post(money + "/refund", refund, worker), "back", "Only $1.00 was paid");
        var entry = site.till.entries(order.id()).getFirst().id();
        var field = "why" + entry;
        Customer.assertRefused(post(money + "/reverse", Map.of("entry", "" + entry), worker), field, "Fill this in");
        assertEquals(
                303,
                post(money + "/reverse", Map.of("entry", "" + entry, field, "typed wrong"), worker)
                        .statusCode());
        var credit = post(money + "/credit", Map.of("creditWhy", "askew", "lines", "0"), coordinator);
        assertTrue(credit.statusCode() == 422 && credit.body().contains("There is no invoice"), credit.body());
        var charge = post(money + "/charge", Map.of("account", "x"), worker);
        assertTrue(charge.statusCode() == 422 && charge.body().contains("Choose an account"), charge.body());
    }

    @Test
    void reckonsADraftWithoutTaxWhenTheNumberIsRight() throws Exception {
        site.settings.change(Actor.worker("Ann"), MoneyPagesTest::taxed);
        var place = customer.priced();
        var before = customer.view(place).quote();
        assertTrue(site.get(place).body().contains("Are you free of tax?"));
        assertEquals(
                303,
                site.post(place + "/exempt", Map.of("exemptNumber", "TX-77")).statusCode());
        assertTrue(site.get(place).body().contains("TX-77"));
        assertTrue(site.get("/work/money", "Cookie", coordinator).body().contains("TX-77"));
        var money = "/work/money/orders/" + customer.view(place).order().id().value();
        assertEquals(
                303,
                post(money + "/exempt", Map.of("right", "yes"), coordinator).statusCode());
        var after = customer.view(place).quote();
        assertTrue(before != null && before.asked().taxBasisPoints() == 825);
        assertTrue(after != null && after.asked().taxBasisPoints() == 0);
        assertFalse(site.get(place).body().contains("Are you free of tax?"));
    }

    private static Shop taxed(Shop shop) {
        return new Shop(
                shop.name(),
                shop.address(),
                shop.phone(),
                shop.email(),
                shop.logo(),
                shop.hours(),
                shop.zone(),
                shop.currency(),
                "Sales tax",
                825,
                shop.units(),
                shop.paper(),
                true,
                true,
                shop.done());
    }

    @Test
    void countsTheTillByCoinsOrAsASum() throws Exception {
        post("/work/till/in", Map.of("in", "20"), worker);
        var seen = SEEN.matcher(site.get("/work/till", "Cookie", worker).body());
        assertTrue(seen.find());
        var expected = seen.group(1);
        Customer.assertRefused(count(expected, Map.of()), "counted", "Count what is in the till");
        Customer.assertRefused(count(expected, Map.of("n1000", "1", "counted", "20")), "counted", "make $10.00");
        Customer.assertRefused(count(expected, Map.of("n1000", "1")), "note", "The count differs by -$10.00");
        assertEquals(303, count(expected, Map.of("n1000", "1", "n500", "2")).statusCode());
        assertTrue(site.get("/work/till", "Cookie", worker).body().contains("Counted before"));
        var csv = site.get("/work/till/day.csv?day=2026-05-02", "Cookie", worker)
                .body()
                .split("\r\n", -1);
        assertEquals("entry,at,kind,method,amount_cents,order,account,document,reverses,note,taken_by", csv[0]);
        assertEquals("1,2026-05-02T12:00:00Z,CASH_IN,CASH,2000,,,,,\"\",\"worker0\"", csv[1]);
    }

    private HttpResponse<String> count(String seen, Map<String, String> counted)
            throws IOException, InterruptedException {
        var form = new HashMap<>(counted);
        form.put("seen", seen);
        return post("/work/till/close", form, worker);
    }

    @Test
    void putsOrdersOnAccountsAndStatesThem() throws Exception {
        var opened = post(
                "/work/money/accounts",
                Map.of("name", "Elm School", "address", "2 Elm Street", "termsDays", "30"),
                coordinator);
        var place = opened.headers().firstValue("Location").orElseThrow();
        var account = place.substring(place.lastIndexOf('/') + 1);
        var order = order();
        var money = "/work/money/orders/" + order.id().value();
        assertEquals(
                303, post(money + "/charge", Map.of("account", account), worker).statusCode());
        assertTrue(site.get("/o/" + order.token()).body().contains("on the account of Elm School"));
        post(place + "/pay", Map.of("amount", "1", "method", "TRANSFER", "note", "=bank"), coordinator);
        var page = site.get(place, "Cookie", coordinator).body();
        assertTrue(page.contains("Owes $") && page.contains("2026-05"), page);
        var statement = place + "/statement/2026-05";
        assertTrue(site.get(statement, "Cookie", coordinator).body().contains("Balance after"));
        assertTrue(site.get(statement + "/pdf", "Cookie", coordinator).body().startsWith("%PDF-"));
        assertTrue(site.get(statement + "/csv", "Cookie", coordinator).body().startsWith("at,kind,document,order,"));
        assertEquals(
                404,
                site.get(place + "/statement/2026-13", "Cookie", coordinator).statusCode());
        assertTrue(site.get("/work/money/entries.csv?from=2026-05-01&to=2026-05-31", "Cookie", coordinator)
                .body()
                .contains("\"'=bank\""));
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String cookie)
            throws IOException, InterruptedException {
        var sent = new HashMap<>(form);
        sent.putIfAbsent("once", Secrets.token());
        return site.post(path, sent, "Cookie", cookie);
    }
}
