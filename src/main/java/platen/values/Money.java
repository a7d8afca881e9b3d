package platen.values;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;

/// An amount in the shop's one currency, kept in whole cents.
public record Money(long cents) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    public Money plus(Money other) {
        return new Money(Math.addExact(cents, other.cents));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, other.cents));
    }

    /// `numerator`/`divisor` of this amount, rounded half up to the cent. Nothing else in Platen rounds money.
    public Money times(long numerator, long divisor) {
        return new Money(BigDecimal.valueOf(cents)
                .multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(divisor), 0, HALF_UP)
                .longValueExact());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, other.cents);
    }

    /// Units and cents without a currency: `12.50`.
    @Override
    public String toString() {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
