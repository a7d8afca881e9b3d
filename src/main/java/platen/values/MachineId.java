package platen.values;

public record MachineId(long value) implements Id {}
