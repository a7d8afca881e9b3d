package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.BRACKET;
import static platen.web.Customer.with;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.machines.MachineKind;
import platen.orders.Choices;
import platen.orders.OrderState;
import platen.people.Role;
import platen.queue.Job;
import platen.queue.Jobs;

/// One order of several things on pages without a script: added, changed, taken out, approved as one.
class BasketPagesTest {
    private static final Map<String, String> FLYERS =
            Map.of("size", "Letter", "ink", "colour", "sides", "two", "quantity", "50");

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
    void leadsFromTwoFilesToOneOrder() throws Exception {
        var place = customer.priced();
        assertTrue(customer.page(place).contains(place + "/add\""), customer.page(place));
        assertTrue(customer.page(place + "/add").contains(place + "/add/flyer\""), customer.page(place + "/add"));
        var flyer = add(place, "flyer", "document flyer");
        assertEquals(place + "/lines/" + lineId(place, 1) + "?as=flyer", flyer);
        var begun = customer.page(place);
        assertTrue(begun.contains("Not chosen yet") && !begun.contains("OK to print?"), begun);
        var chosen = choose(place, 1, with(FLYERS, "product", "flyer"));
        assertEquals(303, chosen);

        var page = customer.page(place);
        assertTrue(page.contains("PLA, black") && page.contains("Flyer"), page);
        assertTrue(page.contains("<th scope=\"rowgroup\">"), "the price has a group for each");
        assertEquals(place, SignInPagesTest.place(site.post(place + "/approve", customer.approval(place))));
        var order = customer.view(place).order();
        assertEquals(OrderState.APPROVED, order.state());
        var jobs = site.database.reading(Jobs.class).of(order.id());
        assertEquals(
                List.of(MachineKind.PRINTER_3D, MachineKind.PRESS, MachineKind.BENCH),
                jobs.stream().map(Job::kind).toList());
        assertTrue(customer.page(place).contains("PLA, black")
                && customer.page(place).contains("Flyer"));
        var desk = site.get("/work/orders/" + order.id().value(), "Cookie", site.cookieOf(Role.COORDINATOR))
                .body();
        assertTrue(
                desk.contains("/lines/" + lineId(place, 0) + "/file")
                        && desk.contains("/lines/" + lineId(place, 1) + "/file"),
                desk);
    }

