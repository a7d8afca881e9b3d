package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.BRACKET;
import static platen.web.Customer.IDA;
import static platen.web.Customer.assertRefused;
import static platen.web.Customer.with;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.orders.OrderState;
import platen.orders.PriceBooks;
import platen.people.Role;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Money;

/// Orders whose price a person names: from the reasons over the lines to the customer's OK, and a group
/// that a person confirms.
class OfferPagesTest {
    private static final Map<String, String> LINES = Map.of(
            "before", "",
            "words1", "Printing it in four pieces",
            "amount1", "80.00",
            "words2", "Glueing them together",
            "amount2", "12.50",
            "until", "2026-05-20",
            "note", "The seams will be seen.");

    private final Site site = new Site();
    private final Customer customer = new Customer(site);
    private final String ann = site.cookieOf(Role.COORDINATOR);

    OfferPagesTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void leadsFromAReasonOverAPersonsLinesToTheQueue() throws Exception {
        var place = asking();
        assertTrue(customer.page(place).contains("We look at it"), customer.page(place));
        assertTrue(customer.page(place).contains("That is more than 100"), customer.page(place));
        var list = worker("/work/quotes");
        assertTrue(list.contains(code(place)) && list.contains("That is more than 100"), list);
        var form = worker(price(place));
        assertTrue(form.contains("Make it quick"), form);
        assertTrue(form.contains("value=\"Printing\""), "it begins with what the rules give: " + form);
        assertEquals("/work/quotes", SignInPagesTest.place(offer(place, LINES)));
        var page = customer.page(place);
        assertTrue(page.contains("Glueing them together") && page.contains("$12.50"), page);
        assertTrue(page.contains("The seams will be seen.") && page.contains("May 20, 2026"), page);
        assertEquals(
                new Money(9_250),
                requireNonNull(customer.view(place).quote()).price().total());
        assertTrue(jobs(place).isEmpty());
        site.post(place + "/accept", accepting(place));
        assertEquals(OrderState.APPROVED, state(place));
        assertEquals(150, jobs(place).getFirst().copies());
    }

    @Test
    void recomputesWhatAPersonNamedToTheSameCents() throws Exception {
        var place = asking();
        offer(place, LINES);
        var quote = requireNonNull(customer.view(place).quote());
        var book =
                site.database.reading(PriceBooks.class).find(quote.priceBook()).orElseThrow();
        assertEquals("coordinator0", quote.pricedBy());
        assertEquals(quote.price(), quote.again(book));
        assertEquals(150, quote.asked().items().getFirst().quantity());
    }

    @Test
    void letsBandAndTaxTakeTheirPartOfAPersonsLines() throws Exception {
        var place = customer.draft("part", "part bracket");
        site.post(place + "/choices", with(with(BRACKET, "quantity", "150"), "band", "Solidarity"));
        site.post(place + "/ask", IDA);
        offer(place, LINES);
        assertEquals(
                new Money(3_700),
                requireNonNull(customer.view(place).quote()).price().total());
    }

    @Test
    void saysWhatIsWrongWithTheLines() throws Exception {
        var place = asking();
        assertRefused(offer(place, with(LINES, "amount1", "much")), "amount1", "Enter an amount");
        assertRefused(offer(place, with(LINES, "words2", "")), "words2", "Fill this in.");
        assertRefused(offer(place, with(LINES, "until", "soon")), "until", "Enter a day");
        assertRefused(offer(place, with(LINES, "until", "2026-01-01")), "until", "a day that is not over");
        assertRefused(offer(place, Map.of("until", "2026-05-20")), "words1", "one line at least");
        assertEquals(OrderState.SUBMITTED, state(place));
        assertNull(customer.view(place).quote());
    }

    @Test
    void refusesAColleagueWhoNamesThePriceOfAnOlderPage() throws Exception {
        var place = asking();
        offer(place, LINES);
        offer(place, with(LINES, "amount1", "1.00"));
        assertEquals(
                new Money(9_250),
                requireNonNull(customer.view(place).quote()).price().total());
        var seen = "" + requireNonNull(customer.view(place).order().quote()).value();
        var before = accepting(place);
        offer(place, with(with(LINES, "amount1", "70.00"), "before", seen));
        assertEquals(
                new Money(8_250),
                requireNonNull(customer.view(place).quote()).price().total());
        site.post(place + "/accept", before);
        assertEquals(OrderState.QUOTED, state(place), "a price that was replaced is not approved");
    }

    @Test
    void endsAnOfferWhoseTimeIsOver() throws Exception {
        var place = asking();
        offer(place, LINES);
        site.clock.pass(Duration.ofDays(60));
        site.post(place + "/accept", accepting(place));
        assertEquals(OrderState.EXPIRED, state(place));
        assertTrue(customer.page(place).contains("not approved in time"), customer.page(place));
        site.post(place + "/withdraw", Map.of());
        assertEquals(OrderState.DRAFT, state(place));
        assertNull(customer.view(place).quote(), "what a person named before holds no more");
    }

