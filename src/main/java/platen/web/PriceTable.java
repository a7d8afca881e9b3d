package platen.web;

import java.time.Duration;
import java.util.List;
import platen.orders.Quote;
import platen.pricing.PriceLine;
import platen.templating.Manner;
import platen.values.Message;
import platen.values.Money;

/// A price as people read it: what, how it is reckoned, and what that makes.
public record PriceTable(List<Row> rows, Money total) {
    private static final double MILLIGRAMS = 1_000;
    private static final double BASIS_POINTS = 100;

    public record Row(Message what, Message how, Money amount) {}

    static PriceTable of(Quote quote, Manner manner) {
        return new PriceTable(
                quote.price().lines().stream()
                        .map(line -> new Row(line.what(), how(line, manner), line.amount()))
                        .toList(),
                quote.price().total());
    }

    private static Message how(PriceLine line, Manner manner) {
        var price = manner.money(line.unitPrice());
        return switch (line.unit()) {
            case KILOGRAM -> Message.of("web.price-kilogram", manner.grams(line.quantity() / MILLIGRAMS), price);
            case HOUR -> Message.of("web.price-hour", manner.duration(Duration.ofSeconds(line.quantity())), price);
            case SHEET -> Message.of("web.price-sheet", manner.number((double) line.quantity(), 0), price);
            case SIDE -> Message.of("web.price-side", manner.number((double) line.quantity(), 0), price);
            case ONCE -> Message.of("web.price-once");
            case SHARE -> Message.of("web.price-share", manner.number(line.quantity() / BASIS_POINTS, 2), price);
        };
    }
}
