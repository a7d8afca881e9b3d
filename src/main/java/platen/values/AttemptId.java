package platen.values;

public record AttemptId(long value) implements Id {}
