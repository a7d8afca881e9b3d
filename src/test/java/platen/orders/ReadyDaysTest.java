package platen.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import platen.shop.OpeningHours;
import platen.shop.Paper;
import platen.shop.Shop;
import platen.shop.Units;

/// The shop is open from Monday to Friday. It is Monday noon.
class ReadyDaysTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void promisesTheDayOfThePriceBookWhileLittleWaits() {
        assertEquals(day(6), of(2, Load.NONE));
        assertEquals(day(6), of(2, (_, _) -> NOON.plusSeconds(3_600)));
        assertEquals(day(6), of(2, (_, _) -> Instant.parse("2026-05-05T10:00:00Z")));
    }

    @Test
    void promisesTheOpenDayAfterAMachineIsFree() {
        assertEquals(day(8), of(2, (_, _) -> Instant.parse("2026-05-07T10:00:00Z")));
        assertEquals(day(11), of(2, (_, _) -> Instant.parse("2026-05-08T10:00:00Z")), "never on a closed day");
    }

    @Test
    void looksAtTheMachinesOfEachProduct() {
        Load load = (product, _) -> product == Product.PART ? Instant.parse("2026-05-07T10:00:00Z") : NOON;
        assertEquals(day(8), of(1, load, Set.of(Product.PART, Product.PAPER)));
        assertEquals(day(5), of(1, load, Set.of(Product.PAPER)));
    }

    private static Instant of(int days, Load load) {
        return of(days, load, Set.of(Product.PART));
    }

    private static Instant of(int days, Load load, Set<Product> products) {
        return Objects.requireNonNull(new ReadyDays(openOnWorkdays(), NOON, load, products).day(days));
    }

    private static Shop openOnWorkdays() {
        var week = new EnumMap<DayOfWeek, List<OpeningHours.Span>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day.getValue() < DayOfWeek.SATURDAY.getValue())
                week.put(day, OpeningHours.day("9-17").orElseThrow());
        }
        return new Shop(
                "Copper Street",
                "",
                "",
                "",
                null,
                new OpeningHours(week),
                ZoneOffset.UTC,
                Currency.getInstance("USD"),
                "",
                0,
                Units.INCH,
                Paper.US,
                true,
                true,
                Set.of());
    }

    private static Instant day(int day) {
        return Instant.parse("2026-05-%02dT00:00:00Z".formatted(day));
    }
}
