package platen.pricing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// Everything that a price depends on, in whole numbers. `taxBasisPoints` are hundredths of a percent.
public record PriceRequest(List<Item> items, int taxBasisPoints) {

    public PriceRequest {
        items = List.copyOf(items);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "item")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Part.class, name = "part"),
        @JsonSubTypes.Type(value = Paper.class, name = "paper")
    })
    public sealed interface Item {}

    /// A 3D part; milligrams and seconds are those of one copy.
    public record Part(String material, long milligrams, long seconds, int quantity) implements Item {}

    /// `pages` of a document, `copies` times.
    public record Paper(String size, boolean colour, boolean twoSided, int pages, int copies) implements Item {}
}
