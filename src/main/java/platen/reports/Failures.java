package platen.reports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.pricing.PriceBook;
import platen.pricing.Rate;
import platen.values.Money;

/// How many of the last prints failed, beside what the price book allows for it. Only a person takes a measured
/// allowance over.
public final class Failures {
    /// So many prints are looked at.
    public static final int LAST = 200;
    /// Fewer than these say nothing.
    public static final int ENOUGH = 20;
    private static final double MS_PER_HOUR = 3_600_000;
    private static final int WHOLE = 100;
    private static final int POINTS = 100;

    private final Database database;

    public Failures(Database database) {
        this.database = database;
    }

    /// `percent` is what was lost of machine time, of each hundred that came to something.
    public record OfMaterial(String material, long runs, long failed, double lostHours, int percent, Money cost) {}

    /// `suggested` is nothing while there were too few prints.
    public record Measured(
            List<OfMaterial> materials,
            long runs,
            int percent,
            double allowed,
            @Nullable Integer suggested) {
        public boolean isSuggested() {
            return suggested != null && Math.abs(suggested - allowed) >= 1;
        }
    }

    public Measured measure(PriceBook book) {
        var rows = database.reading(Figures.class).failed(LAST);
        var perHour = book.parts().perMachineHour();
        var materials = new ArrayList<OfMaterial>();
        long runs = 0;
        long ran = 0;
        long lost = 0;
        for (var row : rows) {
            runs += row.runs();
            ran += row.ranMs();
            lost += row.lostMs();
            var hours = row.lostMs() / MS_PER_HOUR;
            materials.add(new OfMaterial(
                    row.material(),
                    row.runs(),
                    row.failed(),
                    hours,
                    percent(row.ranMs(), row.lostMs()),
                    cost(hours, perHour)));
        }
        var percent = percent(ran, lost);
        var allowed = book.parts().failureBasisPoints() / (double) POINTS;
        return new Measured(
                List.copyOf(materials), runs, percent, allowed, runs < ENOUGH ? null : Math.min(percent, WHOLE));
    }

    private static int percent(long ran, long lost) {
        var good = ran - lost;
        return good <= 0
                ? lost > 0 ? WHOLE : 0
                : (int) Math.min(Integer.MAX_VALUE, Math.round(WHOLE * (double) lost / good));
    }

    private static Money cost(double hours, Rate perHour) {
        return new Money(Math.round(hours * perHour.points() / POINTS));
    }

    /// The same prices with the measured allowance; nothing where there is none to take.
    public static PriceBook with(PriceBook book, int percent) {
        return book.withFailures(percent * POINTS);
    }
}
