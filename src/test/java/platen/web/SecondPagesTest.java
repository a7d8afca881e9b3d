package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import platen.books.Method;
import platen.orders.Choices;
import platen.orders.Order;
import platen.orders.Product;
import platen.people.Role;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookWriter;
import platen.values.Actor;
import platen.values.Money;

class SecondPagesTest {
    private final Site site = new Site();
    private String ann;
    private String bob;

    SecondPagesTest() throws IOException {}

    @BeforeEach
    void threePeople() throws Exception {
        ann = site.cookieOf(Role.COORDINATOR);
        bob = site.cookieOf(Role.COORDINATOR);
        site.cookieOf(Role.WORKER);
        site.post("/work/people/rules", Map.of("second", "yes", "limit", "5.00"), "Cookie", ann);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void publishesPricesOnlyAfterASecondLook() throws Exception {
        var version = site.prices.keep(PriceBookWriter.write(PriceBook.example(true)));
        var place = "/work/prices/" + version + "/publish";
        site.post(place, Map.of("note", "We agreed."), "Cookie", ann);
        assertTrue(site.prices.current().isEmpty());
        assertTrue(site.get("/work/second", "Cookie", ann).body().contains("You asked"));
        site.post("/work/second/1/yes", Map.of(), "Cookie", ann);
        assertTrue(site.prices.current().isEmpty(), "who asks does not confirm");
        assertTrue(site.get("/work/second", "Cookie", bob).body().contains("We agreed."));
        site.post("/work/second/1/yes", Map.of(), "Cookie", bob);
        assertEquals(version, site.prices.current().orElseThrow().version());
        assertTrue(site.get("/work/second", "Cookie", bob).body().contains("Nothing waits"));
    }

    @Test
    void givesMuchBackOnlyAfterASecondLookAndLittleAtOnce() throws Exception {
        var order = paid();
        var worker = site.cookieOf(Role.WORKER);
        giveBack(order, worker, "4.00", "little");
        assertEquals(new Money(400), back(order));
        giveBack(order, worker, "10.00", "much");
        assertEquals(new Money(400), back(order));
        giveBack(order, worker, "10.00", "much");
        assertTrue(site.get("/work/second", "Cookie", ann).body().contains("$10.00"));
        site.post("/work/second/1/no", Map.of(), "Cookie", ann);
        assertEquals(new Money(400), back(order));
        giveBack(order, worker, "10.00", "again");
        site.post("/work/second/2/yes", Map.of(), "Cookie", ann);
        site.post("/work/second/2/yes", Map.of(), "Cookie", bob);
        assertEquals(new Money(1_400), back(order), "once");
        assertFalse(site.get("/work/second", "Cookie", ann).body().contains("$10.00"));
    }

    private Order paid() throws Exception {
        site.publishPrices();
        var order = site.order(Product.PAPER, Choices.Paper.copies("Letter", "colour", true, 500), "flyer.pdf");
        site.till.take(order.id(), site.till.open(order.id()), Method.CASH, "paid", Actor.worker("Ann"));
        assertEquals(Money.ZERO, site.till.open(order.id()));
        return order;
    }

    /// What was given back is open again.
    private Money back(Order order) {
        return site.till.open(order.id());
    }

    private void giveBack(Order order, String cookie, String amount, String once) throws Exception {
        site.post(
                "/work/money/orders/" + order.id().value() + "/refund",
                Map.of("back", amount, "backMethod", "CASH", "backWhy", "smeared", "once", once),
                "Cookie",
                cookie);
    }
}
