package platen.pricing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import platen.pricing.PriceLine.Sum;
import platen.pricing.PriceLine.Unit;
import platen.values.Message;
import platen.values.Money;

/// What one item takes, as sums under a handful of headings; it becomes the first lines of a price.
final class Work {
    private static final int SECONDS_PER_MINUTE = 60;

    enum Heading {
        PREPARING("pricing.preparing"),
        MATERIAL("pricing.material"),
        PRINTING("pricing.printing"),
        FINISHING("pricing.finishing"),
        FAILURES("pricing.failures");

        private final String key;

        Heading(String key) {
            this.key = key;
        }
    }

    /// The work, or why a person has to price it.
    sealed interface Outcome {
        record Planned(Work work) implements Outcome {}

        record AskUs(List<Message> why) implements Outcome {
            public AskUs {
                why = List.copyOf(why);
            }
        }
    }

    private final Rate labourPerHour;
    private final Money minimum;
    private final int offBasisPoints;
    private final Map<Heading, List<Sum>> sums = new EnumMap<>(Heading.class);

    Work(PriceBook book, Money minimum, String product, int quantity) {
        this.labourPerHour = book.general().labourPerHour();
        this.minimum = minimum;
        this.offBasisPoints = book.offBasisPoints(product, quantity);
    }

    static Outcome askUs(String key, Object... args) {
        return new Outcome.AskUs(List.of(Message.of(key, args)));
    }

    Money minimum() {
        return minimum;
    }

    /// A sum that makes nothing is left out.
    void add(Heading heading, Sum sum) {
        if (sum.quantity() == 0 || sum.rate().points() == 0 || sum.basisPoints() == 0) return;
        sums.computeIfAbsent(heading, _ -> new ArrayList<>()).add(sum);
    }

    void add(Heading heading, Message what, long quantity, Unit unit, Rate rate) {
        add(heading, Sum.of(what, quantity, unit, rate));
    }

    void addOnce(Heading heading, Message what, Money amount) {
        add(heading, what, 1, Unit.ONCE, Rate.of(amount));
    }

    void addMinutes(Heading heading, Message what, long minutes) {
        addSeconds(heading, what, Math.multiplyExact(minutes, SECONDS_PER_MINUTE));
    }

    void addSeconds(Heading heading, Message what, long seconds) {
        add(heading, what, seconds, Unit.HOUR, labourPerHour);
    }

    /// The lines so far. A quantity takes nothing off the preparation, which is done once.
    List<DraftLine> lines() {
        var lines = new ArrayList<DraftLine>();
        sums.forEach((heading, of) -> lines.add(
                new DraftLine(Message.of(heading.key), of, heading == Heading.PREPARING ? 0 : offBasisPoints)));
        return lines;
    }
}