    @Test
    void changesOneThingOnAPageOfItsOwn() throws Exception {
        var place = both();
        var part = place + "/lines/" + lineId(place, 0);
        var page = customer.page(part);
        assertTrue(page.contains("name=\"filament\"") && !page.contains("name=\"band\""), page);
        assertFalse(page.contains("OK to print?"), "it is said to the whole");
        assertTrue(customer.page(place).contains("name=\"band\""), customer.page(place));
        choose(place, 0, with(BRACKET, "quantity", "7"));
        assertEquals(
                7,
                requireNonNull(customer.view(place).lines().getFirst().choices())
                        .quantity());
        site.post(place + "/quantity", Map.of("line", "" + lineId(place, 1), "quantity", "100"));
        assertEquals(
                100,
                requireNonNull(customer.view(place).lines().getLast().choices()).quantity());
        var wrong = site.post(place + "/choices", with(with(BRACKET, "quantity", "0"), "line", "" + lineId(place, 0)));
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("quantity-error"), wrong.body());
    }

    @Test
    void hasTheTermsOfAllTogether() throws Exception {
        var place = both();
        site.post(place + "/terms", Map.of("band", "Solidarity", "rush", "", "group", ""));
        assertEquals("Solidarity", requireNonNull(customer.view(place).terms()).band());
        choose(place, 0, BRACKET);
        assertEquals("Solidarity", requireNonNull(customer.view(place).terms()).band(), "a line says nothing of it");
        assertEquals(422, site.post(place + "/terms", Map.of("band", "Free")).statusCode());
    }

    @Test
    void takesOneThingOutAndSaysItOfWhatIsGone() throws Exception {
        var place = both();
        var flyer = place + "/lines/" + lineId(place, 1);
        assertEquals(place, SignInPagesTest.place(site.post(flyer + "/remove", Map.of())));
        assertEquals(1, customer.view(place).lines().size());
        assertTrue(customer.page(place).contains("OK to print?"), customer.page(place));
        assertEquals(303, site.get(flyer).statusCode(), "it leads to the order");
        assertEquals(303, site.post(flyer + "/remove", Map.of()).statusCode());
        var before = customer.view(place).order().quote();
        var stale = with(FLYERS, "line", flyer.substring(flyer.lastIndexOf('/') + 1));
        assertEquals(303, site.post(place + "/choices", stale).statusCode(), "the other window");
        assertEquals(before, customer.view(place).order().quote());
        var last = place + "/lines/" + lineId(place, 0);
        site.post(last + "/remove", Map.of());
        assertEquals(1, customer.view(place).lines().size());
    }

    @Test
    void replacesAFileAndKeepsTheChoices() throws Exception {
        var place = both();
        var flyer = place + "/lines/" + lineId(place, 1);
        var before = customer.view(place).lines().getLast();
        var form = Map.of("once", Customer.once(customer.page(flyer + "/file")));
        assertEquals(flyer, SignInPagesTest.place(site.upload(flyer + "/file", form, "file", "document changed")));
        var after = customer.view(place).lines().getLast();
        assertNotEquals(before.file(), after.file());
        assertEquals(before.choices(), after.choices());
        var refused = site.upload(flyer + "/file", form, "file", "part and no document");
        Customer.assertRefused(refused, "file", "3D part");
        assertEquals(after.file(), customer.view(place).lines().getLast().file());
        Customer.assertRefused(site.upload(flyer + "/file", form, "file", (String) null), "file", "file");
    }

    @Test
    void addsNothingToWhatIsNoDraft() throws Exception {
        var place = both();
        site.post(place + "/approve", customer.approval(place));
        for (var path : List.of("/add", "/add/part", "/lines/" + lineId(place, 0) + "/file")) {
            assertEquals(303, site.get(place + path).statusCode(), path);
        }
        site.upload(place + "/add/part", Map.of("once", "late"), "file", "part late");
        site.post(place + "/lines/" + lineId(place, 0) + "/remove", Map.of());
        assertEquals(2, customer.view(place).lines().size());
        assertEquals(404, site.get("/o/guessed/add").statusCode());
        assertEquals(404, site.post("/o/guessed/lines/1/remove", Map.of()).statusCode());
    }

    @Test
    void sendsAllToAPersonForOneOfThem() throws Exception {
        var place = both();
        choose(place, 0, with(BRACKET, "quantity", "150"));
        assertNull(customer.view(place).quote());
        assertTrue(customer.page(place).contains("Let us look at it"), customer.page(place));
        site.post(place + "/ask", Map.of("name", "Ida B.", "email", "ida@example.org", "wish", "All of them"));
        var view = customer.view(place);
        assertEquals(OrderState.SUBMITTED, view.order().state());
        assertTrue(customer.page(place).contains("PLA, black")
                && customer.page(place).contains("Copies"));
        var price = site.get(
                        "/work/orders/" + view.order().id().value() + "/price",
                        "Cookie",
                        site.cookieOf(Role.COORDINATOR))
                .body();
        assertTrue(price.contains("/lines/" + lineId(place, 1) + "/file"), price);
        assertTrue(customer.view(place).lines().getLast().choices() instanceof Choices.Paper);
    }

    /// A part and flyers with a price.
    private static String both() throws IOException, InterruptedException {
        var place = customer.priced();
        add(place, "paper", "document flyer");
        choose(place, 1, FLYERS);
        return place;
    }

    private static String add(String place, String product, String content) throws IOException, InterruptedException {
        var path = place + "/add/" + product;
        var form = Map.of("once", Customer.once(customer.page(path)));
        return SignInPagesTest.place(site.upload(path, form, "file", content));
    }

    private static int choose(String place, int line, Map<String, String> choices)
            throws IOException, InterruptedException {
        return site.post(place + "/choices", with(choices, "line", "" + lineId(place, line)))
                .statusCode();
    }

    private static long lineId(String place, int which) {
        return customer.view(place).lines().get(which).id().value();
    }
}
