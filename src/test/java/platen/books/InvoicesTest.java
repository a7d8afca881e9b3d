package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.books.BookShop.ANN;
import static platen.books.BookShop.done;
import static platen.books.BookShop.money;
import static platen.books.BookShop.why;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.queue.Starts;
import platen.values.Money;
import platen.values.OrderId;

/// Invoices say what the customer approved, and credit notes take it back, in lines or wholly.
@ParameterizedClass
@EnumSource
class InvoicesTest {
    private final BookShop shop;

    InvoicesTest(Store store) {
        shop = new BookShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void saysWhatWasApprovedAndNothingOfBands() {
        var order = shop.order("2.48", "10", "20");
        shop.invoices.bill(order, "PO 4711", "Quill Books\n1 Type Lane", ANN);
        shop.pay(order, "12.48", Method.CARD);
        var invoice = invoice(order);
        var given = invoice.given();
        assertEquals(List.of(new Given.Row("Line 0", money("10")), new Given.Row("Line 1", money("20"))), given.rows());
        assertEquals(money("30"), given.amounts().net());
        assertEquals(money("2.48"), given.amounts().tax());
        assertEquals(money("32.48"), given.amounts().total());
        assertEquals(money("20"), given.amounts().open());
        assertEquals("PO 4711", given.reference());
        assertEquals("2026-05-16", given.due());
        assertFalse(invoice.content().contains("Solidarity"), invoice.content());
    }

    @Test
    void isWrittenOnceForAnOrder() throws Exception {
        var order = shop.order("0", "10");
        var names = Crowd.of(_ -> done(shop.invoices.invoice(order, ANN)).document());
        assertEquals(Set.of("I-2026-000001"), Set.copyOf(names));
        shop.cancel(order);
        assertEquals("books.no-invoice", why(shop.invoices.invoice(order, ANN)));
    }

    @Test
    void takesBackLinesWithTheirTaxAndInTheEndAll() {
        var order = shop.order("2.48", "10", "20");
        shop.pay(order, "32.48", Method.CASH);
        var invoice = invoice(order);
        var first = credit(order, Set.of(0), "a");
        assertEquals("C-2026-000001", done(first).document());
        assertEquals(first, credit(order, Set.of(0), "a"), "a double click");
        // a third of the tax, rounded half up
        assertEquals(money("10.83"), shop.till.sums(order).credited());
        assertEquals(money("10.83"), shop.till.sums(order).overpaid());
        assertEquals("books.choose-lines", why(credit(order, Set.of(0), "b")));
        done(credit(order, Set.of(1), "c"));
        assertEquals(invoice.total(), shop.till.sums(order).credited());
        assertEquals("books.nothing-to-credit", why(credit(order, Set.of(1), "d")));
        assertEquals("I-2026-000002", done(shop.invoices.invoice(order, ANN)).document());
        assertEquals(Money.ZERO, shop.till.sums(order).credited(), "a new invoice asks for all again");
    }

    private Booked credit(OrderId order, Set<Integer> lines, String once) {
        return shop.invoices.credit(order, lines, "printed askew", once, ANN);
    }

    @Test
    void takesTheTaxOffWhereAnApprovedOrderIsFreeOfIt() {
        var order = shop.order("2.48", "10", "20");
        shop.exemptions.claim(order, "TX-1", ANN);
        assertEquals(1, shop.exemptions.open().size());
        var note = done(shop.invoices.exempt(order, true, ANN));
        assertEquals("C-2026-000001", note.document());
        assertEquals(money("30"), note.open());
        assertEquals("books.nothing-to-confirm", why(shop.invoices.exempt(order, true, ANN)));
        done(credit(order, Set.of(0, 1), "all"));
        assertEquals(Money.ZERO, shop.till.sums(order).due(), "the tax is not taken off twice");
        done(shop.invoices.invoice(order, ANN));
        assertEquals(money("30"), shop.till.open(order), "and is off a new invoice, too");
        assertTrue(shop.exemptions.of(order).orElseThrow().isConfirmed());
    }

    @Test
    void waitsForNoTaxThatIsTakenOff() {
        var order = shop.order("2.48", "10", "20");
        shop.database.use(change -> change.attach(Starts.class).ask(order, money("32.48")));
        shop.exemptions.claim(order, "TX-1", ANN);
        done(shop.invoices.exempt(order, true, ANN));
        shop.pay(order, "30", Method.CASH);
        var start = shop.database.reading(Starts.class).find(order).orElseThrow();
        assertFalse(start.isWaiting(), start.toString());
    }

    @Test
    void leavesThePriceWhereANumberIsRefused() {
        var order = shop.order("2.48", "10", "20");
        shop.exemptions.claim(order, "TX-1", ANN);
        done(shop.invoices.exempt(order, false, ANN));
        assertEquals(money("32.48"), shop.till.open(order));
        shop.exemptions.claim(order, "TX-1", ANN);
        assertEquals(0, shop.exemptions.open().size(), "the same number is not looked at again");
        shop.exemptions.claim(order, "TX-2", ANN);
        assertEquals(1, shop.exemptions.open().size());
    }

    private Document invoice(OrderId order) {
        var name = done(shop.invoices.invoice(order, ANN)).document();
        return shop.invoices.find(name).orElseThrow();
    }
}
