package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.shop.MoneyRules;
import platen.shop.MoneyRules.StartRule;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// Numbers of documents have no gap, whoever asks at once and whatever is not stored after all.
@ParameterizedClass
@EnumSource
class NumbersTest {
    private static final int EACH = 12;

    private final BookShop shop;

    NumbersTest(Store store) {
        shop = new BookShop(store);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void countWithoutAGapWhereSomeRollBack() throws Exception {
        var order = shop.order("0", "1000");
        Crowd.of(who -> {
            for (int i = 0; i < EACH; i++) takeOrLeave(order, (who + i) % 3 == 0);
            return who;
        });
        var kept = shop.till.entries(order).size();
        var numbers = shop.invoices.of(order).stream().map(Document::name).toList();
        assertEquals(
                IntStream.rangeClosed(1, kept)
                        .mapToObj("R-2026-%06d"::formatted)
                        .toList(),
                numbers);
    }

    private void takeOrLeave(OrderId order, boolean leave) {
        shop.database.use(change -> {
            var booking = Booking.begin(change, BookShop.ANN, shop.clock.instant());
            var entry = booking.add(
                    Entry.Kind.PAYMENT, Method.CASH, new Money(100), order, null, "", Secrets.token(), null);
            Issuing.receipt(booking, entry);
            if (leave) change.rollback();
        });
    }

    @Test
    void haveTheYearWhereTheShopWantsIt() {
        var order = shop.order("0", "10", "20");
        shop.pay(order, "1", Method.CASH);
        new RuleDesk(shop.database, shop.clock)
                .set(new MoneyRules(StartRule.NONE, 50, Money.ZERO, 14, "", "", false), BookShop.ANN);
        shop.pay(order, "1", Method.CASH);
        shop.pay(order, "1", Method.CASH);
        var numbers = shop.invoices.of(order).stream().map(Document::name).toList();
        assertEquals(List.of("R-2026-000001", "R-000001", "R-000002"), numbers);
    }
}
