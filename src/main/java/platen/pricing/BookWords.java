package platen.pricing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a price book that customers read, and those of them that are in one language only.
public final class BookWords {
    /// More than any book has.
    public static final int MOST = 300;

    private BookWords() {}

    /// Each name and sentence that customers can come to read, once, in the order of the book. What is named
    /// only for workers, like a press whose inks nobody can choose, is among them: it may be offered tomorrow.
    public static Set<String> of(PriceBook book) {
        var delivery = book.delivery();
        var words = Stream.of(
                        book.materials().stream()
                                .flatMap(one -> Stream.concat(Stream.of(one.name()), one.colours().stream())),
                        book.sizes().stream().map(PriceBook.Size::name),
                        book.papers().stream().flatMap(one -> Stream.of(one.name(), one.sheet())),
                        book.presses().stream().map(PriceBook.Press::name),
                        book.inks().stream().map(PriceBook.Ink::name),
                        book.finishing().stream().map(PriceBook.Finish::name),
                        book.rush().stream().flatMap(one -> Stream.of(one.name(), one.words())),
                        book.groups().stream().flatMap(one -> Stream.of(one.name(), one.words())),
                        book.bands().stream().flatMap(one -> Stream.of(one.name(), one.words())),
                        Stream.ofNullable(delivery).map(PriceBook.Delivery::words))
                .flatMap(some -> some)
                .filter(word -> !word.isBlank());
        return words.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Those that have no Spanish.
    public static List<String> unsaid(PriceBook book) {
        var said = book.words().stream().map(PriceBook.Word::name).collect(Collectors.toSet());
        return of(book).stream().filter(word -> !said.contains(word)).toList();
    }

    /// The Spanish that a book which we ship has for a word, or nothing.
    public static String suggested(String word) {
        return Stream.of(true, false)
                .map(PriceBook::example)
                .flatMap(book -> book.words().stream())
                .filter(one -> one.name().equals(word))
                .map(PriceBook.Word::spanish)
                .findFirst()
                .orElse("");
    }
}
