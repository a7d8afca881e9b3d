package platen.pricing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a price depends on, in whole numbers. `taxBasisPoints` are hundredths of a percent.
public record PriceRequest(List<Item> items, Terms terms, int taxBasisPoints) {

    public PriceRequest {
        items = List.copyOf(items);
    }

    /// How it is wanted and on which terms: names in the price book, or nothing; `delivery` where we bring it.
    public record Terms(String rush, String group, String band, boolean delivery) {
        public static final Terms USUAL = new Terms("", "", "");

        public Terms(String rush, String group, String band) {
            this(rush, group, band, false);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "item")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Part.class, name = "part"),
        @JsonSubTypes.Type(value = Paper.class, name = "paper")
    })
    public sealed interface Item {
        int quantity();

        /// The same, so many times.
        Item times(int quantity);
    }

    /// A 3D part: milligrams, seconds and the longest side are those of one copy; `defective` where its file has a
    /// fault that a person should look at. Where it is known which `plates` its copies are printed on, they take
    /// what those take; else each takes as much as one.
    public record Part(
            String material,
            long milligrams,
            long seconds,
            int longestSideMm,
            boolean defective,
            int quantity,
            @Nullable Plates plates)
            implements Item {
        public Part {
            if (plates != null && plates.copies() != quantity)
                throw new IllegalArgumentException("plates for " + plates.copies() + ", and wanted are " + quantity);
        }

        public Part(
                String material, long milligrams, long seconds, int longestSideMm, boolean defective, int quantity) {
            this(material, milligrams, seconds, longestSideMm, defective, quantity, null);
        }

        @Override
        public Part times(int wanted) {
            var others = plates == null ? null : plates.times(wanted);
            return new Part(material, milligrams, seconds, longestSideMm, defective, wanted, others);
        }

        long allMilligrams() {
            return plates == null ? Math.multiplyExact(milligrams, quantity) : plates.milligrams();
        }

        long allSeconds() {
            return plates == null ? Math.multiplyExact(seconds, quantity) : plates.seconds();
        }

        /// How long a machine runs without a person.
        long longestSeconds() {
            return plates == null ? seconds : plates.longestSeconds();
        }
    }

    /// So many copies of a document of `pages`; each of `inks` is printed on each printed side. `cover` is
    /// the paper of a booklet's cover, empty where it is that of the inside.
    public record Paper(
            PaperProduct product,
            String size,
            String paper,
            String cover,
            String press,
            List<String> inks,
            boolean twoSided,
            List<String> finishing,
            int pages,
            int quantity)
            implements Item {
        public Paper {
            inks = List.copyOf(inks);
            finishing = List.copyOf(finishing);
        }

        @Override
        public Paper times(int wanted) {
            return new Paper(product, size, paper, cover, press, inks, twoSided, finishing, pages, wanted);
        }
    }

    /// The same for somebody who belongs to no group.
    public PriceRequest withoutGroup() {
        return new PriceRequest(items, new Terms(terms.rush(), "", terms.band(), terms.delivery()), taxBasisPoints);
    }

    /// The same for another quantity of its first item, to be compared.
    public PriceRequest times(int quantity) {
        return times(0, quantity);
    }

    /// The same for another quantity of one item.
    public PriceRequest times(int which, int quantity) {
        var changed = new ArrayList<>(items);
        changed.set(which, items.get(which).times(quantity));
        return new PriceRequest(changed, terms, taxBasisPoints);
    }

    /// One of its items alone.
    public PriceRequest only(int which) {
        return new PriceRequest(List.of(items.get(which)), terms, taxBasisPoints);
    }
}
