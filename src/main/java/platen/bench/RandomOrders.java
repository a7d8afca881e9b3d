package platen.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import platen.pricing.PaperProduct;
import platen.pricing.PriceBook;
import platen.pricing.PriceBookReader;
import platen.pricing.PriceRequest;
import platen.pricing.PriceRequest.Item;
import platen.pricing.PriceRequest.Terms;

/// Price books and requests at random, by a seed: most can be priced, some only by a person.
final class RandomOrders {
    private static final Pattern PRICE = Pattern.compile(
            "(?m)^(labour_per_hour|setup|per_machine_hour|per_kilogram|per_sheet|click|stencil|minimum|each|least)"
                    + " = \\d+\\.\\d+");
    private static final Pattern STEP = Pattern.compile("round_up_to = \\d+\\.\\d+");
    private static final int MOST_BASIS_POINTS_OF_TAX = 2_500;
    private static final int LONGEST_PRINT_S = 150_000;
    private static final int MOST_MG = 900_000;

    private final SplittableRandom random;

    RandomOrders(SplittableRandom random) {
        this.random = random;
    }

    /// One of the books in the jar, at other prices.
    PriceBook book() {
        var text = PriceBookReader.shippedText(random.nextBoolean());
        var priced = PRICE.matcher(text)
                .replaceAll(found -> found.group(1) + " = "
                        + BigDecimal.valueOf(random.nextInt(5) == 0 ? 0 : random.nextInt(3_000), 2));
        return PriceBookReader.stored(
                STEP.matcher(priced).replaceAll("round_up_to = " + one(List.of("0.01", "0.01", "0.05", "0.25"))));
    }

    PriceRequest request(PriceBook book) {
        var items = new ArrayList<Item>(List.of(item(book)));
        if (random.nextInt(8) == 0) items.add(item(book));
        return new PriceRequest(
                items, terms(book), random.nextBoolean() ? 0 : random.nextInt(MOST_BASIS_POINTS_OF_TAX));
    }

    private Terms terms(PriceBook book) {
        return new Terms(
                maybe(book.rush(), PriceBook.Rush::name),
                maybe(book.groups(), PriceBook.Group::name),
                maybe(book.bands(), PriceBook.Band::name),
                book.delivery() != null && random.nextInt(4) == 0);
    }

    private Item item(PriceBook book) {
        return random.nextInt(3) == 0 ? part(book) : paper(book);
    }

    private PriceRequest.Part part(PriceBook book) {
        var material = random.nextInt(50) == 0 ? "wood" : one(book.materials()).name();
        return new PriceRequest.Part(
                material,
                1 + random.nextInt(MOST_MG),
                1 + random.nextInt(LONGEST_PRINT_S),
                random.nextInt(420),
                random.nextInt(10) == 0,
                quantity(110));
    }

    private PriceRequest.Paper paper(PriceBook book) {
        var product = one(book.products());
        var press = one(product.presses());
        var inks = book.inksOf(press).stream().map(PriceBook.Ink::name).toList();
        var two = book.press(press).orElseThrow().combines() && random.nextBoolean();
        return new PriceRequest.Paper(
                product.name(),
                random.nextInt(20) == 0 ? "" : one(product.sizes()),
                random.nextInt(20) == 0 ? "" : one(product.papers()),
                product.name() == PaperProduct.BOOKLET ? maybe(product.covers(), Function.identity()) : "",
                press,
                two ? inks.subList(0, 2) : List.of(one(inks)),
                random.nextBoolean(),
                product.offered().stream().filter(_ -> random.nextBoolean()).toList(),
                1 + random.nextInt(random.nextInt(4) == 0 ? 600 : 8),
                quantity(5_200));
    }

    /// Small ones are as frequent as large ones.
    private int quantity(int most) {
        return 1 + random.nextInt(1 + random.nextInt(most));
    }

    private <T> String maybe(List<T> all, Function<T, String> name) {
        return all.isEmpty() || random.nextBoolean() ? "" : name.apply(one(all));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
