package platen.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import platen.orders.Quote;
import platen.pricing.Price.Priced;
import platen.pricing.PriceLine;
import platen.pricing.PriceLine.Off;
import platen.templating.Manner;
import platen.values.Message;
import platen.values.Money;

/// A price as people read it: a handful of lines, and behind each the sums that make it. What a
/// quantity, a group or a band took off stands below the work, and tax below that.
public record PriceTable(List<Row> rows, Money total) {
    private static final double MILLIGRAMS = 1_000;
    private static final double BASIS_POINTS = 100;

    public record Row(Message what, Money amount, List<Sum> sums) {}

    /// `amount` may be finer than a cent.
    public record Sum(Message what, Message how, String amount) {}

    static PriceTable of(Quote quote, Manner manner) {
        var price = quote.price();
        var rows = new ArrayList<Row>();
        price.lines().stream()
                .filter(line -> !line.isAdded())
                .map(line -> row(line, manner))
                .forEach(rows::add);
        for (var by : Off.By.values()) addOff(rows, price, by);
        price.lines().stream()
                .filter(PriceLine::isAdded)
                .map(line -> row(line, manner))
                .forEach(rows::add);
        return new PriceTable(rows, price.total());
    }

    private static void addOff(List<Row> rows, Priced price, Off.By by) {
        var off = price.off(by);
        if (off.cents() == 0) return;
        var name = price.lines().stream()
                .flatMap(line -> line.offs().stream())
                .filter(one -> one.by() == by)
                .map(Off::name)
                .findFirst()
                .orElse("");
        var what = Message.of("web.price-off-" + by.name().toLowerCase(Locale.ROOT), name);
        rows.add(new Row(what, Money.ZERO.minus(off), List.of()));
    }

    /// A sum that says no more than its line is left out.
    private static Row row(PriceLine line, Manner manner) {
        var sums = line.sums().size() == 1 && isWhole(line.sums().getFirst(), line)
                ? List.<PriceLine.Sum>of()
                : line.sums();
        return new Row(
                line.what(),
                line.full(),
                sums.stream().map(sum -> sum(sum, manner)).toList());
    }

    private static boolean isWhole(PriceLine.Sum sum, PriceLine line) {
        return sum.what().equals(line.what())
                && sum.unit() == PriceLine.Unit.ONCE
                && sum.basisPoints() == PriceLine.WHOLE;
    }

    private static Sum sum(PriceLine.Sum sum, Manner manner) {
        var how = sum.basisPoints() == PriceLine.WHOLE
                ? how(sum, manner)
                : Message.of(
                        "web.price-part", manner.number(sum.basisPoints() / BASIS_POINTS, 2), wholeOf(sum, manner));
        return new Sum(sum.what(), how, manner.fine(sum.amount()));
    }

    private static String wholeOf(PriceLine.Sum sum, Manner manner) {
        return manner.fine(
                new PriceLine.Sum(sum.what(), sum.quantity(), sum.unit(), sum.rate(), PriceLine.WHOLE).amount());
    }

    private static Message how(PriceLine.Sum sum, Manner manner) {
        var price = manner.fine(sum.rate().amount());
        var count = manner.number((double) sum.quantity(), 0);
        return switch (sum.unit()) {
            case KILOGRAM -> Message.of("web.price-kilogram", manner.grams(sum.quantity() / MILLIGRAMS), price);
            case HOUR -> Message.of("web.price-hour", manner.duration(Duration.ofSeconds(sum.quantity())), price);
            case SHEET -> Message.of("web.price-sheet", count, price);
            case SIDE -> Message.of("web.price-side", count, price);
            case PIECE -> Message.of("web.price-piece", count, price);
            case ONCE -> Message.of("web.price-once");
            case SHARE -> Message.of("web.price-share", manner.number(sum.quantity() / BASIS_POINTS, 2), price);
        };
    }
}
