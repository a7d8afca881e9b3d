package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.books.BookShop.ANN;
import static platen.books.BookShop.COORDINATOR;
import static platen.books.BookShop.WORKER;
import static platen.books.BookShop.done;
import static platen.books.BookShop.money;
import static platen.books.BookShop.why;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.CustomerAccounts.Written;
import platen.database.Store;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// Nobody pays more with a voucher than is left of it, and what is taken back is left of it again.
@ParameterizedClass
@EnumSource
class VoucherTest {
    private final BookShop shop;
    private final VoucherDesk vouchers;

    VoucherTest(Store store) {
        shop = new BookShop(store);
        vouchers = new VoucherDesk(shop.database, shop.till, shop.clock);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Voucher sold(String amount) {
        var name = done(vouchers.issue(money(amount), Method.CASH, "For Bea", Secrets.token(), WORKER))
                .document();
        return vouchers.find(name).orElseThrow();
    }

    private Voucher now(Voucher voucher) {
        return vouchers.find(voucher.name()).orElseThrow();
    }

    private Booked pay(OrderId order, String amount, String code, String once) {
        return shop.till.take(order, money(amount), Method.VOUCHER, code, once, ANN);
    }

    @Test
    void isSoldOnceForCashWithAReceipt() {
        var first = vouchers.issue(money("20"), Method.CASH, "", "once", WORKER);
        assertEquals(first, vouchers.issue(money("20"), Method.CASH, "", "once", WORKER));
        assertEquals("V-000001", done(first).document());
        assertEquals(1, vouchers.lately().size());
        assertEquals(money("20"), shop.drawer.now().expected(), "the cash is in the till");
        var entry = shop.till.find(
                Objects.requireNonNull(vouchers.lately().getFirst().entry()));
        assertEquals("R-2026-000001", entry.orElseThrow().document());
    }

    @Test
    void paysAndShowsWhatIsLeft() {
        var voucher = sold("20");
        var order = shop.order("0", "15");
        var written = " " + voucher.spelled().toLowerCase(Locale.ROOT) + " ";
        done(pay(order, "12.50", written, "a"));
        assertEquals(money("7.50"), now(voucher).rest());
        assertEquals(voucher.name(), shop.last(order).note(), "the books keep the number, and no code");
        assertEquals(1, vouchers.uses(voucher).size());
        assertEquals("books.voucher-left", why(pay(shop.order("0", "15"), "7.51", voucher.code(), "b")));
        assertEquals("books.no-voucher", why(pay(order, "1", "GHJKGHJKGHJK", "c")));
        assertEquals("books.no-voucher", why(pay(order, "1", "", "d")));
    }

    @Test
    void twoTillsNeverTakeTheSameOfIt() throws Exception {
        var voucher = sold("10");
        var order = shop.order("0", "100");
        var outcomes = Crowd.of(i -> pay(order, "3", voucher.code(), "till " + i));
        assertEquals(3, outcomes.stream().filter(Booked.Done.class::isInstance).count());
        assertEquals(money("1"), now(voucher).rest());
    }

    @Test
    void hasBackWhatWasTakenBack() {
        var voucher = sold("10");
        var order = shop.order("0", "10");
        done(pay(order, "10", voucher.code(), "a"));
        var payment = shop.last(order);
        var sale = Objects.requireNonNull(voucher.entry());
        assertEquals("books.voucher-spent", why(shop.till.reverse(sale, "not wanted", WORKER)));
        done(shop.till.reverse(payment.id(), "wrong order", WORKER));
        assertEquals(money("10"), now(voucher).rest());
        done(vouchers.takeBack(now(voucher), "not wanted", WORKER));
        assertTrue(now(voucher).isOver());
        assertEquals(Money.ZERO, now(voucher).rest());
        assertEquals(Money.ZERO, shop.drawer.now().expected());
        assertEquals("books.voucher-over", why(pay(order, "1", voucher.code(), "b")));
    }

    @Test
    void isAGiftOfACoordinatorWhoSaysWhy() {
        assertEquals("books.voucher-gift", why(vouchers.issue(money("5"), null, "sorry", "a", WORKER)));
        assertEquals("books.reason-missing", why(vouchers.issue(money("5"), null, " ", "b", COORDINATOR)));
        assertEquals("books.not-an-amount", why(vouchers.issue(Money.ZERO, null, "sorry", "c", COORDINATOR)));
        assertEquals("books.voucher-money", why(vouchers.issue(money("5"), Method.VOUCHER, "", "d", COORDINATOR)));
        var name = done(vouchers.issue(money("5"), null, "a late order", "e", COORDINATOR));
        var gift = vouchers.find(name.document()).orElseThrow();
        assertNull(gift.entry());
        assertEquals(Money.ZERO, shop.drawer.now().expected(), "no money came in");
        var order = shop.order("0", "10");
        done(pay(order, "2", gift.code(), "f"));
        assertEquals("books.voucher-gift", why(vouchers.takeBack(gift, "lost", WORKER)));
        done(vouchers.takeBack(gift, "lost", COORDINATOR));
        assertEquals("books.voucher-over", why(vouchers.takeBack(gift, "again", COORDINATOR)));
        assertEquals(money("2"), shop.till.sums(order).paid(), "what was paid stays paid");
    }

    @Test
    void isWhatMoneyIsGivenBackAs() {
        var order = shop.order("0", "10");
        shop.pay(order, "10", Method.CASH);
        done(shop.till.refund(order, money("4"), Method.VOUCHER, "printed askew", "a", WORKER));
        var voucher = vouchers.lately().getFirst();
        assertEquals(money("4"), voucher.rest());
        assertEquals(shop.last(order).id(), voucher.entry());
        assertEquals(money("10"), shop.drawer.now().expected(), "the cash stays in the till");
        var other = shop.order("0", "3");
        done(pay(other, "3", voucher.code(), "b"));
        assertEquals(
                "books.voucher-spent", why(shop.till.reverse(shop.last(order).id(), "no", WORKER)));
    }

    @Test
    void paysForAnAccountToo() {
        var account = shop.accounts
                .open(new Written("Elm School", "", "", "", 30, Money.ZERO), ANN)
                .orElseThrow();
        var voucher = sold("10");
        var order = shop.order("0", "10");
        shop.accounts.charge(order, account, "charge", ANN);
        done(shop.accounts.pay(account, money("8"), Method.VOUCHER, voucher.code(), "a", ANN));
        assertEquals(money("2"), now(voucher).rest());
        assertEquals(
                "books.voucher-left",
                why(shop.accounts.pay(account, money("3"), Method.VOUCHER, voucher.code(), "b", ANN)));
        assertFalse(now(voucher).isOver());
    }
}
