package platen.gcode;

import java.util.List;

/// Where a program is between two of its lines, and all that its lines so far have set.
///
/// Positions are as the program counts, in mm; `offsetXMm` and `offsetYMm` are what its G92 added to the
/// machine's. `settings` are its own lines (fans, limits, accelerations, flow), to be sent again in this order.
/// `retractedMm` is how far the filament is drawn back. The only tool is 0 and units are mm, else nothing goes on.
public record Situation(
        double xMm,
        double yMm,
        double zMm,
        double eMm,
        double offsetXMm,
        double offsetYMm,
        double feedMmPerMin,
        boolean relative,
        boolean relativeE,
        double nozzleC,
        double bedC,
        double retractedMm,
        boolean retractedByFirmware,
        List<String> settings) {

    public Situation {
        settings = List.copyOf(settings);
    }

    /// Whether all its numbers are such as a machine can be told.
    boolean isFinite() {
        double sum = xMm + yMm + zMm + eMm + offsetXMm + offsetYMm + feedMmPerMin + nozzleC + bedC + retractedMm;
        return Double.isFinite(sum);
    }
}
