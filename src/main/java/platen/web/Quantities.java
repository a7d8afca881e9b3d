package platen.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import platen.pricing.PriceBook;
import platen.pricing.PriceRequest;

/// Quantities that somebody wants side by side, as they are written: `50, 100 250`. What is no quantity is left out.
final class Quantities {
    private static final int MOST_AT_ONCE = 6;
    private static final List<Integer> LARGER = List.of(2, 5, 10);
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

    /// Beside the quantity that is wanted: those from which on each is cheaper, else some larger ones.
    static List<Integer> suggested(PriceBook book, PriceRequest.Item item, int most) {
        var wanted = item.quantity();
        var steps = steps(book, item);
        var others = steps.isEmpty() ? LARGER.stream().map(factor -> wanted * factor) : steps.stream();
        return Stream.concat(Stream.of(wanted), others)
                .filter(quantity -> quantity <= most)
                .distinct()
                .sorted()
                .limit(MOST_AT_ONCE)
                .toList();
    }

    /// From which quantities on an item is cheaper each.
    private static List<Integer> steps(PriceBook book, PriceRequest.Item item) {
        var product = switch (item) {
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
