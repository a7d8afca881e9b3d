package platen.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.orders.Choices;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.orders.Terms;
import platen.pricing.PaperProduct;
import platen.pricing.PriceRequest;
import platen.slicing.Strength;

/// A customer's choices and terms, out of a form and back into it.
final class OrderForm {
    private static final int LONGEST_FIELD = 300;
    private static final List<String> STRENGTHS = List.of("light", "usual", "strong");
    private static final Pattern COMMA = Pattern.compile(",");

    private OrderForm() {}

    /// Material and colour are one field, `PLA|black`: a colour is offered in its material only.
    static Choices choices(Form form, Product product) {
        var quantity = form.number("quantity", 1, Quoting.most(product));
        return switch (product) {
            case PART -> {
                var filament = form.need("filament", LONGEST_FIELD).split("\\|", 2);
                var colour = filament.length == 2 ? filament[1] : "";
                yield new Choices.Part(
                        filament[0],
                        colour,
                        form.need("quality", LONGEST_FIELD),
                        quantity,
                        strength(form),
                        form.ticked("without-supports"));
            }
            case PAPER -> paper(form, quantity);
        };
    }

    /// The usual where a form says nothing of it.
    private static Strength strength(Form form) {
        if (!form.has("strength")) return Strength.USUAL;
        var word = form.choice("strength", STRENGTHS);
        return STRENGTHS.contains(word) ? Strength.valueOf(word.toUpperCase(Locale.ROOT)) : Strength.USUAL;
    }

    private static Choices.Paper paper(Form form, int quantity) {
        var ink = form.need("ink", LONGEST_FIELD).split("\\|", 2);
        return new Choices.Paper(
                PaperProduct.of(form.value("product")).orElse(PaperProduct.COPIES),
                form.need("size", LONGEST_FIELD),
                form.may("paper", LONGEST_FIELD),
                form.may("cover", LONGEST_FIELD),
                ink.length == 2 ? ink[0] : "",
                List.of(ink[ink.length - 1].split("\\+", -1)),
                form.choice("sides", List.of("one", "two")).equals("two"),
                several(form.may("finishing", LONGEST_FIELD)),
                quantity);
    }

    static PriceRequest.Terms terms(Form form) {
        return new PriceRequest.Terms(
                form.may("rush", LONGEST_FIELD),
                form.may("group", LONGEST_FIELD),
                form.may("band", LONGEST_FIELD),
                form.ticked("delivery"));
    }

    static Optional<PaperProduct> product(Form form) {
        return PaperProduct.of(form.value("product"));
    }

    /// What was chosen, as the form has it; `fitting` is the size of the document.
    static Map<String, String> written(
            @Nullable Choices choices, Terms.@Nullable Row terms, @Nullable PaperOffer offer) {
        var written = new HashMap<String, String>();
        switch (choices) {
            case Choices.Part part -> {
                written.put("filament", part.material() + "|" + part.colour());
                written.put("quality", part.quality());
                written.put("strength", part.strength().name().toLowerCase(Locale.ROOT));
                if (part.withoutSupports()) written.put("without-supports", "yes");
                written.put("quantity", Integer.toString(part.quantity()));
            }
            case Choices.Paper paper -> write(written, paper);
            case null -> {
                written.putAll(Map.of("quantity", "1", "quality", "normal", "strength", "usual", "sides", "one"));
                if (offer != null) {
                    written.put("size", offer.fitting());
                    written.put("sides", offer.both() ? "two" : "one");
                    written.put("paper", offer.papers().getFirst());
                    written.put("ink", offer.inks().getFirst().value());
                }
            }
        }
        written.putAll(terms(terms));
        return written;
    }

    /// How it is wanted, as the form has it.
    static Map<String, String> terms(Terms.@Nullable Row terms) {
        if (terms == null) return Map.of();
        var written = new HashMap<String, String>();
        written.put("rush", terms.rush());
        written.put("group", terms.priceGroup());
        written.put("band", terms.band());
        if (terms.delivery()) written.put("delivery", "yes");
        return written;
    }

    private static void write(Map<String, String> written, Choices.Paper paper) {
        written.put("product", paper.product().word());
        written.put("size", paper.size());
        written.put("paper", paper.paper());
        written.put("cover", paper.cover());
        written.put("ink", paper.press() + "|" + String.join("+", paper.inks()));
        written.put("sides", paper.twoSided() ? "two" : "one");
        written.put("finishing", String.join(",", paper.finishing()));
        written.put("quantity", Integer.toString(paper.quantity()));
    }

    static List<String> several(String text) {
        return Arrays.stream(COMMA.split(text))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }
}
