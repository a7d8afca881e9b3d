package platen.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import platen.values.Money;

/// A price of one of something, finer than a cent: in hundredths of a cent. A click costs 0.0125.
public record Rate(long points) {
    /// Digits behind the point that a rate may have, as it is written.
    static final int DIGITS = 4;

    private static final int DIGITS_OF_MONEY = 2;
    private static final long POINTS_PER_CENT = 100;

    public static final Rate ZERO = new Rate(0);

    /// An amount in units of the currency; more digits than a rate has are a mistake of the caller.
    public static Rate of(BigDecimal amount) {
        return new Rate(amount.movePointRight(DIGITS).longValueExact());
    }

    public static Rate of(Money amount) {
        return new Rate(Math.multiplyExact(amount.cents(), POINTS_PER_CENT));
    }

    /// Units of the currency, with two digits at least: `12.50`, `0.0125`.
    public BigDecimal amount() {
        var amount = BigDecimal.valueOf(points, DIGITS).stripTrailingZeros();
        return amount.scale() < DIGITS_OF_MONEY ? amount.setScale(DIGITS_OF_MONEY, RoundingMode.UNNECESSARY) : amount;
    }

    @Override
    public String toString() {
        return amount().toPlainString();
    }
}
