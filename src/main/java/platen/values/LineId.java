package platen.values;

public record LineId(long value) implements Id {}
