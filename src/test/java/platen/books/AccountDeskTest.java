package platen.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static platen.books.BookShop.ANN;
import static platen.books.BookShop.COORDINATOR;
import static platen.books.BookShop.done;
import static platen.books.BookShop.money;
import static platen.books.BookShop.why;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.CustomerAccounts.Written;
import platen.books.Statement.What;
import platen.database.Store;
import platen.values.Money;
import platen.values.OrderId;

/// Organisations pay monthly: orders go on their account, and the statement of a month says what is owed.
@ParameterizedClass
@EnumSource
class AccountDeskTest {
    private static final Written SCHOOL =
            new Written("Elm School", "2 Elm Street", "office@elm.example", "TX-9", 30, money("100"));

    private final BookShop shop;
    private long school;

    AccountDeskTest(Store store) {
        shop = new BookShop(store);
    }

    @BeforeEach
    void open() {
        school = shop.accounts.open(SCHOOL, ANN).orElseThrow();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void putsAnOrderOnAnAccountAndWritesItsInvoice() {
        var order = shop.order("0", "40");
        assertEquals("I-2026-000001", done(charge(order)).document());
        assertEquals(done(charge(order)), done(charge(order)), "a double click");
        assertEquals(money("40"), owed());
        assertEquals(Money.ZERO, shop.till.open(order));
        var invoice = shop.invoices.find("I-2026-000001").orElseThrow().given();
        assertEquals("Elm School", invoice.customer().name());
        assertEquals("TX-9", invoice.customer().exemptNumber());
        assertEquals("2026-06-01", invoice.due());
    }

    @Test
    void refusesWhatIsOverTheLimit() {
        done(charge(shop.order("0", "60")));
        assertEquals("books.over-limit", why(charge(shop.order("0", "60"))));
        assertEquals(money("60"), owed());
    }

    @Test
    void refusesASecondAccountOfTheSameName() {
        assertTrue(shop.accounts.open(SCHOOL, ANN).isEmpty());
    }

    @Test
    void paysTheOldestFirst() {
        var first = shop.order("0", "10");
        done(charge(first));
        shop.clock.pass(Duration.ofDays(1));
        done(charge(shop.order("0", "20")));
        done(pay("15", "a"));
        var statement = statement(YearMonth.of(2026, 5));
        assertEquals(1, statement.open().size());
        assertEquals(money("15"), statement.open().getFirst().left());
        assertEquals("I-2026-000002", statement.open().getFirst().document());
        assertEquals(money("15"), owed());
    }

    @Test
    void statesAMonthFromItsOpeningToItsClosing() {
        var order = shop.order("0", "10", "30");
        shop.invoices.bill(order, "PO 1", "", ANN);
        done(charge(order));
        shop.clock.pass(Duration.ofDays(31));
        done(shop.invoices.credit(order, Set.of(0), "askew", "credit", ANN));
        done(pay("5", "b"));
        var may = statement(YearMonth.of(2026, 5));
        var june = statement(YearMonth.of(2026, 6));
        assertEquals(List.of(Money.ZERO, money("40")), List.of(may.opening(), may.closing()));
        assertEquals(List.of(money("40"), money("25")), List.of(june.opening(), june.closing()));
        assertEquals(
                List.of(What.CREDIT_NOTE, What.PAYMENT),
                june.rows().stream().map(Statement.Row::what).toList());
        assertEquals("C-2026-000001", june.rows().getFirst().document());
        assertEquals(money("40"), may.open().getFirst().left(), "as it was then");
        assertEquals(money("25"), june.open().getFirst().left());
        assertEquals("PO 1", may.rows().getFirst().reference());
        assertEquals(List.of(YearMonth.of(2026, 6), YearMonth.of(2026, 5)), shop.accounts.months(school));
    }

    @Test
    void keepsMoneyAndAccountsApart() {
        var order = shop.order("0", "10");
        done(charge(order));
        var asMoney = shop.till.refund(order, money("1"), Method.CASH, "why", "a", COORDINATOR);
        assertEquals("books.more-than-paid", why(asMoney));
        done(shop.till.refund(order, money("1"), Method.ACCOUNT, "why", "b", COORDINATOR));
        assertEquals(money("9"), owed());
        done(shop.till.reverse(shop.last(order).id(), "wrong", COORDINATOR));
        assertEquals(money("10"), owed());
    }

    private Booked charge(OrderId order) {
        return shop.accounts.charge(order, school, "charge " + order.value(), ANN);
    }

    private Booked pay(String amount, String once) {
        return shop.accounts.pay(school, money(amount), Method.TRANSFER, "bank", once, ANN);
    }

    private Money owed() {
        return shop.accounts.find(school).orElseThrow().owed();
    }

    private Statement statement(YearMonth month) {
        return shop.accounts.statement(school, month).orElseThrow();
    }
}
