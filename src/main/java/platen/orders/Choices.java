package platen.orders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.documents.Ink;
import platen.documents.Make;
import platen.documents.Needs;
import platen.pricing.PaperProduct;
import platen.pricing.PriceRequest;
import platen.slicing.Strength;

/// What the customer chose for one line.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Choices.Part.class, name = "part"),
    @JsonSubTypes.Type(value = Choices.Paper.class, name = "paper")
})
public sealed interface Choices {

    /// A part without supports where it would need them is one whose customer knows better.
    record Part(
            String material, String colour, String quality, int quantity, Strength strength, boolean withoutSupports)
            implements Choices {
        public Part(String material, String colour, String quality, int quantity) {
            this(material, colour, quality, quantity, Strength.USUAL, false);
        }

        /// Reads what is stored; older choices are of the usual strength.
        @JsonCreator
        static Part read(
                @JsonProperty("material") String material,
                @JsonProperty("colour") String colour,
                @JsonProperty("quality") String quality,
                @JsonProperty("quantity") int quantity,
                @JsonProperty("strength") @Nullable Strength strength,
                @JsonProperty("withoutSupports") boolean withoutSupports) {
            return new Part(
                    material, colour, quality, quantity, strength == null ? Strength.USUAL : strength, withoutSupports);
        }

        @Override
        public Part times(int wanted) {
            return new Part(material, colour, quality, wanted, strength, withoutSupports);
        }
    }

    /// Names of the price book; the first that the product offers where one is empty. An empty `press`
    /// is the first that has the inks.
    record Paper(
            PaperProduct product,
            String size,
            String paper,
            String cover,
            String press,
            List<String> inks,
            boolean twoSided,
            List<String> finishing,
            int quantity)
            implements Choices {
        private static final String BLACK = "black";
        private static final String COLOUR = "colour";

        public Paper {
            inks = List.copyOf(inks);
            finishing = List.copyOf(finishing);
        }

        /// Copies of a document, in the ink of this name.
        public static Paper copies(String size, String ink, boolean twoSided, int quantity) {
            return new Paper(PaperProduct.COPIES, size, "", "", "", List.of(ink), twoSided, List.of(), quantity);
        }

        /// What the price of a document of so many pages is reckoned from.
        PriceRequest.Paper of(int pages) {
            return new PriceRequest.Paper(
                    product, size, paper, cover, press, inks, twoSided, finishing, pages, quantity);
        }

        /// With what is always done to it, first: so that everybody sees what comes after printing.
        Paper withSteps(List<String> always) {
            var steps = Stream.concat(always.stream(), finishing.stream())
                    .distinct()
                    .toList();
            return new Paper(product, size, paper, cover, press, inks, twoSided, steps, quantity);
        }

        @Override
        public Paper times(int wanted) {
            return new Paper(product, size, paper, cover, press, inks, twoSided, finishing, wanted);
        }

        /// The inks in words: `black and red`.
        public String inkWords() {
            return String.join(" and ", inks);
        }

        /// Reads what is stored; older choices are copies in black or in colour.
        @JsonCreator
        static Paper read(
                @JsonProperty("product") @Nullable PaperProduct product,
                @JsonProperty("size") String size,
                @JsonProperty("paper") @Nullable String paper,
                @JsonProperty("cover") @Nullable String cover,
                @JsonProperty("press") @Nullable String press,
                @JsonProperty("inks") @Nullable List<String> inks,
                @JsonProperty("inColour") boolean inColour,
                @JsonProperty("twoSided") boolean twoSided,
                @JsonProperty("finishing") @Nullable List<String> finishing,
                @JsonProperty("quantity") int quantity) {
            return new Paper(
                    product == null ? PaperProduct.COPIES : product,
                    size,
                    paper == null ? "" : paper,
                    cover == null ? "" : cover,
                    press == null ? "" : press,
                    inks == null ? List.of(inColour ? COLOUR : BLACK) : inks,
                    twoSided,
                    finishing == null ? List.of() : finishing,
                    quantity);
        }

        /// What this asks of a document; a size of the shop's own naming asks for none, and so do inks that are
        /// neither black alone nor colour.
        public Needs needs() {
            return new Needs(platen.documents.Paper.of(size).orElse(null), make(), ink());
        }

        private Make make() {
            return switch (product) {
                case FLYER, CARD -> Make.FLYER;
                case POSTER, STICKER -> Make.POSTER;
                case BOOKLET -> Make.BOOKLET;
                case COPIES -> Make.SHEETS;
            };
        }

        private @Nullable Ink ink() {
            if (inks.equals(List.of(BLACK))) return Ink.BLACK;
            return inks.contains(COLOUR) ? Ink.COLOUR : null;
        }
    }

    int quantity();

    /// The same, so many times.
    Choices times(int quantity);
}
