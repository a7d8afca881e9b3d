package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static platen.books.BookShop.ANN;
import static platen.books.BookShop.WORKER;
import static platen.books.BookShop.done;
import static platen.books.BookShop.money;
import static platen.books.BookShop.why;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.Drawer.Counted;
import platen.database.Store;
import platen.values.Message;
import platen.values.Money;

/// The till is counted against what should be in it.
@ParameterizedClass
@EnumSource
class DrawerTest {
    private final BookShop shop;

    DrawerTest(Store store) {
        shop = new BookShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void expectsTheChangeAndTheCashThatCameIn() {
        var order = shop.order("0", "100");
        done(shop.till.putIn(money("50"), "from the bank", "a", ANN));
        shop.pay(order, "20", Method.CASH);
        shop.pay(order, "30", Method.CARD);
        done(shop.till.refund(order, money("5"), Method.CASH, "askew", "b", WORKER));
        done(shop.till.takeOut(money("40"), "", "c", ANN));
        assertEquals(money("25"), shop.drawer.now().expected());
        assertEquals(
                List.of(new Entries.Sum(Method.CARD, money("30")), new Entries.Sum(Method.CASH, money("25"))),
                shop.drawer.now().sums());
        assertEquals("books.more-than-in-till", why(shop.till.takeOut(money("25.01"), "", "d", ANN)));
    }

    @Test
    void goesOnFromWhatWasCounted() {
        done(shop.till.putIn(money("50"), "", "a", ANN));
        assertEquals(new Counted.Done(Money.ZERO), close("50", "50", "", "first"));
        assertEquals(0, shop.drawer.now().entries().size());
        shop.pay(shop.order("0", "10"), "10", Method.CASH);
        var missing = close("60", "58.50", "", "second");
        assertEquals(new Counted.Refused(Message.of("books.difference-note", money("-1.50"))), missing);
        assertEquals(new Counted.Done(money("-1.50")), close("60", "58.50", "nobody knows", "third"));
        assertEquals(new Counted.Done(money("-1.50")), close("60", "58.50", "nobody knows", "third"), "a double click");
        assertEquals(money("58.50"), shop.drawer.now().expected());
        assertEquals(money("58.50"), shop.drawer.now().opening());
        assertEquals(2, shop.drawer.closings().size());
    }

    @Test
    void isCountedAgainWhereSomethingWasSoldMeanwhile() {
        done(shop.till.putIn(money("50"), "", "a", ANN));
        var outcome = assertInstanceOf(Counted.Refused.class, close("49", "49", "", "first"));
        assertEquals("books.count-again", outcome.why().key());
        assertEquals(0, shop.drawer.closings().size());
    }

    private Counted close(String seen, String counted, String note, String once) {
        return shop.drawer.close(money(seen), money(counted), Map.of("10.00", 5), note, once, ANN);
    }
}
