package platen.orders;

import java.util.List;
import java.util.Optional;
import platen.pricing.PriceBook;

/// Paper work as a worker begins with it: of the first product that the shop offers, and the first of each choice.
final class UsualPaper {
    private UsualPaper() {}

    static Optional<Choices> of(PriceBook book, OrderLine line) {
        if (!(line.contents() instanceof Contents.Document document)) return Optional.empty();
        return book.products().stream().findFirst().map(product -> of(book, product, document));
    }

    private static Choices of(PriceBook book, PriceBook.Product product, Contents.Document document) {
        var press = product.presses().getFirst();
        return new Choices.Paper(
                product.name(),
                product.sizes().getFirst(),
                product.papers().getFirst(),
                "",
                press,
                List.of(book.inksOf(press).getFirst().name()),
                document.pages() > 1,
                List.of(),
                1);
    }
}
