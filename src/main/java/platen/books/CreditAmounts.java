package platen.books;

import java.util.List;
import platen.books.Given.Amounts;
import platen.values.Money;

/// What a credit note comes to: lines with their share of the tax, and with the last lines all that is left.
final class CreditAmounts {
    private CreditAmounts() {}

    static Amounts of(Booking booking, Invoices.Standing standing, List<Integer> lines) {
        var given = standing.document().given();
        var whole = given.amounts();
        var net = lines.stream().map(line -> given.rows().get(line).amount()).reduce(Money.ZERO, Money::plus);
        var taxLeft = whole.tax();
        var roundingLeft = whole.rounding();
        for (var note : corrections(booking, standing)) {
            taxLeft = taxLeft.minus(note.given().amounts().tax());
            roundingLeft = roundingLeft.minus(note.given().amounts().rounding());
        }
        var isRest = lines.size() == standing.lines().size();
        var tax = isRest || whole.net().cents() == 0
                ? taxLeft
                : least(taxLeft, whole.tax().times(net.cents(), whole.net().cents()));
        var rounding = isRest ? roundingLeft : Money.ZERO;
        return amounts(whole, net, tax, rounding);
    }

    /// The tax alone, as far as it is not taken back.
    static Amounts tax(Booking booking, Invoices.Standing standing) {
        var whole = standing.document().given().amounts();
        var left = whole.tax();
        for (var note : corrections(booking, standing))
            left = left.minus(note.given().amounts().tax());
        return amounts(whole, Money.ZERO, left, Money.ZERO);
    }

    private static List<Document> corrections(Booking booking, Invoices.Standing standing) {
        return booking.change()
                .attach(Documents.class)
                .corrections(standing.document().id());
    }

    private static Amounts amounts(Amounts whole, Money net, Money tax, Money rounding) {
        var total = net.plus(tax).plus(rounding);
        return new Amounts(net, whole.taxName(), whole.taxBasisPoints(), tax, rounding, total, Money.ZERO);
    }

    private static Money least(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
