package platen.printers;

/// How the printer is moved and fed by hand: speeds, and how far filament goes in and out. Explained in
/// `printers/generic-marlin.toml`; all of it may be left out there.
public record Handling(
        double jogXyMmS,
        double jogZMmS,
        double extrudeMmS,
        double feedMmS,
        double loadMm,
        double purgeMm,
        double unloadMm,
        int warmMinutes) {

    /// For a short way from the gears to the nozzle, slow enough for every printer.
    public static final Handling USUAL = new Handling(50, 5, 3, 10, 60, 40, 80, 30);
}
