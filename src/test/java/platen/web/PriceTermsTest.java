package platen.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.web.Customer.with;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.orders.Choices;
import platen.people.Role;
import platen.queue.Jobs;

/// The products of paper, the terms on which they are ordered, and who sees them.
class PriceTermsTest {
    private static final Map<String, String> ZINE = Map.of(
            "product", "booklet",
            "size", "Half letter",
            "paper", "Plain 20 lb",
            "cover", "Cover 80 lb",
            "ink", "Riso|black+red",
            "sides", "two",
            "quantity", "40",
            "band", "Solidarity",
            "group", "Member");

    private final Site site = new Site();
    private final Customer customer = new Customer(site);

    PriceTermsTest() throws IOException {}

    @BeforeEach
    void open() {
        site.publishPrices();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void offersABookletToWhomCameForOne() throws Exception {
        var place = customer.draft("booklet", "document zine");
        assertTrue(place.endsWith("?as=booklet"), place);
        var page = customer.page(place);
        assertTrue(page.contains("value=\"Riso|black+red\""), page);
        assertTrue(page.contains("I could not order otherwise."), page);
        assertFalse(page.contains("value=\"Legal\""), "a booklet has no such size");
    }

    @Test
    void showsFiveLinesWithTheirSumsFoldedAndQuantitiesSideBySide() throws Exception {
        var place = draft();
        site.post(place + "/choices", ZINE);
        var page = customer.page(place + "?compare=10,+80+nonsense");
        assertTrue(page.contains("<details><summary>Printing</summary>"), page);
        assertTrue(page.contains("Preparing each page for red"), page);
        assertTrue(page.contains("Solidarity: what I can pay"), page);
        assertTrue(page.contains("<td class=\"amount\">10</td>") && page.contains("Take 80"), page);
    }

    @Test
    void beginsABookletWithTheSizeOfItsShapeAndSaysWhatIsDoneToIt() throws Exception {
        var page = customer.page(customer.draft("booklet", "document zine"));
        assertTrue(page.contains("value=\"Half letter\" required checked"), page);
        assertTrue(page.contains("name=\"sides\" value=\"two\""), page);
        assertTrue(page.contains("Folding, stapling: included."), page);
        assertTrue(page.contains("May 3, 2026") && page.contains("May 7, 2026"), "both days, rush and in its turn");
    }

    @Test
    void takesAQuantityOfThoseSideBySideWithoutAScript() throws Exception {
        var place = draft();
        site.post(place + "/choices", ZINE);
        site.post(place + "/quantity", Map.of("quantity", "80", "compare", "80, 120"));
        var view = customer.view(place);
        assertEquals(80, requireNonNull(view.quote()).asked().items().getFirst().quantity());
        assertEquals("Solidarity", requireNonNull(view.terms()).band());
        assertEquals(
                List.of("folding", "stapling"),
                assertInstanceOf(Choices.Paper.class, view.line().choices()).finishing());
        site.post(place + "/quantity", Map.of("quantity", "0"));
        assertEquals(
                80,
                requireNonNull(customer.view(place).quote())
                        .asked()
                        .items()
                        .getFirst()
                        .quantity());
    }

    @Test
    void saysWhyAPersonHasToNameThePrice() throws Exception {
        var place = draft();
        site.post(place + "/choices", with(ZINE, "quantity", "1001"));
        assertTrue(customer.page(place).contains("That is more than 1000, so a person"), customer.page(place));
        site.post(place + "/choices", ZINE);
        assertFalse(customer.page(place).contains("so a person"));
    }

    @Test
    void saysAllReasonsWhyAPersonHasToNameThePrice() throws Exception {
        var place = customer.draft("booklet", "long zine").replaceFirst("\\?.*", "");
        site.post(place + "/choices", with(ZINE, "quantity", "1001"));
        var page = customer.page(place);
        assertTrue(page.contains("That is more than 1000, so a person"), page);
        assertTrue(page.contains("Your document has more than"), page);
        site.post(place + "/ask", Map.of("name", "Mara Quill", "email", "mara@example.org"));
        page = customer.page(place);
        assertTrue(page.contains("That is more than 1000") && page.contains("Your document has more than"), page);
    }

    @Test
    void keepsThePromisedDayWhateverThePricesSayLater() throws Exception {
        var place = draft();
        site.post(place + "/choices", with(with(ZINE, "group", ""), "rush", ""));
        site.post(place + "/approve", customer.approval(place));
        var order = customer.view(place).order();
        assertEquals(
                "2026-05-07",
                LocalDate.ofInstant(
                                requireNonNull(order.promised()),
                                site.settings.shop().zone())
                        .toString());
        var floor = site.cookieOf(Role.WORKER);
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        assertTrue(customer.page(place).contains("May 7, 2026"));
        var board = site.get("/work", "Cookie", floor).body();
        assertTrue(board.contains("Due") && board.contains("May 7, 2026"), board);
        site.clock.pass(Duration.ofDays(30));
        assertTrue(
                site.get("/work", "Cookie", site.cookieOf(Role.WORKER)).body().contains("Late: was due"));
        var page = site.get("/work/jobs/" + job.id().value(), "Cookie", site.cookieOf(Role.WORKER))
                .body();
        assertTrue(page.contains("May 7, 2026") && page.contains("late"), page);
    }

    @Test
    void refusesTermsThatAreNotOffered() throws Exception {
        var place = draft();
        for (var term : new String[] {"rush", "group", "band", "cover", "paper"}) {
            var answer = site.post(place + "/choices", with(ZINE, term, "Free"));
            Customer.assertRefused(answer, term, "Choose one of the possibilities shown.");
        }
    }

    @Test
    void showsABandOnlyToWhoMaySeeMoney() throws Exception {
        var place = draft();
        site.post(place + "/choices", ZINE);
        site.post(place + "/approve", customer.approval(place));
        var order = customer.view(place).order();
        var confirmed = Map.of("right", "yes");
        site.post(
                "/work/orders/" + order.id().value() + "/group", confirmed, "Cookie", site.cookieOf(Role.COORDINATOR));
        var job = site.database.reading(Jobs.class).of(order.id()).getFirst();
        var floor = site.cookieOf(Role.WORKER);
        for (var path : new String[] {
            "/work",
            "/work/orders",
            "/work/orders/" + order.id().value(),
            "/work/jobs/" + job.id().value()
        }) {
            var page = site.get(path, "Cookie", floor).body();
            assertTrue(page.contains("flyer") || page.contains(order.code()) || page.contains("zine"), path);
            assertFalse(page.contains("Solidarity") || page.contains("Member"), path + page);
        }
        var money = site.get("/work/orders/" + order.id().value(), "Cookie", site.cookieOf(Role.COORDINATOR));
        assertTrue(money.body().contains("Solidarity: what I can pay"), money.body());
        assertEquals("black and red", job.colour());
    }

    private String draft() throws Exception {
        return customer.draft("booklet", "document zine").replaceFirst("\\?.*", "");
    }
}
