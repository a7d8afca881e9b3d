package platen.values;

public record SpoolId(long value) implements Id {}
