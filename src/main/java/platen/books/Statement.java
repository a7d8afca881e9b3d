package platen.books;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.books.Entry.Kind;
import platen.orders.Order;
import platen.orders.Orders;
import platen.shop.MoneyRules;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.values.Money;

/// What happened on an account in a month: each row is owed, or less than nothing where it was paid. `open` is what of
/// earlier and later charges is not paid at the month's end, the oldest paid first.
public record Statement(
        CustomerAccount account,
        Shop shop,
        MoneyRules rules,
        YearMonth month,
        Money opening,
        List<Row> rows,
        Money closing,
        List<Open> open) {

    public Statement {
        rows = List.copyOf(rows);
        open = List.copyOf(open);
    }

    /// What a row is for.
    public enum What {
        INVOICE,
        PAYMENT,
        CREDIT_NOTE,
        CORRECTION
    }

    /// `document` is the number of the paper that belongs to it; `order` and `reference` are empty where it is for no
    /// order alone; `balance` is what is owed after it.
    public record Row(
            Instant at, What what, String document, String order, String reference, Money amount, Money balance) {}

    /// What of an invoice is not paid, and since when it is due.
    public record Open(String document, String order, Instant at, Instant due, Money left) {}

    static Statement of(Handle look, CustomerAccount account, YearMonth month) {
        var shop = Settings.shop(look);
        var from = month.atDay(1).atStartOfDay(shop.zone()).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(shop.zone()).toInstant();
        var opening = Money.ZERO;
        var balance = Money.ZERO;
        var rows = new ArrayList<Row>();
        var until = new ArrayList<Entry>();
        for (var entry : look.attach(Entries.class).ofAccount(account.id())) {
            if (!entry.at().isBefore(to)) continue;
            until.add(entry);
            balance = balance.plus(owed(entry));
            if (entry.at().isBefore(from)) opening = balance;
            else rows.add(row(look, entry, balance));
        }
        return new Statement(
                account, shop, MoneyRules.of(look), month, opening, rows, balance, open(look, account, until));
    }

    /// What an entry adds to what is owed.
    static Money owed(Entry entry) {
        return entry.method() == Method.ACCOUNT ? entry.amount() : Money.ZERO.minus(entry.amount());
    }

    private static Row row(Handle look, Entry entry, Money balance) {
        var order = order(look, entry);
        var reference =
                order == null ? "" : look.attach(Billing.class).of(order.id()).reference();
        return new Row(entry.at(), what(entry), document(entry), code(order), reference, owed(entry), balance);
    }

    private static What what(Entry entry) {
        return switch (entry.kind()) {
            case CHARGE -> What.INVOICE;
            case PAYMENT -> What.PAYMENT;
            case REFUND -> entry.method() == Method.ACCOUNT ? What.CREDIT_NOTE : What.CORRECTION;
            case REVERSAL, CREDIT, CASH_IN, CASH_OUT, DIFFERENCE -> What.CORRECTION;
        };
    }

    /// A charge notes its invoice, and what comes off notes its credit note.
    private static String document(Entry entry) {
        if (entry.document() != null) return entry.document();
        return entry.method() == Method.ACCOUNT && entry.reverses() == null ? entry.note() : "";
    }

    private static @Nullable Order order(Handle look, Entry entry) {
        return entry.orderId() == null
                ? null
                : look.attach(Orders.class).find(entry.orderId()).orElse(null);
    }

    private static String code(@Nullable Order order) {
        return order == null ? "" : order.code();
    }

    private static final class Charge {
        private final Entry entry;
        private Money left;

        Charge(Entry entry) {
            this.entry = entry;
            this.left = entry.amount();
        }
    }

    /// What comes off for an order comes off its own charge; what is paid goes to the oldest first.
    private static List<Open> open(Handle look, CustomerAccount account, List<Entry> entries) {
        var charges = entries.stream()
                .filter(entry -> entry.kind() == Kind.CHARGE)
                .map(Charge::new)
                .toList();
        var paid = Money.ZERO;
        for (var entry : entries) {
            if (entry.kind() == Kind.CHARGE) continue;
            var off = Money.ZERO.minus(owed(entry));
            if (entry.method() == Method.ACCOUNT) off = takeOff(charges, entry, off);
            paid = paid.plus(off);
        }
        var rest = new ArrayDeque<>(charges);
        while (!rest.isEmpty() && paid.cents() > 0) {
            var oldest = rest.pop();
            var part = oldest.left.compareTo(paid) < 0 ? oldest.left : paid;
            oldest.left = oldest.left.minus(part);
            paid = paid.minus(part);
        }
        return charges.stream()
                .filter(charge -> charge.left.cents() > 0)
                .map(charge -> new Open(
                        document(charge.entry),
                        code(order(look, charge.entry)),
                        charge.entry.at(),
                        due(account, charge.entry.at(), Settings.shop(look)),
                        charge.left))
                .toList();
    }

    /// What could not be taken off the charges of its order.
    private static Money takeOff(List<Charge> charges, Entry entry, Money off) {
        var left = off;
        for (var charge : charges) {
            if (charge.entry.orderId() == null || !charge.entry.orderId().equals(entry.orderId())) continue;
            var part = charge.left.compareTo(left) < 0 ? charge.left : left;
            charge.left = charge.left.minus(part);
            left = left.minus(part);
        }
        return left;
    }

    private static Instant due(CustomerAccount account, Instant at, Shop shop) {
        return at.atZone(shop.zone()).plusDays(account.termsDays()).toInstant();
    }
}
