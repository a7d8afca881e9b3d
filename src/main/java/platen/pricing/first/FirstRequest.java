package platen.pricing.first;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import platen.pricing.PaperProduct;
import platen.pricing.PriceRequest;

/// What the first engine was asked.
public record FirstRequest(List<Item> items, int taxBasisPoints) {

    public FirstRequest {
        items = List.copyOf(items);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "item")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Part.class, name = "part"),
        @JsonSubTypes.Type(value = Paper.class, name = "paper")
    })
    public sealed interface Item {}

    public record Part(String material, long milligrams, long seconds, int quantity) implements Item {}

    public record Paper(String size, boolean colour, boolean twoSided, int pages, int copies) implements Item {}

    /// The same wish in today's words, to see what today's prices would make of it.
    public PriceRequest today() {
        return new PriceRequest(
                items.stream().map(FirstRequest::today).toList(), PriceRequest.Terms.USUAL, taxBasisPoints);
    }

    /// What the first engine did not ask for is left open, which means: the first that the book offers.
    private static PriceRequest.Item today(Item item) {
        return switch (item) {
            case Part(var material, var milligrams, var seconds, var quantity) ->
                new PriceRequest.Part(material, milligrams, seconds, 0, false, quantity);
            case Paper(var size, var colour, var twoSided, var pages, var copies) ->
                new PriceRequest.Paper(
                        PaperProduct.COPIES,
                        size,
                        "",
                        "",
                        "",
                        List.of(colour ? "colour" : "black"),
                        twoSided,
                        List.of(),
                        pages,
                        copies);
        };
    }
}
