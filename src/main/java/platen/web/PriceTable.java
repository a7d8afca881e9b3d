package platen.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderView;
import platen.pricing.Price.Priced;
import platen.pricing.PriceLine;
import platen.pricing.PriceLine.Off;
import platen.pricing.TaxWords;
import platen.templating.Manner;
import platen.values.Message;
import platen.values.Money;

/// A price as people read it: a handful of lines, and behind each the sums that make it. What a
/// quantity, a group or a band took off stands below the work, and tax below that.
/// Several lines of an order have a group each, with what it makes together.
public record PriceTable(List<Group> groups, Money total) {
    private static final String TAX = "pricing.tax";
    private static final double MILLIGRAMS = 1_000;
    private static final double BASIS_POINTS = 100;

    /// `name` is the line of the order that the rows are about, or nothing where they are about all of it.
    public record Group(@Nullable String name, Money amount, List<Row> rows) {
        static Group of(@Nullable String name, List<Row> rows) {
            return new Group(name, rows.stream().map(Row::amount).reduce(Money.ZERO, Money::plus), rows);
        }
    }

    public record Row(Message what, Money amount, List<Sum> sums) {
        private Row taxed(Message tax) {
            if (!what.key().equals(TAX)) return this;
            return new Row(
                    tax,
                    amount,
                    sums.stream()
                            .map(sum -> new Sum(sum.what.key().equals(TAX) ? tax : sum.what, sum.how, sum.amount))
                            .toList());
        }
    }

    /// `amount` may be finer than a cent.
    public record Sum(Message what, Message how, String amount) {}

    /// The price that stands for an order, its tax as `taxName` says, which the shop calls it now.
    static PriceTable of(OrderView view, Manner manner, String taxName) {
        if (view.quote() == null) throw new IllegalArgumentException("no price stands");
        var price = view.quote().price();
        var groups = new ArrayList<Group>();
        var rest = new ArrayList<Row>();
        var grouped = 0;
        if (view.lines().size() > 1) {
            for (var line : view.lines()) {
                var share = view.shares().get(line.id());
                if (share == null) continue;
                groups.add(Group.of(line.fileName(), rows(share, manner)));
                grouped += share.size();
            }
        }
        var others = price.lines().subList(grouped, price.lines().size());
        rest.addAll(rows(others.stream().filter(line -> !line.isAdded()).toList(), manner));
        for (var by : Off.By.values()) addOff(rest, price, by);
        var tax = TaxWords.of(taxName);
        rows(others.stream().filter(PriceLine::isAdded).toList(), manner).forEach(row -> rest.add(row.taxed(tax)));
        if (!rest.isEmpty()) groups.add(Group.of(null, rest));
        return new PriceTable(groups, price.total());
    }

    private static List<Row> rows(List<PriceLine> lines, Manner manner) {
        return lines.stream().map(line -> row(line, manner)).toList();
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
