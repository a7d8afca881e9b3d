package platen.books;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.books.Entry.Kind;
import platen.books.Till.Hand;
import platen.books.Vouchers.NewVoucher;
import platen.database.Database;
import platen.values.Money;
import platen.values.Secrets;

/// Where vouchers are sold and given away. Paying with one is the till's.
public final class VoucherDesk {
    private static final int SHOWN = 200;
    private static final String SERIES = "V-";
    /// 53 bits: nobody finds one by trying at the counter.
    private static final int CODE_LENGTH = 12;

    private final Database database;
    private final InstantSource clock;
    private final Till till;

    public VoucherDesk(Database database, Till till, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.till = till;
    }

    public List<Voucher> lately() {
        return database.reading(Vouchers.class).lately(SHOWN);
    }

    public Optional<Voucher> find(String name) {
        return database.reading(Vouchers.class).find(name);
    }

    /// What was paid with it, also what was taken back.
    public List<Entry> uses(Voucher voucher) {
        return database.reading(Vouchers.class).uses(voucher.id());
    }

    /// Issues a voucher for money, with a receipt, or as a gift where `method` is nothing: that only who sees
    /// money does, and says why.
    public Booked issue(Money amount, @Nullable Method method, String reason, String once, Hand by) {
        return database.change(change -> {
            var booking = Booking.begin(change, by.actor(), clock.instant());
            var before = change.attach(Vouchers.class).byOnce(once);
            if (before.isPresent()) return done(before.get().name());
            if (amount.cents() <= 0) return Booked.refused("books.not-an-amount");
            if (method == null && !by.seesMoney()) return Booked.refused("books.voucher-gift");
            if (method == null && reason.isBlank()) return Booked.refused("books.reason-missing");
            if (method == Method.VOUCHER || method == Method.ACCOUNT) return Booked.refused("books.voucher-money");
            var name = name(booking);
            var entry = method == null ? null : booking.add(Kind.PAYMENT, method, amount, null, null, name, once, null);
            add(booking, name, amount, reason, entry, once);
            if (entry != null) Issuing.receipt(booking, entry);
            booking.tell(null, "books.voucher-issued", name, amount, reason);
            return done(name);
        });
    }

    /// Gives money back as a voucher: `entry` is the one that did.
    static void giveBack(Booking booking, String name, Entry entry, String why) {
        var amount = Money.ZERO.minus(entry.amount());
        add(booking, name, amount, why, entry, "voucher of entry " + entry.id());
        booking.tell(null, "books.voucher-issued", name, amount, why);
    }

    /// The next number, in the transaction that stores the voucher.
    static String name(Booking booking) {
        var number = booking.change().attach(Documents.class).next(SERIES);
        return SERIES + String.format(Locale.ROOT, "%06d", number);
    }

    private static void add(
            Booking booking, String name, Money amount, String reason, @Nullable Entry entry, String once) {
        booking.change()
                .attach(Vouchers.class)
                .add(new NewVoucher(
                        name,
                        Secrets.code(CODE_LENGTH),
                        amount,
                        reason,
                        entry == null ? null : (Long) entry.id(),
                        once,
                        booking.who().name(),
                        booking.now()));
    }

    /// Takes a voucher back: the entry that brought its money, or the gift, of which the rest ends.
    public Booked takeBack(Voucher voucher, String why, Hand by) {
        if (voucher.entry() != null) return till.reverse(voucher.entry(), why, by);
        return database.change(change -> {
            var booking = Booking.begin(change, by.actor(), clock.instant());
            if (why.isBlank()) return Booked.refused("books.reason-missing");
            if (!by.seesMoney()) return Booked.refused("books.voucher-gift");
            if (!change.attach(Vouchers.class).end(voucher.id(), why, booking.now()))
                return Booked.refused("books.voucher-over", voucher.name());
            booking.tell(null, "books.voucher-ended", voucher.name(), why);
            return done(voucher.name());
        });
    }

    /// Whether somebody has paid with the voucher that this entry made.
    static boolean isSpent(Booking booking, Entry entry) {
        return booking.change()
                .attach(Vouchers.class)
                .ofEntry(entry.id())
                .filter(Voucher::isUsed)
                .isPresent();
    }

    private static Booked done(String name) {
        return new Booked.Done(Money.ZERO, name);
    }
}
