package platen.values;

public record CustomerId(long value) implements Id {}
