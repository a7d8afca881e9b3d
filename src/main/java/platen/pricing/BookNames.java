package platen.pricing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.values.Message;

/// Makes sure that the names in a price book lead somewhere, and that none stands there twice.
final class BookNames {
    /// What breaks call a 3D part.
    static final String PART = "part";

    private final PriceBook book;
    private final List<BookComplaint> complaints;

    BookNames(PriceBook book, List<BookComplaint> complaints) {
        this.book = book;
        this.complaints = complaints;
    }

    void check() {
        noTwins("materials", book.materials(), PriceBook.Filament::name);
        noTwins("sizes", book.sizes(), PriceBook.Size::name);
        noTwins("papers", book.papers(), paper -> paper.name() + ", " + paper.sheet());
        noTwins("presses", book.presses(), PriceBook.Press::name);
        noTwins("inks", book.inks(), ink -> ink.press() + ", " + ink.name());
        noTwins("finishing", book.finishing(), PriceBook.Finish::name);
        noTwins("products", book.products(), product -> product.name().word());
        noTwins("breaks", book.breaks(), step -> step.product() + ", " + step.from());
        noTwins("rush", book.rush(), PriceBook.Rush::name);
        noTwins("groups", book.groups(), PriceBook.Group::name);
        noTwins("bands", book.bands(), PriceBook.Band::name);
        noTwins("words", book.words(), PriceBook.Word::name);
        checkInks();
        for (int i = 0; i < book.products().size(); i++)
            check("products." + i + ".", book.products().get(i));
        var products = Stream.concat(
                        Stream.of(PART), Stream.of(PaperProduct.values()).map(PaperProduct::word))
                .collect(Collectors.toSet());
        for (int i = 0; i < book.breaks().size(); i++) {
            known("breaks." + i + ".product", List.of(book.breaks().get(i).product()), products);
        }
    }

    private void checkInks() {
        var presses = names(book.presses(), PriceBook.Press::name);
        for (int i = 0; i < book.inks().size(); i++) {
            known("inks." + i + ".press", List.of(book.inks().get(i).press()), presses);
        }
        for (int i = 0; i < book.presses().size(); i++) {
            if (book.inksOf(book.presses().get(i).name()).isEmpty()) {
                complain(
                        "presses." + i + ".name",
                        Message.of("pricing.book-no-ink", book.presses().get(i).name()));
            }
        }
    }

    private void check(String at, PriceBook.Product product) {
        var papers = names(book.papers(), PriceBook.Paper::name);
        var finishing = names(book.finishing(), PriceBook.Finish::name);
        needed(at + "sizes", product.sizes(), names(book.sizes(), PriceBook.Size::name));
        needed(at + "papers", product.papers(), papers);
        needed(at + "presses", product.presses(), names(book.presses(), PriceBook.Press::name));
        known(at + "covers", product.covers(), papers);
        known(at + "always", product.always(), finishing);
        known(at + "offered", product.offered(), finishing);
    }

    private void needed(String field, List<String> names, Set<String> known) {
        if (names.isEmpty()) complain(field, Message.of("pricing.book-none-chosen", list(known)));
        known(field, names, known);
    }

    private void known(String field, List<String> names, Set<String> known) {
        names.stream()
                .filter(name -> !name.isEmpty() && !known.contains(name))
                .forEach(name -> complain(field, Message.of("pricing.book-no-choice", name, list(known))));
    }

    private <T> void noTwins(String table, List<T> rows, Function<T, String> name) {
        var seen = new HashSet<String>();
        for (int i = 0; i < rows.size(); i++) {
            var one = name.apply(rows.get(i));
            if (!one.isEmpty() && !seen.add(one)) {
                complain(table + "." + i + ".name", Message.of("pricing.book-twice", one));
            }
        }
    }

    private static <T> Set<String> names(List<T> rows, Function<T, String> name) {
        return rows.stream().map(name).collect(Collectors.toSet());
    }

    private static String list(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private void complain(String field, Message what) {
        complaints.add(new BookComplaint(field, what));
    }
}
