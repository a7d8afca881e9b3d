package platen.orders;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the customer chose for one line.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Choices.Part.class, name = "part"),
    @JsonSubTypes.Type(value = Choices.Paper.class, name = "paper")
})
public sealed interface Choices {

    record Part(String material, String colour, String quality, int quantity) implements Choices {}

    record Paper(String size, boolean inColour, boolean twoSided, int quantity) implements Choices {}

    int quantity();
}
