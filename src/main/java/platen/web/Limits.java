package platen.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.orders.PriceBooks;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;

/// Up to where a price comes by itself, as the form for a file says it before anybody sends one: for parts, or
/// for one kind of paper work or all of them. What is more goes to a person.
public record Limits(PriceBook.@Nullable Parts parts, List<PriceBook.Product> papers) {
    static final Limits NONE = new Limits(null, List.of());

    /// `word` is what the address asks for: `part`, `paper` or one paper product.
    static Limits of(Website.Parts parts, String word) {
        return parts.database()
                .reading(PriceBooks.class)
                .current(parts.clock().instant())
                .map(version -> of(version.book(), word))
                .orElse(NONE);
    }

    private static Limits of(PriceBook book, String word) {
        if (word.equals("part")) return new Limits(book.parts(), List.of());
        var wanted = PaperProduct.of(word);
        var papers = book.products().stream()
                .filter(product -> wanted.isEmpty() || wanted.get() == product.name())
                .toList();
        return new Limits(null, papers);
    }
}
