package platen.values;

public record PersonId(long value) implements Id {}
