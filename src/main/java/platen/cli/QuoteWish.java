package platen.cli;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import platen.pricing.PaperProduct;
import platen.pricing.PriceRequest;
import platen.slicing.Strength;

/// What `platen quote` was asked to price, apart from the files themselves. `paper` is empty for 3D parts;
/// `isOpen` where no product was named, so that each file becomes what it can.
record QuoteWish(boolean isOpen, Optional<PaperProduct> paper, Map<String, String> options, int taxBasisPoints) {
    private static final Set<String> OF_PARTS = Set.of("material", "quality", "strength", "supports");
    private static final Set<String> OF_PAPER = Set.of("size", "paper", "cover", "ink", "press", "sides", "finishing");
    private static final Set<String> OF_BOTH = Set.of("rush", "group", "band", "tax");
    private static final String PART = "part";
    private static final int PERCENT_DIGITS = 2;
    private static final int HIGHEST_TAX_PERCENT = 100;

    static QuoteWish of(
            @Nullable String product,
            Map<String, String> options,
            int taxBasisPoints,
            Function<String, ParameterException> wrong) {
        var paper = product == null ? Optional.<PaperProduct>empty() : PaperProduct.of(product);
        if (product != null && paper.isEmpty() && !product.equals(PART)) {
            throw wrong.apply(
                    "There is no product " + product + ", but part, flyer, poster, card, booklet, sticker and copies.");
        }
        var known = new TreeSet<>(OF_BOTH);
        if (paper.isEmpty()) known.addAll(OF_PARTS);
        if (!PART.equals(product)) known.addAll(OF_PAPER);
        for (var option : options.keySet()) {
            if (!known.contains(option)) {
                throw wrong.apply("There is no option " + option + " here, but " + String.join(", ", known) + ".");
            }
        }
        var sides = options.getOrDefault("sides", "one");
        if (!sides.equals("one") && !sides.equals("two")) throw wrong.apply("The option sides is one or two.");
        var supports = options.getOrDefault("supports", "yes");
        if (!supports.equals("yes") && !supports.equals("no")) throw wrong.apply("The option supports is yes or no.");
        if (strength(options).isEmpty()) throw wrong.apply("The option strength is light, usual or strong.");
        var tax = options.containsKey("tax") ? basisPoints(options.get("tax"), wrong) : taxBasisPoints;
        return new QuoteWish(product == null, paper, Map.copyOf(options), tax);
    }

    PriceRequest.Terms terms() {
        return new PriceRequest.Terms(option("rush"), option("group"), option("band"));
    }

    PriceRequest.Paper paper(PaperProduct product, int pages, int quantity) {
        return new PriceRequest.Paper(
                product,
                option("size"),
                option("paper"),
                option("cover"),
                option("press"),
                several("ink"),
                option("sides").equals("two"),
                several("finishing"),
                pages,
                quantity);
    }

    Strength strength() {
        return strength(options).orElseThrow();
    }

    private static Optional<Strength> strength(Map<String, String> options) {
        var wanted = options.getOrDefault("strength", Strength.USUAL.name()).toUpperCase(Locale.ROOT);
        return Arrays.stream(Strength.values())
                .filter(one -> one.name().equals(wanted))
                .findFirst();
    }

    String option(String name) {
        return options.getOrDefault(name, "");
    }

    private List<String> several(String name) {
        return option(name).isEmpty() ? List.of() : List.of(option(name).split("\\+", -1));
    }

    private static int basisPoints(String percent, Function<String, ParameterException> wrong) {
        try {
            var tax = new BigDecimal(percent).movePointRight(PERCENT_DIGITS).intValueExact();
            if (tax >= 0 && tax <= HIGHEST_TAX_PERCENT * 100) return tax;
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below, as what is out of range.
        }
        throw wrong.apply("The option tax is a rate in percent, like 8.25.");
    }
}
