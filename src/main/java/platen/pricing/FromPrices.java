package platen.pricing;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import platen.pricing.Price.Priced;
import platen.values.Money;

/// The least that anybody pays for each kind of work, tax included: one piece, small, in one ink on one side, as the
/// rules price it. Nothing where a person names every price.
public final class FromPrices {
    /// A thimble: a gram of plastic, and ten minutes.
    private static final long LITTLE_MG = 1_000;
    private static final long SHORT_S = 600;
    private static final int SMALL_MM = 20;
    /// One sheet that is folded once.
    private static final int SMALLEST_BOOKLET = 4;

    private FromPrices() {}

    public static Optional<Money> part(PriceBook book, int taxBasisPoints) {
        return least(
                book.materials().stream()
                        .map(material ->
                                new PriceRequest.Part(material.name(), LITTLE_MG, SHORT_S, SMALL_MM, false, 1)),
                book,
                taxBasisPoints);
    }

    /// By product; those without a price are left out.
    public static Map<PaperProduct, Money> paper(PriceBook book, int taxBasisPoints) {
        var prices = new EnumMap<PaperProduct, Money>(PaperProduct.class);
        for (var product : book.products()) {
            least(wishes(book, product), book, taxBasisPoints).ifPresent(total -> prices.put(product.name(), total));
        }
        return prices;
    }

    private static Stream<PriceRequest.Paper> wishes(PriceBook book, PriceBook.Product product) {
        return product.sizes().stream()
                .flatMap(size -> product.papers().stream()
                        .flatMap(paper -> product.presses().stream()
                                .flatMap(press -> book.inksOf(press).stream())
                                .map(ink -> wish(product, size, paper, ink))));
    }

    private static PriceRequest.Paper wish(PriceBook.Product product, String size, String paper, PriceBook.Ink ink) {
        var isBooklet = product.name() == PaperProduct.BOOKLET;
        return new PriceRequest.Paper(
                product.name(),
                size,
                paper,
                "",
                ink.press(),
                List.of(ink.name()),
                isBooklet,
                List.of(),
                isBooklet ? SMALLEST_BOOKLET : 1,
                1);
    }

    private static Optional<Money> least(Stream<? extends PriceRequest.Item> wishes, PriceBook book, int tax) {
        return wishes.map(item -> Pricing.price(book, new PriceRequest(List.of(item), PriceRequest.Terms.USUAL, tax)))
                .flatMap(price -> price instanceof Priced(var _, var total) ? Stream.of(total) : Stream.empty())
                .min(Comparator.naturalOrder());
    }
}
