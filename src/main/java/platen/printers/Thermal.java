package platen.printers;

/// How heaters behave, for estimates of time and for the virtual printer.
public record Thermal(double ambientC, Heater nozzle, Heater bed) {}
