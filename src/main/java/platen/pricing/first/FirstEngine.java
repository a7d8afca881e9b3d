package platen.pricing.first;

import static platen.pricing.PriceLine.Unit.HOUR;
import static platen.pricing.PriceLine.Unit.KILOGRAM;
import static platen.pricing.PriceLine.Unit.ONCE;
import static platen.pricing.PriceLine.Unit.SHARE;
import static platen.pricing.PriceLine.Unit.SHEET;
import static platen.pricing.PriceLine.Unit.SIDE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import platen.pricing.Price;
import platen.pricing.PriceLine;
import platen.pricing.Rate;
import platen.values.Message;
import platen.values.Money;
import platen.values.Reasons;

/// Reckons what the first engine reckoned.
public final class FirstEngine {
    public static final int ENGINE = 1;
    private static final int BASIS_POINTS_PER_PERCENT = 100;

    private FirstEngine() {}

    public static Price price(FirstBook book, FirstRequest request) {
        var lines = new ArrayList<PriceLine>();
        for (var item : request.items()) {
            var refused = switch (item) {
                case FirstRequest.Part part -> addPart(book.parts(), part, lines);
                case FirstRequest.Paper paper -> addPaper(book.paper(), paper, lines);
            };
            if (refused.isPresent()) return new Price.AskUs(Reasons.of(refused.get()));
        }
        var net = sum(lines);
        if (request.taxBasisPoints() > 0) {
            lines.add(line(Message.of("pricing.tax"), request.taxBasisPoints(), SHARE, net));
        }
        return new Price.Priced(lines, sum(lines));
    }

    private static Optional<Message> addPart(FirstBook.Parts prices, FirstRequest.Part part, List<PriceLine> lines) {
        var material = prices.material(part.material());
        if (material.isEmpty()) return Optional.of(Message.of("pricing.no-such-material", part.material()));
        var mine = new ArrayList<PriceLine>();
        mine.add(line(Message.of("pricing.part-setup"), 1, ONCE, prices.setup()));
        mine.add(line(
                Message.of("pricing.part-material", part.material()),
                Math.multiplyExact(part.milligrams(), part.quantity()),
                KILOGRAM,
                material.get().perKilogram()));
        mine.add(line(
                Message.of("pricing.part-time"),
                Math.multiplyExact(part.seconds(), part.quantity()),
                HOUR,
                prices.perHour()));
        if (prices.failurePercent() > 0) {
            var atRisk = mine.get(1).amount().plus(mine.get(2).amount());
            mine.add(line(
                    Message.of("pricing.part-failures"),
                    (long) prices.failurePercent() * BASIS_POINTS_PER_PERCENT,
                    SHARE,
                    atRisk));
        }
        var missing = prices.minimum().minus(sum(mine));
        if (missing.compareTo(Money.ZERO) > 0) {
            mine.add(line(Message.of("pricing.minimum", prices.minimum()), 1, ONCE, missing));
        }
        lines.addAll(mine);
        return Optional.empty();
    }

    private static Optional<Message> addPaper(FirstBook.Paper prices, FirstRequest.Paper paper, List<PriceLine> lines) {
        var sheet = prices.sheet(paper.size());
        if (sheet.isEmpty()) return Optional.of(Message.of("pricing.no-such-paper", paper.size()));
        var sides = Math.multiplyExact((long) paper.pages(), paper.copies());
        var sheetsPerCopy = paper.twoSided() ? (paper.pages() + 1L) / 2 : paper.pages();
        lines.add(line(Message.of("pricing.paper-setup"), 1, ONCE, prices.setup()));
        lines.add(line(
                Message.of("pricing.paper-sheets", paper.size()),
                Math.multiplyExact(sheetsPerCopy, paper.copies()),
                SHEET,
                sheet.get().perSheet()));
        lines.add(
                paper.colour()
                        ? line(Message.of("pricing.paper-colour"), sides, SIDE, prices.perColourSide())
                        : line(Message.of("pricing.paper-black"), sides, SIDE, prices.perBlackSide()));
        return Optional.empty();
    }

    private static PriceLine line(Message what, long quantity, PriceLine.Unit unit, Money unitPrice) {
        return PriceLine.of(what, quantity, unit, Rate.of(unitPrice));
    }

    private static Money sum(List<PriceLine> lines) {
        return lines.stream().map(PriceLine::amount).reduce(Money.ZERO, Money::plus);
    }
}
