package platen.books;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import platen.books.CustomerAccounts.Written;
import platen.books.Entry.Kind;
import platen.database.Database;
import platen.orders.Orders;
import platen.shop.Settings;
import platen.values.Actor;
import platen.values.Money;
import platen.values.OrderId;

/// The organisations that pay monthly: what they owe, orders that are put on their account, and what they pay.
public final class AccountDesk {
    private final Database database;
    private final InstantSource clock;

    /// An account with what it owes.
    public record Owing(CustomerAccount account, Money owed) {}

    public AccountDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Owing> all() {
        return database.look(look -> look.attach(CustomerAccounts.class).all().stream()
                .map(account -> new Owing(account, look.attach(Entries.class).owed(account.id())))
                .toList());
    }

    public Optional<Owing> find(long id) {
        return database.look(look -> look.attach(CustomerAccounts.class)
                .find(id)
                .map(account -> new Owing(account, look.attach(Entries.class).owed(id))));
    }

    /// Empty where another account has this name.
    public Optional<Long> open(Written written, Actor who) {
        return database.change(change -> {
            var accounts = change.attach(CustomerAccounts.class);
            var booking = Booking.begin(change, who, clock.instant());
            if (accounts.byName(written.name()).isPresent()) return Optional.empty();
            var id = accounts.add(written, booking.now());
            booking.tell(null, "books.account-opened", written.name());
            return Optional.of(id);
        });
    }

    /// False where another account has this name, or there is no such account.
    public boolean change(long id, Written written, Actor who) {
        return database.change(change -> {
            var accounts = change.attach(CustomerAccounts.class);
            var booking = Booking.begin(change, who, clock.instant());
            var same = accounts.byName(written.name());
            if (same.isPresent() && same.get().id() != id) return false;
            if (!accounts.change(id, written)) return false;
            booking.tell(null, "books.account-changed", written.name());
            return true;
        });
    }

    /// Puts what is open of an order on an account, and writes the invoice.
    public Booked charge(OrderId id, long accountId, String once, Actor who) {
        return database.change(change -> charge(change, id, accountId, once, who, clock.instant()));
    }

    /// The same in the caller's transaction.
    public static Booked charge(Handle change, OrderId id, long accountId, String once, Actor who, Instant now) {
        return booked(change, once, who, now, booking -> charge(booking, id, accountId, once));
    }

    private static Booked charge(Booking booking, OrderId id, long accountId, String once) {
        var order = booking.change().attach(Orders.class).find(id).orElse(null);
        var account =
                booking.change().attach(CustomerAccounts.class).find(accountId).orElse(null);
        if (account == null) return Booked.refused("books.choose-account");
        if (order == null || !Sums.isDue(order)) return Booked.refused("books.not-payable");
        var open = Sums.of(booking.change(), id).open();
        if (open.cents() == 0) return Booked.refused("books.nothing-open");
        var owed = booking.entries().owed(accountId).plus(open);
        if (account.creditLimit().cents() > 0 && owed.compareTo(account.creditLimit()) > 0)
            return Booked.refused("books.over-limit", account.name(), account.creditLimit(), owed);
        var invoice = Invoices.invoice(booking, order, account);
        booking.add(Kind.CHARGE, Method.ACCOUNT, open, id, accountId, invoice.name(), once, null);
        booking.tell(id, "books.charged", open, account.name());
        return new Booked.Done(Money.ZERO, invoice.name());
    }

    /// An organisation pays, for no order alone.
    public Booked pay(long accountId, Money amount, Method method, String note, String once, Actor who) {
        return booked(once, who, booking -> {
            var account = booking.change().attach(CustomerAccounts.class).find(accountId);
            if (account.isEmpty() || !method.isMoney()) return Booked.refused("books.choose-account");
            if (amount.cents() <= 0) return Booked.refused("books.not-an-amount");
            var purse = Purse.of(booking, method, note);
            var refusal = purse.refusal(amount);
            if (refusal.isPresent()) return refusal.get();
            var entry = booking.add(Kind.PAYMENT, method, amount, null, accountId, purse.note(), once, null);
            purse.take(entry);
            booking.tell(null, "books.account-paid", account.get().name(), amount, method);
            return new Booked.Done(
                    booking.entries().owed(accountId),
                    Issuing.receipt(booking, entry).name());
        });
    }

    /// What an order costs less now comes off the account that it is charged to.
    static void takeOff(Booking booking, OrderId id, String why) {
        for (var entry : booking.entries().of(id)) {
            if (entry.kind() != Kind.CHARGE || entry.reversedBy() != null || entry.account() == null) continue;
            var over = Sums.of(booking.change(), id).overpaid();
            var charged = booking.entries().charged(id, entry.account());
            var off = over.compareTo(charged) < 0 ? over : charged;
            if (off.cents() <= 0) continue;
            var less = Money.ZERO.minus(off);
            var once = "off " + entry.id() + " " + why;
            booking.add(Kind.REFUND, Method.ACCOUNT, less, id, entry.account(), why, once, null);
        }
    }

    /// What happened on an account in a month.
    public Optional<Statement> statement(long id, YearMonth month) {
        return database.look(look ->
                look.attach(CustomerAccounts.class).find(id).map(account -> Statement.of(look, account, month)));
    }

    /// The months that an account has entries in, the last first.
    public List<YearMonth> months(long id) {
        return database.look(look -> {
            ZoneId zone = Settings.shop(look).zone();
            return look.attach(Entries.class).ofAccount(id).stream()
                    .map(entry -> YearMonth.from(entry.at().atZone(zone)))
                    .distinct()
                    .toList()
                    .reversed();
        });
    }

    private Booked booked(String once, Actor who, Function<Booking, Booked> act) {
        return database.change(change -> booked(change, once, who, clock.instant(), act));
    }

    private static Booked booked(Handle change, String once, Actor who, Instant now, Function<Booking, Booked> act) {
        var booking = Booking.begin(change, who, now);
        var before = booking.entries().byOnce(once);
        if (before.isEmpty()) return act.apply(booking);
        var document = before.get().document();
        return new Booked.Done(Money.ZERO, document == null ? before.get().note() : document);
    }
}
