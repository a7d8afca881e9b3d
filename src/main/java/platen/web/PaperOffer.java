package platen.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.orders.Contents;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;

/// What customers can choose for one kind of paper work; `fitting` is the size that their document has.
public record PaperOffer(
        String product,
        List<String> products,
        List<String> sizes,
        List<String> papers,
        List<String> covers,
        List<InkChoice> inks,
        List<String> steps,
        String fitting) {
    /// Documents are drawn this exactly, in tenths of a millimetre.
    private static final int ALMOST = 30;

    private static final int TENTHS = 10;

    /// `value` is what the form sends, `Riso|black+red`.
    public record InkChoice(String value, String press, String inks) {}

    static @Nullable PaperOffer of(PriceBook book, @Nullable PaperProduct wanted, Contents contents) {
        var product = book.products().stream()
                .filter(one -> wanted == null || one.name() == wanted)
                .findFirst()
                .or(() -> book.products().stream().findFirst());
        return product.map(one -> of(book, one, contents)).orElse(null);
    }

    private static PaperOffer of(PriceBook book, PriceBook.Product product, Contents contents) {
        return new PaperOffer(
                product.name().word(),
                book.products().stream().map(one -> one.name().word()).toList(),
                product.sizes(),
                product.papers(),
                product.covers(),
                product.presses().stream()
                        .flatMap(press -> inks(book, press).stream())
                        .toList(),
                product.offered(),
                fitting(book, product, contents));
    }

    /// Each ink, and each two of them on a press that combines.
    private static List<InkChoice> inks(PriceBook book, String press) {
        var names = book.inksOf(press).stream().map(PriceBook.Ink::name).toList();
        var combines = book.press(press).map(PriceBook.Press::combines).orElse(false);
        var choices = new ArrayList<InkChoice>();
        for (int i = 0; i < names.size(); i++) {
            choices.add(new InkChoice(press + "|" + names.get(i), press, names.get(i)));
        }
        for (int i = 0; combines && i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                choices.add(new InkChoice(
                        press + "|" + names.get(i) + "+" + names.get(j), press, names.get(i) + " and " + names.get(j)));
            }
        }
        return choices;
    }

    private static String fitting(PriceBook book, PriceBook.Product product, Contents contents) {
        if (!(contents instanceof Contents.Document document)
                || document.sizeMm().size() < 2) return "";
        var width = document.sizeMm().get(0) * TENTHS;
        var height = document.sizeMm().get(1) * TENTHS;
        return product.sizes().stream()
                .filter(name -> book.size(name)
                        .filter(size -> isAlmost(size, width, height) || isAlmost(size, height, width))
                        .isPresent())
                .findFirst()
                .orElse("");
    }

    private static boolean isAlmost(PriceBook.Size size, double width, double height) {
        return Math.abs(size.width() - width) <= ALMOST && Math.abs(size.height() - height) <= ALMOST;
    }
}
