package platen.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import platen.pricing.PriceLine;
import platen.pricing.PriceLine.Unit;
import platen.pricing.Rate;
import platen.values.Money;

/// What a job or a product took, held against what was quoted for it. Counts are in the base of their unit, as
/// in a price: seconds, milligrams, sheets.
public record Took(
        Amount machine,
        Amount plastic,
        Amount sheets,
        Amount hand,
        int wanted,
        int good,
        int spoiled,
        int runs,
        int failed) {
    static final Took NOTHING = new Took(Amount.NOTHING, Amount.NOTHING, Amount.NOTHING, Amount.NOTHING, 0, 0, 0, 0, 0);

    /// `took` is nothing where nobody has said it; the money is by the rates of the quote.
    public record Amount(
            long quoted,
            @Nullable Long took,
            Money quotedMoney,
            @Nullable Money tookMoney) {
        static final Amount NOTHING = new Amount(0, null, Money.ZERO, null);
        private static final int POINTS_PER_CENT = 100;

        static Amount of(long quoted, @Nullable Long took, Unit unit, Rate rate) {
            return new Amount(quoted, took, money(quoted, unit, rate), took == null ? null : money(took, unit, rate));
        }

        private static Money money(long count, Unit unit, Rate rate) {
            var base = BigDecimal.valueOf(unit.base()).multiply(BigDecimal.valueOf(POINTS_PER_CENT));
            return new Money(BigDecimal.valueOf(count)
                    .multiply(BigDecimal.valueOf(rate.points()))
                    .divide(base, 0, RoundingMode.HALF_UP)
                    .longValueExact());
        }

        public boolean isEmpty() {
            return quoted == 0 && (took == null || took == 0);
        }

        /// What more it took than was quoted; less than nothing where it took less.
        public @Nullable Money more() {
            return tookMoney == null ? null : tookMoney.minus(quotedMoney);
        }

        /// What is not known of one is left out of the sum.
        Amount plus(Amount other) {
            return new Amount(
                    quoted + other.quoted,
                    took == null ? other.took : other.took == null ? took : Long.valueOf(took + other.took),
                    quotedMoney.plus(other.quotedMoney),
                    tookMoney == null
                            ? other.tookMoney
                            : other.tookMoney == null ? tookMoney : tookMoney.plus(other.tookMoney));
        }
    }

    Took plus(Took other) {
        return new Took(
                machine.plus(other.machine),
                plastic.plus(other.plastic),
                sheets.plus(other.sheets),
                hand.plus(other.hand),
                wanted + other.wanted,
                good + other.good,
                spoiled + other.spoiled,
                runs + other.runs,
                failed + other.failed);
    }

    /// What is quoted under one of some headings of a price: how much, and the rate of the first.
    record Quoted(long count, Rate rate) {
        static final Quoted NOTHING = new Quoted(0, Rate.ZERO);

        Quoted plus(PriceLine.Sum sum) {
            var counts = sum.quantity() * sum.basisPoints() / PriceLine.WHOLE;
            return new Quoted(count + counts, rate.points() == 0 ? sum.rate() : rate);
        }
    }
}
