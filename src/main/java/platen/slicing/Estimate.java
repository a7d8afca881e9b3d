package platen.slicing;

import java.util.Map;
import platen.meshes.Measures;
import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Quality;

/// Grams and seconds of a part that was not sliced, and how far they may be off.
///
/// A part is a shell of some lines and a filling: the shell's volume is the surface times its thickness,
/// but never more than the part. The printer lays it at the slicer's speeds, of which corners, travels
/// and small pieces leave the less, the higher they are. Against the slicer, parts of 2 to 50 g came within
/// these ranges; supports are not in it.
public record Estimate(Range filamentG, Range timeS) {
    private static final double GRAMS_OFF = 0.2;
    private static final double TIME_OFF = 0.35;
    private static final double LINE_WIDTH_PER_NOZZLE = 1.125;
    /// A speed of which half is left.
    private static final double HALVED_MM_S = 90;

    private static final double LAYER_CHANGE_S = 0.5;
    private static final double HOMING_S = 20;

    public static Estimate of(Measures part, Profile profile, Material material, Quality quality) {
        double line = profile.nozzle().diameterMm() * LINE_WIDTH_PER_NOZZLE;
        double shell = Math.min(part.volumeMm3(), part.areaMm2() * line * number(profile.slicer(), "perimeters", 2));
        double filling = number(profile.slicer(), "fill_density", 20) / 100 * (part.volumeMm3() - shell);
        double volume = shell + filling;
        double flow = Math.min(material.maxFlowMm3S(), line * quality.layerMm() * speed(profile));
        double layers = part.heightMm() / quality.layerMm();
        double seconds = warmUp(profile, material) + HOMING_S + volume / flow + layers * LAYER_CHANGE_S;
        return new Estimate(
                Range.around(volume / 1000 * material.densityGCm3(), GRAMS_OFF), Range.around(seconds, TIME_OFF));
    }

    /// As much outer line as inner line as filling: the mean of the times, not of the speeds.
    private static double speed(Profile profile) {
        double outer = number(profile.slicer(), "external_perimeter_speed", 25);
        double inner = number(profile.slicer(), "perimeter_speed", 45);
        double filling = number(profile.slicer(), "infill_speed", 50);
        double speed = 3 / (1 / outer + 1 / inner + 1 / filling);
        return speed / (1 + speed / HALVED_MM_S);
    }

    /// Plate and nozzle warm up one after the other at worst, together at best.
    private static double warmUp(Profile profile, Material material) {
        var thermal = profile.thermal();
        double ambient = thermal.ambientC();
        return Math.max(
                thermal.nozzle().secondsTo(material.firstLayerNozzleC(), ambient, ambient),
                thermal.bed().secondsTo(material.firstLayerBedC(), ambient, ambient));
    }

    private static double number(Map<String, String> settings, String key, double otherwise) {
        var text = settings.get(key);
        if (text == null) return otherwise;
        try {
            return Double.parseDouble(text.replace("%", ""));
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
