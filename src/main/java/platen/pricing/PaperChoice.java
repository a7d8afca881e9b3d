package platen.pricing;

import java.util.List;
import java.util.Optional;

/// What was chosen for paper work, held against what the book offers for that product.
final class PaperChoice {
    private PaperChoice() {}

    /// What was left open is the first that is offered.
    static PriceRequest.Paper filled(PriceBook book, PriceBook.Product product, PriceRequest.Paper wish) {
        var press = wish.press().isEmpty() ? pressFor(book, product, wish.inks()) : wish.press();
        var inks = wish.inks().isEmpty()
                ? book.inksOf(press).stream().limit(1).map(PriceBook.Ink::name).toList()
                : wish.inks();
        return new PriceRequest.Paper(
                wish.product(),
                wish.size().isEmpty() ? product.sizes().getFirst() : wish.size(),
                wish.paper().isEmpty() ? product.papers().getFirst() : wish.paper(),
                wish.cover(),
                press,
                inks,
                wish.twoSided(),
                wish.finishing(),
                wish.pages(),
                wish.quantity());
    }

    /// The first press of the product that has these inks.
    private static String pressFor(PriceBook book, PriceBook.Product product, List<String> inks) {
        return product.presses().stream()
                .filter(press -> inksOf(book, press).containsAll(inks))
                .findFirst()
                .orElseGet(() -> product.presses().getFirst());
    }

    /// The first choice that the product does not have.
    static Optional<String> notOffered(PriceBook book, PriceBook.Product product, PriceRequest.Paper wish) {
        if (!product.sizes().contains(wish.size())) return Optional.of(wish.size());
        if (!product.papers().contains(wish.paper())) return Optional.of(wish.paper());
        if (!wish.cover().isEmpty() && !isCover(product, wish)) return Optional.of(wish.cover());
        if (!product.presses().contains(wish.press())) return Optional.of(wish.press());
        var press = book.press(wish.press()).orElseThrow();
        if (wish.inks().size() > 1 && !press.combines()) return Optional.of(String.join(" + ", wish.inks()));
        var inks = inksOf(book, wish.press());
        return wish.inks().stream()
                .filter(ink -> !inks.contains(ink))
                .findFirst()
                .or(() -> wish.finishing().stream()
                        .filter(step -> !product.offered().contains(step)
                                && !product.always().contains(step))
                        .findFirst());
    }

    private static boolean isCover(PriceBook.Product product, PriceRequest.Paper wish) {
        return product.name() == PaperProduct.BOOKLET
                && (product.covers().contains(wish.cover()) || wish.cover().equals(wish.paper()));
    }

    private static List<String> inksOf(PriceBook book, String press) {
        return book.inksOf(press).stream().map(PriceBook.Ink::name).toList();
    }
}
