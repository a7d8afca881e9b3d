package platen.books;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import platen.books.Entry.Kind;
import platen.database.Database;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Money;
import platen.values.OrderId;

/// Where money is taken and given back, and where what was wrong is taken back. Each act names its form by `once`, so
/// that a double click counts once, and waits for its turn, so that two workers never take the same money.
public final class Till {
    private final Database database;
    private final InstantSource clock;

    /// Who acts; who `seesMoney` also changes what is of an earlier day.
    public record Hand(Actor actor, boolean seesMoney) {}

    public Till(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What an order's customer still owes.
    public Money open(OrderId order) {
        return sums(order).open();
    }

    public Sums sums(OrderId order) {
        return database.look(look -> Sums.of(look, order));
    }

    public List<Entry> entries(OrderId order) {
        return database.reading(Entries.class).of(order);
    }

    public Optional<Entry> find(long entry) {
        return database.reading(Entries.class).find(entry);
    }

    /// Takes `amount` for an order, and writes the receipt; `note` is the number of a cheque or the code of
    /// a voucher.
    public Booked take(OrderId id, Money amount, Method method, String note, String once, Actor who) {
        return booked(once, who, booking -> {
            var order = booking.change().attach(Orders.class).find(id);
            if (order.isEmpty() || !Sums.isDue(order.get())) return Booked.refused("books.not-payable");
            if (!method.isMoney()) return Booked.refused("books.choose-account");
            if (amount.cents() <= 0) return Booked.refused("books.not-an-amount");
            var open = Sums.of(booking.change(), id).open();
            if (amount.compareTo(open) > 0) return Booked.refused("books.more-than-open", open);
            var purse = Purse.of(booking, method, note);
            var refusal = purse.refusal(amount);
            if (refusal.isPresent()) return refusal.get();
            var entry = booking.add(Kind.PAYMENT, method, amount, id, null, purse.note(), once, null);
            purse.take(entry);
            var receipt = Issuing.receipt(booking, entry).name();
            booking.tell(id, "books.paid", amount, method, receipt);
            return done(booking, entry, receipt);
        });
    }

    /// The same without a note.
    public Booked take(OrderId id, Money amount, Method method, String once, Actor who) {
        return take(id, amount, method, "", once, who);
    }

    /// Gives back what was paid for an order, as money, as a new voucher or onto the account that it is charged
    /// to. What was not taken today is given back only by who sees money.
    public Booked refund(OrderId id, Money amount, Method method, String why, String once, Hand by) {
        return booked(once, by.actor(), booking -> {
            if (amount.cents() <= 0) return Booked.refused("books.not-an-amount");
            if (why.isBlank()) return Booked.refused("books.reason-missing");
            var entries = booking.entries().of(id);
            var most = sum(entries, entry -> isOf(entry, method));
            if (amount.compareTo(most) > 0) return Booked.refused("books.more-than-paid", most);
            var today = sum(entries, entry -> isOf(entry, method) && booking.isToday(entry.at()));
            if (!by.seesMoney() && amount.compareTo(today) > 0) return Booked.refused("books.refund-older", today);
            var account = method.isMoney() ? null : account(entries);
            var voucher = method == Method.VOUCHER ? VoucherDesk.name(booking) : "";
            var note = voucher.isEmpty() ? why : voucher + ": " + why;
            var entry = booking.add(Kind.REFUND, method, Money.ZERO.minus(amount), id, account, note, once, null);
            if (!voucher.isEmpty()) VoucherDesk.giveBack(booking, voucher, entry, why);
            var receipt = Issuing.receipt(booking, entry).name();
            booking.tell(id, "books.refunded", amount, method, why, receipt);
            return done(booking, entry, receipt);
        });
    }

    /// Takes a wrong entry back by another of the opposite amount.
    public Booked reverse(long id, String why, Hand by) {
        return booked("reverses " + id, by.actor(), booking -> {
            var entry = booking.entries().find(id).orElse(null);
            if (entry == null || !entry.isReversible()) return Booked.refused("books.not-reversible");
            if (why.isBlank()) return Booked.refused("books.reason-missing");
            if (!by.seesMoney() && !booking.isToday(entry.at())) return Booked.refused("books.reverse-older");
            if (isNeeded(booking, entry)) return Booked.refused("books.reverse-refund-first");
            if (VoucherDesk.isSpent(booking, entry)) return Booked.refused("books.voucher-spent");
            var back = Money.ZERO.minus(entry.amount());
            var order = entry.orderId();
            var reversal =
                    booking.add(Kind.REVERSAL, entry.method(), back, order, entry.account(), why, "reverses " + id, id);
            booking.tell(order, "books.reversed", entry.amount(), why);
            return done(booking, reversal, "");
        });
    }

    /// Whether something was given back of what this entry brought.
    private static boolean isNeeded(Booking booking, Entry entry) {
        var method = entry.method();
        if (entry.orderId() == null || method == null) return false;
        var left = sum(booking.entries().of(entry.orderId()), other -> isOf(other, method));
        return left.minus(entry.amount()).compareTo(Money.ZERO) < 0;
    }

    /// Change that is put into the till.
    public Booked putIn(Money amount, String note, String once, Actor who) {
        return booked(once, who, booking -> {
            if (amount.cents() <= 0) return Booked.refused("books.not-an-amount");
            var entry = booking.add(Kind.CASH_IN, Method.CASH, amount, null, null, note, once, null);
            booking.tell(null, "books.put-in", amount);
            return done(booking, entry, "");
        });
    }

    /// Cash that goes to the bank.
    public Booked takeOut(Money amount, String note, String once, Actor who) {
        return booked(once, who, booking -> {
            if (amount.cents() <= 0) return Booked.refused("books.not-an-amount");
            var cash = booking.entries().cash();
            if (amount.compareTo(cash) > 0) return Booked.refused("books.more-than-in-till", cash);
            var entry = booking.add(Kind.CASH_OUT, Method.CASH, Money.ZERO.minus(amount), null, null, note, once, null);
            booking.tell(null, "books.taken-out", amount);
            return done(booking, entry, "");
        });
    }

    private Booked booked(String once, Actor who, Function<Booking, Booked> act) {
        return database.change(change -> {
            var booking = Booking.begin(change, who, clock.instant());
            var before = booking.entries().byOnce(once);
            if (before.isEmpty()) return act.apply(booking);
            var document = before.get().document();
            return done(booking, before.get(), document == null ? "" : document);
        });
    }

    private static Booked done(Booking booking, Entry entry, String document) {
        var order = entry.orderId();
        var open = order == null ? Money.ZERO : Sums.of(booking.change(), order).open();
        return new Booked.Done(open, document);
    }

    /// Money and what is on an account are two purses: one is not given back from the other.
    private static boolean isOf(Entry entry, Method method) {
        return entry.method() != null && entry.method().isMoney() == method.isMoney();
    }

    private static @Nullable Long account(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.CHARGE && entry.reversedBy() == null)
                .map(Entry::account)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private static Money sum(List<Entry> entries, Predicate<Entry> which) {
        return entries.stream().filter(which).map(Entry::amount).reduce(Money.ZERO, Money::plus);
    }
}
