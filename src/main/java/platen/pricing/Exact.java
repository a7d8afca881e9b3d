package platen.pricing;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import platen.values.Money;

/// An amount of money that is not rounded yet.
///
/// It counts ninths of a cent: what is priced by the hour is divided by 3,600, and the nine in it is
/// the one divisor that decimals cannot express.
record Exact(BigDecimal ninths) {
    private static final BigDecimal NINE = BigDecimal.valueOf(9);
    private static final int BASIS_POINT_DIGITS = 4;
    private static final int POINT_DIGITS = 2;

    static final Exact ZERO = new Exact(BigDecimal.ZERO);

    static Exact of(Money amount) {
        return new Exact(BigDecimal.valueOf(amount.cents()).multiply(NINE));
    }

    /// `quantity` at `rate` for each `base`, of which `basisPoints` count. The base has no prime factors
    /// but 2, 5 and two 3s at most.
    static Exact of(long quantity, Rate rate, long base, int basisPoints) {
        return new Exact(BigDecimal.valueOf(quantity)
                        .multiply(BigDecimal.valueOf(rate.points(), POINT_DIGITS))
                        .multiply(NINE)
                        .divide(BigDecimal.valueOf(base)))
                .share(basisPoints);
    }

    Exact plus(Exact other) {
        return new Exact(ninths.add(other.ninths));
    }

    Exact share(int basisPoints) {
        return new Exact(ninths.multiply(BigDecimal.valueOf(basisPoints, BASIS_POINT_DIGITS)));
    }

    /// Rounded half up to the cent: the one place where a price is.
    Money rounded() {
        return new Money(ninths.divide(NINE, 0, HALF_UP).longValueExact());
    }
}
