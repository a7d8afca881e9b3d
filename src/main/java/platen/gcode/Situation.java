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

    /// The same at another height.
    public Situation at(double otherZMm) {
        return new Situation(
                xMm,
                yMm,
                otherZMm,
                eMm,
                offsetXMm,
                offsetYMm,
                feedMmPerMin,
                relative,
                relativeE,
                nozzleC,
                bedC,
                retractedMm,
                retractedByFirmware,
                settings);
    }
}
