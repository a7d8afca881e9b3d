package platen.web;

import java.util.List;
import java.util.regex.Pattern;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;

/// Quantities that somebody wants side by side, as they are written: `50, 100 250`. What is no quantity is left out.
final class Quantities {
    private static final int MOST_AT_ONCE = 6;
    private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");

    private Quantities() {}

    static List<Integer> of(String written, int most) {
        return BETWEEN.splitAsStream(written)
                .filter(text -> text.matches("\\d{1,7}"))
                .map(Integer::valueOf)
                .filter(quantity -> quantity >= 1 && quantity <= most)
                .distinct()
                .sorted()
                .limit(MOST_AT_ONCE)
                .toList();
    }

    /// From which quantities on the first item is cheaper each.
    static List<Integer> steps(PriceBook book, PriceRequest request) {
        var product = switch (request.items().getFirst()) {
            case PriceRequest.Part _ -> "part";
            case PriceRequest.Paper paper -> paper.product().word();
        };
        return book.breaks().stream()
                .filter(step -> step.product().equals(product))
                .map(PriceBook.Break::from)
                .sorted()
                .limit(MOST_AT_ONCE)
                .toList();
    }
}
