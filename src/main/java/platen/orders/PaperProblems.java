package platen.orders;

import java.util.ArrayList;
import java.util.List;
import platen.pricing.PriceBook;

/// Which of the choices for paper work the price book does not offer, by form field.
final class PaperProblems {
    private PaperProblems() {}

    static List<String> of(PriceBook book, Choices.Paper paper) {
        var found = book.product(paper.product());
        if (found.isEmpty()) return List.of("product");
        var product = found.get();
        var fields = new ArrayList<String>();
        if (isMissing(paper.size(), product.sizes())) fields.add("size");
        if (isMissing(paper.paper(), product.papers())) fields.add("paper");
        if (isMissing(paper.cover(), product.covers())) fields.add("cover");
        if (isMissing(paper.press(), product.presses()) || !hasInks(book, product, paper)) fields.add("ink");
        var isOffered = paper.finishing().stream()
                .allMatch(step ->
                        product.offered().contains(step) || product.always().contains(step));
        if (!isOffered) fields.add("finishing");
        return fields;
    }

    private static boolean isMissing(String name, List<String> offered) {
        return !name.isEmpty() && !offered.contains(name);
    }

    private static boolean hasInks(PriceBook book, PriceBook.Product product, Choices.Paper paper) {
        var presses = paper.press().isEmpty() ? product.presses() : List.of(paper.press());
        return presses.stream().anyMatch(press -> {
            var inks = book.inksOf(press).stream().map(PriceBook.Ink::name).toList();
            var together = paper.inks().size() <= 1
                    || book.press(press).map(PriceBook.Press::combines).orElse(false);
            return together && inks.containsAll(paper.inks());
        });
    }
}
