package platen.pricing;

import java.util.ArrayList;
import java.util.List;
import platen.pricing.PriceLine.Sum;
import platen.pricing.PriceLine.Unit;
import platen.values.Message;
import platen.values.Money;
import platen.values.Reasons;

/// Reckons a price. The same book and request give the same lines for ever; when the way of
/// reckoning changes, [#ENGINE] counts up and old quotes keep their own.
///
/// The order of things: the work of each item, less what its quantity takes off, up to the product's
/// minimum; a surcharge for rush; then group and band take their part of each line; tax; rounding up.
public final class Pricing {
    public static final int ENGINE = 2;
    /// More than anybody orders, and few enough that no sum overflows.
    public static final int MOST_COPIES = 1_000_000;

    /// How a customer reads of it where there is no price for it.
    private static final String DELIVERY = "delivery";

    private Pricing() {}

    public static Price price(PriceBook book, PriceRequest request) {
        var terms = request.terms();
        var rush = book.rush(terms.rush());
        var group = book.group(terms.group());
        var band = book.band(terms.band());
        var why = new ArrayList<Message>();
        for (var term : List.of(
                new Term(terms.rush(), rush.isPresent()),
                new Term(terms.group(), group.isPresent()),
                new Term(terms.band(), band.isPresent()),
                new Term(terms.delivery() ? DELIVERY : "", book.delivery() != null))) {
            if (!term.name().isEmpty() && !term.isKnown()) {
                why.add(Message.of("pricing.ask-no-rule", term.name()));
            }
        }
        var drafts = new ArrayList<DraftLine>();
        for (var item : request.items()) {
            switch (work(book, item)) {
                case Work.Outcome.AskUs(var more) -> why.addAll(more);
                case Work.Outcome.Planned(var work) -> drafts.addAll(withMinimum(work));
            }
        }
        if (!why.isEmpty()) {
            return new Price.AskUs(new Reasons(why.stream().distinct().toList()));
        }
        rush.ifPresent(sooner -> drafts.addAll(surcharge(sooner, sum(drafts))));
        return finished(book, drafts, terms, request.taxBasisPoints());
    }

    /// What a person starts from who names the price: what the rules give without their limits, or why they
    /// give nothing at all.
    public static Price start(PriceBook book, PriceRequest request) {
        return price(book.withoutLimits(), request);
    }

    /// How many lines of a price are of each item, in the order of both; those that are left are of the order as a
    /// whole. Nothing where a person has to say the price.
    public static List<Integer> shares(PriceBook book, PriceRequest request) {
        var shares = new ArrayList<Integer>();
        for (var item : request.items()) {
            if (!(work(book, item) instanceof Work.Outcome.Planned(var work))) return List.of();
            shares.add(withMinimum(work).size());
        }
        return shares;
    }

    /// Group and band take their part of each line; then tax, and rounding up.
    static Price.Priced finished(PriceBook book, List<DraftLine> drafts, PriceRequest.Terms terms, int taxBasisPoints) {
        var group = book.group(terms.group());
        var band = book.band(terms.band());
        var lines = new ArrayList<PriceLine>();
        drafts.forEach(draft -> lines.add(draft.settled(group, band)));
        if (terms.delivery() && book.delivery() != null) {
            lines.add(PriceLine.of(
                    Message.of("pricing.delivery"),
                    1,
                    Unit.ONCE,
                    Rate.of(book.delivery().price())));
        }
        addTax(lines, taxBasisPoints);
        roundUp(lines, book.general().roundUpTo());
        return Price.Priced.of(lines);
    }

    private record Term(String name, boolean isKnown) {}

    private static Work.Outcome work(PriceBook book, PriceRequest.Item item) {
        if (item.quantity() < 1 || item.quantity() > MOST_COPIES)
            return Work.askUs("pricing.ask-quantity", MOST_COPIES);
        return switch (item) {
            case PriceRequest.Part part -> PartWork.of(book, part);
            case PriceRequest.Paper paper -> PaperWork.of(book, paper);
        };
    }

    private static List<DraftLine> withMinimum(Work work) {
        var lines = new ArrayList<>(work.lines());
        var missing = work.minimum().minus(sum(lines));
        if (missing.compareTo(Money.ZERO) > 0) {
            lines.add(once(Message.of("pricing.minimum", work.minimum()), missing));
        }
        return lines;
    }

    private static List<DraftLine> surcharge(PriceBook.Rush rush, Money of) {
        var what = Message.of("pricing.rush", rush.name());
        var share = new Sum(what, 1, Unit.ONCE, Rate.of(of), rush.basisPoints());
        if (share.exact().rounded().compareTo(rush.least()) < 0) return List.of(once(what, rush.least()));
        return rush.basisPoints() == 0 ? List.of() : List.of(DraftLine.of(what, share));
    }

    private static void addTax(List<PriceLine> lines, int basisPoints) {
        if (basisPoints == 0) return;
        var net = Rate.of(Price.sum(lines));
        lines.add(PriceLine.of(Message.of("pricing.tax"), basisPoints, Unit.SHARE, net));
    }

    private static void roundUp(List<PriceLine> lines, Money step) {
        var over = Price.sum(lines).cents() % step.cents();
        if (over == 0) return;
        var missing = new Money(step.cents() - over);
        lines.add(PriceLine.of(Message.of("pricing.rounding", step), 1, Unit.ONCE, Rate.of(missing)));
    }

    private static DraftLine once(Message what, Money amount) {
        return DraftLine.of(what, Sum.of(what, 1, Unit.ONCE, Rate.of(amount)));
    }

    private static Money sum(List<DraftLine> lines) {
        return lines.stream().map(DraftLine::amount).reduce(Money.ZERO, Money::plus);
    }
}
