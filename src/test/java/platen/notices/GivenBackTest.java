package platen.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.notices.NoticeShop.ANN;
import static platen.notices.NoticeShop.WORKER;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.Invoices;
import platen.books.Method;
import platen.books.Till;
import platen.database.Store;
import platen.orders.Contact;
import platen.orders.ExemptionDesk;
import platen.orders.Order;
import platen.orders.Quoting;
import platen.printers.Profiles;
import platen.templating.Pages;
import platen.values.Money;

/// Who gets money back is told how much, why, and where the paper about it is.
@ParameterizedClass
@EnumSource
class GivenBackTest {
    private static final Till.Hand HAND = new Till.Hand(WORKER, true);

    private final NoticeShop shop;
    private final Till till;
    private final Invoices invoices;
    private final Letters letters = new Letters(Pages.from(null, name -> name), () -> "https://print.example");

    GivenBackTest(Store store) throws IOException {
        shop = new NoticeShop(store, 0);
        till = new Till(shop.database, shop.clock);
        var quoting = new Quoting(Profiles.shipped(), java.util.Optional::empty, () -> 0);
        invoices = new Invoices(shop.database, new ExemptionDesk(shop.database, quoting, shop.clock), shop.clock);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Order paid(Contact contact) throws IOException, InterruptedException {
        var order = shop.approved(contact);
        till.take(order.id(), till.open(order.id()), Method.CASH, "pay", WORKER);
        return order;
    }

    private Letter told(Order order, What what) {
        shop.mailroom.tick();
        var notices =
                shop.notices(order).stream().filter(one -> one.what() == what).toList();
        assertEquals(1, notices.size(), what.toString());
        return shop.database.look(look -> letters.letter(look, notices.getFirst(), order));
    }

    @Test
    void aRefundIsToldWithItsReceipt() throws Exception {
        var order = paid(ANN);
        till.refund(order.id(), new Money(250), Method.CASH, "The fold was askew.", "back", HAND);
        var letter = told(order, What.REFUNDED);
        assertEquals("Order " + order.code() + ": $2.50 given back", letter.subject());
        var paper = "https://print.example/o/" + order.token() + "/receipt/R-2026-000002";
        for (var text : List.of(letter.text(), letter.html())) {
            assertTrue(text.contains("$2.50") && text.contains("The fold was askew."), text);
            assertTrue(text.contains(paper), text);
            assertTrue(
                    text.contains("https://print.example/o/" + order.token() + "\n")
                            || text.contains("https://print.example/o/" + order.token() + "\""),
                    text);
        }
    }

    @Test
    void aCreditNoteIsToldToo() throws Exception {
        shop.readInSpanish();
        var order = paid(ANN);
        invoices.invoice(order.id(), WORKER);
        invoices.credit(order.id(), java.util.Set.of(0), "Faltaban hojas.", "credit", WORKER);
        var letter = told(order, What.CREDITED);
        assertTrue(letter.text().contains("Nota de crédito: C-2026-000001"), letter.text());
        assertTrue(letter.text().contains("Faltaban hojas."), letter.text());
        assertTrue(letter.html().contains("/credit/C-2026-000001"), letter.html());
    }

    @Test
    void aPaymentHasTheLinkToItsReceipt() throws Exception {
        var letter = told(paid(ANN), What.PAID);
        assertTrue(letter.text().contains("/receipt/R-2026-000001"), letter.text());
    }

    @Test
    void whoHasNoAddressIsToldByAWorker() throws Exception {
        var order = paid(Contact.of("Bea", null, "601 555 0123"));
        till.refund(order.id(), new Money(250), Method.CASH, "The fold was askew.", "back", HAND);
        shop.mailroom.tick();
        assertEquals(NoticeState.TO_TELL, shop.state(order, What.REFUNDED));
    }
}
