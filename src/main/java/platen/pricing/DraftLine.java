package platen.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import platen.pricing.PriceLine.Off;
import platen.pricing.PriceLine.Sum;
import platen.values.Message;
import platen.values.Money;

/// A line before group and band have taken their part: what a quantity takes off is known.
record DraftLine(Message what, List<Sum> sums, int offBasisPoints) {

    static DraftLine of(Message what, Sum sum) {
        return new DraftLine(what, List.of(sum), 0);
    }

    private Exact exact() {
        return sums.stream().map(Sum::exact).reduce(Exact.ZERO, Exact::plus);
    }

    private Exact afterQuantity() {
        return exact().share(PriceLine.WHOLE - offBasisPoints);
    }

    /// What it makes at this quantity.
    Money amount() {
        return afterQuantity().rounded();
    }

    /// The line in the end. Each step is rounded from the exact amount, so that roundings never add up;
    /// what is taken off is the difference between two steps.
    PriceLine settled(Optional<PriceBook.Group> group, Optional<PriceBook.Band> band) {
        var offs = new ArrayList<Off>();
        var full = exact().rounded();
        var exact = afterQuantity();
        var amount = note(offs, Off.By.QUANTITY, "", full, exact);
        if (group.isPresent()) {
            exact = exact.share(PriceLine.WHOLE - group.get().offBasisPoints());
            amount = note(offs, Off.By.GROUP, group.get().name(), amount, exact);
        }
        if (band.isPresent()) {
            exact = exact.share(band.get().paysBasisPoints());
            amount = note(offs, Off.By.BAND, band.get().name(), amount, exact);
        }
        return new PriceLine(what, sums, full, offs, amount);
    }

    private static Money note(List<Off> offs, Off.By by, String name, Money before, Exact after) {
        var amount = after.rounded();
        var off = before.minus(amount);
        if (off.cents() != 0) offs.add(new Off(by, name, off));
        return amount;
    }
}
