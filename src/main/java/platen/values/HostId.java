package platen.values;

public record HostId(long value) implements Id {}
