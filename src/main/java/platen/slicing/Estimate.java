package platen.slicing;

import java.util.Map;
import java.util.TreeMap;
import platen.meshes.Measures;
import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Quality;

/// Grams and seconds of a part that was not sliced, and how far they may be off.
///
/// A part is a shell of some lines and a filling: the shell's volume is the surface times its thickness,
/// but never more than the part. The printer lays it at the slicer's speeds, of which corners, travels
/// and small pieces leave the less, the higher they are. Against the slicer, parts of 2 to 50 g came within
/// these ranges; supports are a first guess.
public record Estimate(Range filamentG, Range timeS) {
    private static final double GRAMS_OFF = 0.2;
    private static final double TIME_OFF = 0.35;
    private static final double LINE_WIDTH_PER_NOZZLE = 1.125;
    /// A speed of which half is left.
    private static final double HALVED_MM_S = 90;

    private static final double LAYER_CHANGE_S = 0.5;
    /// The way to the next copy, and back into the print.
    private static final double NEXT_COPY_S = 0.3;

    private static final double HOMING_S = 20;
    /// What hangs over is half way up, on average, and supports are mostly air.
    private static final double SUPPORTED_HEIGHT = 0.5;

    private static final double SUPPORT_DENSITY = 0.2;

    public static Estimate of(Measures part, Profile profile, Material material, Quality quality) {
        return of(part, PlateWish.one(profile, material, quality), 0);
    }

    /// Of a whole plate. It warms up once for all its copies; `overhangShare` of the surface stands on supports where
    /// they are wanted.
    public static Estimate of(Measures part, PlateWish wish, double overhangShare) {
        var settings = new TreeMap<>(wish.profile().slicer());
        settings.putAll(wish.quality().slicer());
        settings.putAll(wish.extras().keys());
        double line = wish.profile().nozzle().diameterMm() * LINE_WIDTH_PER_NOZZLE;
        double shell = Math.min(part.volumeMm3(), part.areaMm2() * line * Settings.number(settings, "perimeters", 2));
        double filling = Settings.number(settings, "fill_density", 20) / 100 * (part.volumeMm3() - shell);
        double supports = wish.extras().supports()
                ? part.areaMm2() * overhangShare * part.heightMm() * SUPPORTED_HEIGHT * SUPPORT_DENSITY
                : 0;
        double volume = wish.copies() * (shell + filling + supports);
        double flow =
                Math.min(wish.material().maxFlowMm3S(), line * wish.quality().layerMm() * speed(settings));
        double layers = part.heightMm() / wish.quality().layerMm();
        double perLayer = LAYER_CHANGE_S + (wish.copies() - 1) * NEXT_COPY_S;
        double seconds = startS(wish) + volume / flow + layers * perLayer;
        return new Estimate(
                Range.around(volume / 1000 * wish.material().densityGCm3(), GRAMS_OFF),
                Range.around(seconds, TIME_OFF));
    }

    /// What a plate takes before its first line, however many parts stand on it.
    public static double startS(PlateWish wish) {
        return warmUp(wish.profile(), wish.material()) + HOMING_S;
    }

    /// As much outer line as inner line as filling: the mean of the times, not of the speeds.
    private static double speed(Map<String, String> settings) {
        double outer = Settings.number(settings, "external_perimeter_speed", 25);
        double inner = Settings.number(settings, "perimeter_speed", 45);
        double filling = Settings.number(settings, "infill_speed", 50);
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
}
