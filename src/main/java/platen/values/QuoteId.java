package platen.values;

public record QuoteId(long value) implements Id {}
