package platen.books;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.Money;

/// What a document says, frozen when it was given: words in its customer's language, amounts, names. Sums are those of
/// the price that the customer approved; what a band or a group took off is in the lines, and has no name here.
///
/// `paper` is the shop's; `due` a day as `2026-05-31`; `lines` of a credit note are the ones of its invoice that it
/// takes back, by their place.
public record Given(
        Document.Kind kind,
        String number,
        String language,
        String currency,
        String zone,
        String paper,
        long atMillis,
        Issuer shop,
        Receiver customer,
        String order,
        String reference,
        List<String> about,
        List<Row> rows,
        Amounts amounts,
        @Nullable String due,
        @Nullable Payment payment,
        @Nullable Correction correction) {

    public Given {
        about = List.copyOf(about);
        rows = List.copyOf(rows);
    }

    public record Issuer(
            String name,
            String address,
            String phone,
            String email,
            String taxNumber,
            String howToPay,
            @Nullable String logo) {}

    public record Receiver(String name, String address, String email, String exemptNumber) {}

    public record Row(String what, Money amount) {}

    /// `paid` is what was paid when it was given.
    public record Amounts(
            Money net, String taxName, int taxBasisPoints, Money tax, Money rounding, Money total, Money paid) {
        public static final Amounts NONE =
                new Amounts(Money.ZERO, "", 0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

        /// What was left to pay.
        public Money open() {
            var open = total.minus(paid);
            return open.compareTo(Money.ZERO) < 0 ? Money.ZERO : open;
        }

        Amounts withPaid(Money now) {
            return new Amounts(net, taxName, taxBasisPoints, tax, rounding, total, now);
        }
    }

    /// What a receipt is for: less than nothing where it was given back. `open` is what was left to pay after it.
    public record Payment(Method method, Money amount, String note, Money open) {}

    /// Which invoice is corrected, why, and which of its lines.
    public record Correction(String invoice, String reason, List<Integer> lines) {
        public Correction {
            lines = List.copyOf(lines);
        }
    }
}
