package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.books.BookShop.ANN;
import static platen.books.BookShop.COORDINATOR;
import static platen.books.BookShop.WORKER;
import static platen.books.BookShop.done;
import static platen.books.BookShop.money;
import static platen.books.BookShop.why;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.queue.Starts;
import platen.values.Money;
import platen.values.OrderId;

/// Money is taken once, given back at most once, and what was wrong is taken back by another entry.
@ParameterizedClass
@EnumSource
class TillTest {
    private final BookShop shop;

    TillTest(Store store) {
        shop = new BookShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void takesADoubleClickOnce() {
        var order = shop.order("0", "10");
        var first = shop.till.take(order, money("4"), Method.CASH, "", "once", ANN);
        assertEquals(first, shop.till.take(order, money("4"), Method.CASH, "", "once", ANN));
        assertEquals(new Booked.Done(money("6"), "R-2026-000001"), first);
        assertEquals(1, shop.till.entries(order).size());
        assertEquals("R-2026-000001", shop.last(order).document());
    }

    @Test
    void givesTheLastPaymentToOneOfTwoWorkers() throws Exception {
        var order = shop.order("0", "10");
        var outcomes = Crowd.of(i -> shop.till.take(order, money("10"), Method.CASH, "", "form " + i, ANN));
        assertEquals(1, outcomes.stream().filter(Booked.Done.class::isInstance).count());
        assertEquals(new Sums(money("10"), Money.ZERO, money("10")), shop.till.sums(order));
    }

    @Test
    void neverGivesBackMoreThanWasPaid() throws Exception {
        var order = shop.order("0", "10");
        shop.pay(order, "10", Method.CARD);
        assertEquals("books.more-than-paid", why(refund(order, "10.01", "a", WORKER)));
        var outcomes = Crowd.of(i -> refund(order, "6", "form " + i, WORKER));
        assertEquals(1, outcomes.stream().filter(Booked.Done.class::isInstance).count());
        assertEquals(money("4"), shop.till.sums(order).paid());
    }

    private Booked refund(OrderId order, String amount, String once, Till.Hand hand) {
        return shop.till.refund(order, money(amount), Method.CASH, "printed askew", once, hand);
    }

    @Test
    void takesAnEntryBackOnceAndKeepsBoth() throws Exception {
        var order = shop.order("0", "10");
        shop.pay(order, "10", Method.CASH);
        var wrong = shop.last(order);
        Crowd.of(i -> shop.till.reverse(wrong.id(), "typed wrong", WORKER));
        var entries = shop.till.entries(order);
        assertEquals(List.of(Entry.Kind.PAYMENT, Entry.Kind.REVERSAL), kinds(entries));
        assertEquals(entries.getLast().id(), entries.getFirst().reversedBy());
        assertEquals(money("10"), shop.till.open(order));
        assertEquals(
                "books.not-reversible", why(shop.till.reverse(entries.getLast().id(), "again", WORKER)));
    }

    private static List<Entry.Kind> kinds(List<Entry> entries) {
        return entries.stream().map(Entry::kind).toList();
    }

    @Test
    void keepsAPaymentOfWhichSomethingWasGivenBack() {
        var order = shop.order("0", "10");
        shop.pay(order, "10", Method.CASH);
        var paid = shop.last(order);
        done(refund(order, "3", "a", WORKER));
        assertEquals("books.reverse-refund-first", why(shop.till.reverse(paid.id(), "no", WORKER)));
        done(shop.till.reverse(shop.last(order).id(), "not given after all", WORKER));
        done(shop.till.reverse(paid.id(), "not paid after all", WORKER));
        assertEquals(Money.ZERO, shop.till.sums(order).paid());
    }

    @Test
    void leavesWhatIsOfAnotherDayToACoordinator() {
        var order = shop.order("0", "10");
        shop.pay(order, "10", Method.CASH);
        shop.clock.pass(Duration.ofDays(1));
        var paid = shop.last(order);
        assertEquals("books.refund-older", why(refund(order, "1", "a", WORKER)));
        assertEquals("books.reverse-older", why(shop.till.reverse(paid.id(), "wrong", WORKER)));
        done(refund(order, "1", "b", COORDINATOR));
        assertEquals(money("9"), shop.till.sums(order).paid());
    }

    @Test
    void owesWhatWasPaidForAnOrderThatIsGivenUp() {
        var order = shop.order("0", "10");
        shop.pay(order, "7", Method.CASH);
        shop.cancel(order);
        assertEquals(money("7"), shop.till.sums(order).overpaid());
        assertEquals(Money.ZERO, shop.till.open(order));
        assertEquals("books.not-payable", why(shop.till.take(order, money("1"), Method.CASH, "x", ANN)));
        assertEquals("R-2026-000002", done(refund(order, "7", "a", WORKER)).document());
        assertFalse(shop.till.sums(order).isOverpaid());
    }

    @Test
    void tellsTheQueueWhatIsPaid() {
        var order = shop.order("0", "10");
        shop.database.use(change -> change.attach(Starts.class).ask(order, money("5")));
        shop.pay(order, "4.99", Method.CASH);
        assertTrue(starts().find(order).orElseThrow().isWaiting());
        shop.pay(order, "0.01", Method.CASH);
        assertFalse(starts().find(order).orElseThrow().isWaiting());
        done(shop.till.reverse(shop.last(order).id(), "wrong", WORKER));
        assertEquals(money("0.01"), starts().find(order).orElseThrow().missing());
        assertEquals(1, starts().waiting().size());
    }

    private Starts starts() {
        return shop.database.reading(Starts.class);
    }

    @Test
    void writesAnEventForEachEntry() {
        var order = shop.order("0", "10");
        shop.pay(order, "10", Method.CHEQUE);
        done(refund(order, "2", "a", COORDINATOR));
        done(shop.till.reverse(shop.last(order).id(), "wrong", WORKER));
        var told = shop.database.reading(Events.class).about(Subject.Kind.ORDER, order.value()).stream()
                .map(event -> event.what().key())
                .filter(key -> key.startsWith("books."))
                .toList();
        // the refund was for money, however that came in
        assertEquals(List.of("books.paid", "books.refunded", "books.reversed"), told);
    }
}
