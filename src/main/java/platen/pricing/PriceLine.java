package platen.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.Money;

/// One line of a price: what its `sums` make together is `full`, rounded once; less what was taken
/// off, it is `amount`, which is rounded once, too.
public record PriceLine(Message what, List<Sum> sums, Money full, List<Off> offs, Money amount) {

    public PriceLine {
        sums = List.copyOf(sums);
        offs = List.copyOf(offs);
    }

    /// What a quantity is counted in. It counts the unit's base (milligrams, seconds, pieces), so that it is whole.
    public enum Unit {
        /// Milligrams, priced by the kilogram.
        KILOGRAM(1_000_000),
        /// Seconds, priced by the hour.
        HOUR(3_600),
        SHEET(1),
        SIDE(1),
        PIECE(1),
        /// Once for the whole line or order.
        ONCE(1),
        /// Hundredths of a percent of the rate.
        SHARE(10_000);

        private final long base;

        Unit(long base) {
            this.base = base;
        }

        /// How many of the base are one of it.
        public long base() {
            return base;
        }
    }

    /// A sum behind a line: `quantity` at `rate` for each `unit`, of which `basisPoints` count.
    public record Sum(Message what, long quantity, Unit unit, Rate rate, int basisPoints) {
        private static final int DIGITS = 4;

        static Sum of(Message what, long quantity, Unit unit, Rate rate) {
            return new Sum(what, quantity, unit, rate, WHOLE);
        }

        Sum share(Message name, int part) {
            return new Sum(name, quantity, unit, rate, part);
        }

        Exact exact() {
            return Exact.of(quantity, rate, unit.base, basisPoints);
        }

        /// What it makes, in units of the currency and hundredths of a cent: to be shown, not to be reckoned with.
        public BigDecimal amount() {
            return exact().ninths().movePointLeft(2).divide(BigDecimal.valueOf(9), DIGITS, RoundingMode.HALF_UP);
        }
    }

    /// What a quantity, a group or a band took off; less than nothing where a band pays more.
    public record Off(By by, String name, Money amount) {
        public enum By {
            QUANTITY,
            GROUP,
            BAND
        }
    }

    /// The whole, in basis points.
    public static final int WHOLE = 10_000;

    /// Whether it was added to the work in the end: tax, and rounding up.
    @JsonIgnore
    public boolean isAdded() {
        return what.key().equals("pricing.tax") || what.key().equals("pricing.rounding");
    }

    /// A line without reductions.
    public static PriceLine of(Message what, List<Sum> sums) {
        var full = sums.stream().map(Sum::exact).reduce(Exact.ZERO, Exact::plus).rounded();
        return new PriceLine(what, sums, full, List.of(), full);
    }

    /// A line of one sum.
    public static PriceLine of(Message what, long quantity, Unit unit, Rate rate) {
        return of(what, List.of(Sum.of(what, quantity, unit, rate)));
    }

    /// Reads a stored line. Those of the first engine are one sum each, and have no reductions.
    @JsonCreator
    static PriceLine read(
            @JsonProperty("what") Message what,
            @JsonProperty("sums") @Nullable List<Sum> sums,
            @JsonProperty("full") @Nullable Money full,
            @JsonProperty("offs") @Nullable List<Off> offs,
            @JsonProperty("amount") Money amount,
            @JsonProperty("quantity") @Nullable Long quantity,
            @JsonProperty("unit") @Nullable Unit unit,
            @JsonProperty("unitPrice") @Nullable Money unitPrice) {
        if (quantity != null && unit != null && unitPrice != null) {
            return new PriceLine(
                    what, List.of(Sum.of(what, quantity, unit, Rate.of(unitPrice))), amount, List.of(), amount);
        }
        return new PriceLine(
                what,
                sums == null ? List.of() : sums,
                full == null ? amount : full,
                offs == null ? List.of() : offs,
                amount);
    }
}
