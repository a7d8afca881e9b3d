package platen.values;

public record SupplyId(long value) implements Id {}
