package platen.printers;

/// One figure for each of the four axes.
public record Axes(double x, double y, double z, double e) {}
