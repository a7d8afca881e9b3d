package platen.pricing;

import platen.values.Message;
import platen.values.Money;

/// One line of a price: `quantity` at `unitPrice` for each `unit` makes `amount`.
///
/// The quantity counts the unit's base (milligrams, seconds, pieces), so that it is whole.
public record PriceLine(Message what, long quantity, Unit unit, Money unitPrice, Money amount) {

    public enum Unit {
        /// Milligrams, priced by the kilogram.
        KILOGRAM(1_000_000),
        /// Seconds, priced by the hour.
        HOUR(3_600),
        SHEET(1),
        SIDE(1),
        /// Once for the whole line or order.
        ONCE(1),
        /// Hundredths of a percent of the unit price.
        SHARE(10_000);

        private final long base;

        Unit(long base) {
            this.base = base;
        }
    }

    static PriceLine of(Message what, long quantity, Unit unit, Money unitPrice) {
        return new PriceLine(what, quantity, unit, unitPrice, unitPrice.times(quantity, unit.base));
    }
}
