package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.machines.MachineKind;
import platen.machines.Register;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Product;
import platen.people.Role;
import platen.pricing.PaperProduct;
import platen.queue.Jobs;
import platen.values.Actor;
import platen.values.MachineId;

/// Tickets, the pick-up shelf, and what jobs ask of machines, with a browser that runs no script.
class TicketPagesTest {
    private static final Actor ANN = Actor.worker("Ann");
    private static final Choices FOLDED = new Choices.Paper(
            PaperProduct.FLYER, "Letter", "", "", "", List.of("black"), false, List.of("folding"), 50);

    private final Site site = new Site();
    private final String cookie = site.cookieOf(Role.WORKER);
    private MachineId press = new MachineId(0);

    TicketPagesTest() throws IOException {}

    @BeforeEach
    void openTheShop() {
        site.publishPrices();
        press = new Register(site.database, site.clock)
                .addByHand("Old Heidelberg", MachineKind.PRESS, ANN)
                .orElseThrow();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aTicketTellsWhatIsToBeDoneAndNothingOfMoneyOrContact() throws Exception {
        var order = site.order(Product.PAPER, FOLDED, "flyer.pdf");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        var ticket = get("/work/jobs/" + job.id().value() + "/ticket");
        assertTrue(ticket.contains(order.code()), ticket);
        assertTrue(ticket.contains("Old Heidelberg"), ticket);
        assertTrue(ticket.contains("folding"), ticket);
        assertTrue(ticket.contains("half-sheets is-"), ticket);
        assertFalse(ticket.contains(String.valueOf(order.email())), ticket);
        assertFalse(ticket.contains("$"), ticket);
        assertTrue(get("/work/jobs/" + job.id().value() + "/ticket.svg").startsWith("<svg"));
        assertTrue(get("/work/tickets").contains("ticket.svg"), get("/work/tickets"));
        assertEquals(404, site.get("/work/jobs/999/ticket", "Cookie", cookie).statusCode());
    }

    @Test
    void anOrderThatIsReadyGetsAPlaceThatTheCounterFinds() throws Exception {
        var order = ready();
        var at = "/work/orders/" + order.id().value();
        assertTrue(get(at).contains("Name the places of the shelf"), get(at));
        post("/work/shelf", Map.of("names", "A1, A2"));
        assertTrue(get(at).contains("Put it on the shelf at"), get(at));
        var places = site.database.reading(platen.queue.Shelves.class).places();
        assertEquals(
                303,
                post(at + "/shelf", Map.of("place", "" + places.getFirst().id()))
                        .statusCode());
        assertTrue(get(at).contains("It lies at"), get(at));
        assertTrue(get("/work/shelf").contains(order.code()), get("/work/shelf"));
        var name = String.valueOf(order.customerName());
        var found = get("/work/orders?code=" + name.substring(0, 3).toLowerCase(java.util.Locale.ROOT));
        assertTrue(found.contains("Open orders of customers called"), found);
        assertTrue(found.contains("A1"), found);
        var label = get(at + "/label");
        assertTrue(label.contains(order.code()) && label.contains("A1"), label);
        assertTrue(get(at + "/label.svg").startsWith("<svg"));
        post(at + "/collected", Map.of());
        assertFalse(get("/work/shelf").contains(order.code()));
    }

    @Test
    void aJobSaysWhatItAsksForAndWhichMachineHasIt() throws Exception {
        var job = site.database
                .reading(Jobs.class)
                .of(site.order(Product.PAPER, FOLDED, "flyer.pdf").id())
                .getFirst();
        var at = "/work/jobs/" + job.id().value();
        assertEquals(303, post(at + "/needs", Map.of("words", "blue drum")).statusCode());
        assertTrue(get(at).contains("Old Heidelberg is not noted as “blue drum”"), get(at));
        var machine = "/work/machines/" + press.value();
        post(machine + "/fitting", Map.of("words", "Blue drum"));
        assertTrue(get(machine).contains("Blue drum"), get(machine));
        assertFalse(get(at).contains("is not noted as"), get(at));
        assertEquals(
                303,
                post(machine + "/fitting", Map.of("nozzle", "wide", "words", ""))
                        .statusCode());
        assertTrue(get(machine).contains("Blue drum"), "nothing was changed by a nozzle that is none");
    }

    @Test
    void theCustomerSaysOkToAFileThatTheShopChanged() throws Exception {
        var order = site.order(Product.PAPER, FOLDED, "flyer.pdf");
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        var at = "/work/jobs/" + job.id().value();
        var mine = "/o/" + order.token();
        assertFalse(site.get(mine).body().contains("We changed your file"));
        site.upload(at + "/new-file", Map.of("back", at), "file", "document with bleed", "Cookie", cookie);
        assertTrue(get(at).contains("It waits for the customer to agree."), get(at));
        var page = site.get(mine).body();
        assertTrue(page.contains("We changed your file"), page);
        var button = page.substring(page.indexOf(mine + "/changed/"));
        var act = button.substring(0, button.indexOf('"'));
        assertEquals(404, site.get(mine + "/changed/999/after/pages/1").statusCode());
        var other = site.order(Product.PAPER, FOLDED, "other.pdf");
        site.post(act.replace(order.token(), other.token()), Map.of());
        assertTrue(get(at).contains("It waits for the customer to agree."), "nobody answers for somebody else");
        assertEquals(303, site.post(act, Map.of()).statusCode());
        assertFalse(site.get(mine).body().contains("We changed your file"));
        assertFalse(get(at).contains("It waits for the customer to agree."), get(at));
        assertTrue(get(at).contains("The customer approved the changed file"), get(at));
    }

    private Order ready() throws Exception {
        var order = site.order(Product.PAPER, FOLDED, "flyer.pdf");
        site.database.use(
                change -> change.attach(Orders.class).move(order.id(), OrderState.APPROVED, OrderState.READY));
        return site.database.reading(Orders.class).find(order.id()).orElseThrow();
    }

    private String get(String path) throws Exception {
        return site.get(path, "Cookie", cookie).body();
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return site.post(path, form, "Cookie", cookie);
    }
}
