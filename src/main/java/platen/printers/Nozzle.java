package platen.printers;

/// The hot end: what comes out of it, how hot it may get and how hot it must be to extrude.
public record Nozzle(double diameterMm, double filamentMm, double maxC, double minExtrudeC) {

    /// The cross-section of the filament.
    public double filamentMm2() {
        return Math.PI * filamentMm * filamentMm / 4;
    }
}
