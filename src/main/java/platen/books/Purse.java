package platen.books;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// What a payment comes out of: a voucher, which must have enough left, or any other way of paying, which has.
/// It is looked at when its turn in the books has come, so that two tills never take the same.
final class Purse {
    private final Booking booking;
    private final Method method;
    private final String note;
    private final @Nullable Voucher voucher;

    private Purse(Booking booking, Method method, String note, @Nullable Voucher voucher) {
        this.booking = booking;
        this.method = method;
        this.note = note;
        this.voucher = voucher;
    }

    /// `note` is the code of a voucher, else the number of a cheque or nothing.
    static Purse of(Booking booking, Method method, String note) {
        var vouchers = booking.change().attach(Vouchers.class);
        var voucher = method == Method.VOUCHER ? vouchers.byCode(code(note)).orElse(null) : null;
        return new Purse(booking, method, note, voucher);
    }

    /// As it is kept, however somebody writes it.
    static String code(String written) {
        return written.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /// Why so much cannot be paid out of it.
    Optional<Booked> refusal(Money amount) {
        if (method != Method.VOUCHER) return Optional.empty();
        if (voucher == null) return Optional.of(Booked.refused("books.no-voucher"));
        if (voucher.isOver()) return Optional.of(Booked.refused("books.voucher-over", voucher.name()));
        return amount.compareTo(voucher.rest()) > 0
                ? Optional.of(Booked.refused("books.voucher-left", voucher.name(), voucher.rest()))
                : Optional.empty();
    }

    /// What stands in the books and on the receipt: never the code.
    String note() {
        return voucher == null ? note : voucher.name();
    }

    void take(Entry entry) {
        if (voucher != null) booking.change().attach(Vouchers.class).use(entry.id(), voucher.id());
    }
}
