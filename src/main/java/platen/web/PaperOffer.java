package platen.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.orders.Contents;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;

/// What customers can choose for one kind of paper work; `fitting` is the size that suits their document best,
/// `both` whether it is printed on both sides as a rule, and `always` what is done without being chosen.
public record PaperOffer(
        String product,
        List<String> products,
        List<String> sizes,
        List<String> papers,
        List<String> covers,
        List<InkChoice> inks,
        List<String> always,
        List<String> steps,
        String fitting,
        boolean both) {
    /// Sides of a booklet are no choice.
    public boolean isBooklet() {
        return product.equals(PaperProduct.BOOKLET.word());
    }

    /// Documents are drawn this exactly, in tenths of a millimetre.
    private static final int ALMOST = 30;

    private static final int TENTHS = 10;
    /// Of the longer side by the shorter one: Letter and Half Letter are a quarter apart.
    private static final double SHAPE_STEP = 0.6;

    /// `value` is what the form sends, `Riso|black+red`.
    public record InkChoice(String value, String press, List<String> inks) {
        /// Older choices name the ink alone; empty where there are several.
        public String only() {
            return inks.size() == 1 ? inks.getFirst() : "";
        }
    }

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
                product.always(),
                product.offered(),
                fitting(book, product, contents),
                suitsBoth(product.name(), contents));
    }

    /// Each ink, and each two of them on a press that combines.
    private static List<InkChoice> inks(PriceBook book, String press) {
        var names = book.inksOf(press).stream().map(PriceBook.Ink::name).toList();
        var combines = book.press(press).map(PriceBook.Press::combines).orElse(false);
        var choices = new ArrayList<InkChoice>();
        for (int i = 0; i < names.size(); i++) {
            choices.add(new InkChoice(press + "|" + names.get(i), press, List.of(names.get(i))));
        }
        for (int i = 0; combines && i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                choices.add(new InkChoice(
                        press + "|" + names.get(i) + "+" + names.get(j), press, List.of(names.get(i), names.get(j))));
            }
        }
        return choices;
    }

    private static String fitting(PriceBook book, PriceBook.Product product, Contents contents) {
        var finished = contents instanceof Contents.Document document ? finished(document) : List.<Double>of();
        if (finished.size() < 2) return product.sizes().getFirst();
        var width = finished.get(0) * TENTHS;
        var height = finished.get(1) * TENTHS;
        return product.sizes().stream()
                .filter(name -> book.size(name)
                        .filter(size -> isAlmost(size, width, height) || isAlmost(size, height, width))
                        .isPresent())
                .findFirst()
                .orElseGet(() -> mostAlike(book, product, width, height));
    }

    /// What is left of the first page when it is cut, where the document says so.
    private static List<Double> finished(Contents.Document document) {
        var facts = document.facts();
        if (facts == null || facts.facts().isEmpty()) return document.sizeMm();
        var first = facts.facts().getFirst();
        return List.of(first.widthMm(), first.heightMm());
    }

    /// The size of the most similar shape, and of those the one nearest in width; the first for a tie.
    private static String mostAlike(PriceBook book, PriceBook.Product product, double width, double height) {
        return product.sizes().stream()
                .flatMap(name -> book.size(name).stream())
                .min(Comparator.<PriceBook.Size>comparingLong(size -> unlikeness(size, width, height))
                        .thenComparingDouble(size -> Math.abs(shorter(size) - Math.min(width, height))))
                .map(PriceBook.Size::name)
                .orElse("");
    }

    /// How far two shapes are apart, however they are turned: 0 where a page only gets a little more margin.
    private static long unlikeness(PriceBook.Size size, double width, double height) {
        var wanted = Math.max(width, height) / Math.min(width, height);
        var has = Math.max(size.width(), size.height()) / shorter(size);
        return Math.round(Math.abs(wanted - has) / SHAPE_STEP);
    }

    private static double shorter(PriceBook.Size size) {
        return Math.min(size.width(), size.height());
    }

    private static boolean suitsBoth(PaperProduct product, Contents contents) {
        var pages = contents instanceof Contents.Document document ? document.pages() : 1;
        return switch (product) {
            case BOOKLET -> true;
            case FLYER, CARD, COPIES -> pages > 1;
            case POSTER, STICKER -> false;
        };
    }

    private static boolean isAlmost(PriceBook.Size size, double width, double height) {
        return Math.abs(size.width() - width) <= ALMOST && Math.abs(size.height() - height) <= ALMOST;
    }
}