    @Test
    void letsBothSidesSayNo() throws Exception {
        var place = asking();
        offer(place, LINES);
        site.post(place + "/decline", Map.of("reason", "Too dear."));
        assertEquals(OrderState.DECLINED, state(place));
        site.post(place + "/accept", accepting(place));
        assertEquals(OrderState.DECLINED, state(place));
        var other = asking();
        site.post(path(other) + "/refuse", Map.of("reason", "Not in PLA."), "Cookie", ann);
        assertEquals(OrderState.DECLINED, state(other));
        assertTrue(customer.page(other).contains("We cannot make it: Not in PLA."), customer.page(other));
        assertEquals(0, customer.count("job"));
    }

    @Test
    void takesAnOrderBackToBeChanged() throws Exception {
        var place = asking();
        site.post(place + "/withdraw", Map.of());
        assertEquals(OrderState.DRAFT, state(place));
        site.post(place + "/choices", BRACKET);
        site.post(place + "/approve", customer.approval(place));
        assertEquals(OrderState.APPROVED, state(place));
        site.post(place + "/withdraw", Map.of());
        assertEquals(OrderState.APPROVED, state(place), "what is approved is not taken back");
    }

    @Test
    void letsACustomerAskAPersonWhereThereIsAPrice() throws Exception {
        var place = customer.priced();
        assertRefused(site.post(place + "/ask", with(IDA, "name", "")), "name", "Tell us your name");
        site.post(place + "/ask", with(IDA, "wish", "Could it be stronger?"));
        assertEquals(OrderState.SUBMITTED, state(place));
        assertTrue(worker(price(place)).contains("Could it be stronger?"));
    }

    @Test
    void keepsPricesFromThoseWhoMayNotSetThem() throws Exception {
        var place = asking();
        var floor = site.cookieOf(Role.WORKER);
        assertEquals(403, site.get("/work/quotes", "Cookie", floor).statusCode());
        assertEquals(403, site.post(price(place), LINES, "Cookie", floor).statusCode());
        assertEquals(
                403,
                site.post(path(place) + "/group", Map.of("right", "yes"), "Cookie", floor)
                        .statusCode());
        assertTrue(site.get("/work/orders", "Cookie", floor).body().contains(code(place)));
        assertEquals(404, site.post("/o/guessed/ask", IDA).statusCode());
    }

    @Test
    void makesJobsOnlyWhenAGroupIsConfirmed() throws Exception {
        var place = member();
        assertTrue(customer.page(place).contains("This counts on “I am a member of the shop”"), customer.page(place));
        site.post(place + "/approve", customer.approval(place));
        assertEquals(OrderState.SUBMITTED, state(place));
        assertTrue(jobs(place).isEmpty());
        assertTrue(worker(price(place)).contains("“I am a member of the shop”: is it so?"));
        site.post(path(place) + "/group", Map.of("right", "yes"), "Cookie", ann);
        assertEquals(OrderState.APPROVED, state(place));
        assertEquals(1, jobs(place).size());
        site.post(path(place) + "/group", Map.of("right", "yes"), "Cookie", ann);
        assertEquals(1, jobs(place).size(), "a second click makes no second job");
    }

    @Test
    void asksForANewOkWhereAGroupIsNotConfirmed() throws Exception {
        var place = member();
        var reduced = requireNonNull(customer.view(place).quote()).price();
        site.post(place + "/approve", customer.approval(place));
        site.post(path(place) + "/group", Map.of("right", "no"), "Cookie", ann);
        assertEquals(OrderState.QUOTED, state(place));
        var full = requireNonNull(customer.view(place).quote()).price();
        assertTrue(full.total().compareTo(reduced.total()) > 0);
        assertFalse(customer.page(place).contains("I am a member"), customer.page(place));
        site.post(place + "/accept", accepting(place));
        assertEquals(OrderState.APPROVED, state(place));
        assertEquals(1, jobs(place).size());
    }

    private String member() throws Exception {
        var place = customer.draft("part", "part bracket");
        site.post(place + "/choices", with(with(BRACKET, "group", "Member"), "quantity", "5"));
        return place;
    }

    /// An order of more than the rules price, about which a person is asked.
    private String asking() throws Exception {
        var place = customer.draft("part", "part bracket");
        site.post(place + "/choices", with(BRACKET, "quantity", "150"));
        assertTrue(customer.page(place).contains("Let us look at it"), customer.page(place));
        assertEquals(place, SignInPagesTest.place(site.post(place + "/ask", with(IDA, "wish", "Make it quick"))));
        return place;
    }

    private HttpResponse<String> offer(String place, Map<String, String> lines) throws Exception {
        return site.post(price(place), lines, "Cookie", ann);
    }

    private Map<String, String> accepting(String place) {
        return Map.of(
                "ok",
                "yes",
                "quote",
                "" + requireNonNull(customer.view(place).order().quote()).value());
    }

    private String worker(String path) throws Exception {
        return site.get(path, "Cookie", ann).body();
    }

    private String path(String place) {
        return "/work/orders/" + customer.view(place).order().id().value();
    }

    private String price(String place) {
        return path(place) + "/price";
    }

    private String code(String place) {
        return customer.view(place).order().code();
    }

    private OrderState state(String place) {
        return customer.view(place).order().state();
    }

    private List<Job> jobs(String place) {
        return site.database.reading(Jobs.class).of(customer.view(place).order().id());
    }
}
