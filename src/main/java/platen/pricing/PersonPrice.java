package platen.pricing;

import java.util.List;
import platen.pricing.PriceLine.Sum;
import platen.pricing.PriceLine.Unit;
import platen.values.Message;
import platen.values.Money;

/// A price that a person named, where no rule gave one: lines in plain words, without tax. What a group or a
/// band takes off, tax and rounding are reckoned as for every other price, so that it can be recomputed too.
public record PersonPrice(PriceRequest asked, List<Named> lines) {
    /// Stands where the version of the engine would.
    public static final int ENGINE = 0;

    public PersonPrice {
        lines = List.copyOf(lines);
    }

    /// A line as the person wrote it.
    public record Named(String words, Money amount) {
        private DraftLine draft() {
            var what = Message.of("pricing.named", words);
            return DraftLine.of(what, Sum.of(what, 1, Unit.ONCE, Rate.of(amount)));
        }
    }

    public Price.Priced price(PriceBook book) {
        var drafts = lines.stream().map(Named::draft).toList();
        return Pricing.finished(book, drafts, asked.terms(), asked.taxBasisPoints());
    }
}
