package platen.gcode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;

/// How much plastic the hot end has to melt, by the planned speeds. It stores heat, so that a short burst does no harm:
/// any two seconds or so of motion are taken together.
///
/// What is pushed again after a retract was molten already and doesn't count.
final class Melt {
    private static final double SLICE_S = 0.5;
    private static final int SLICES = 4;
    private static final double WINDOW_S = SLICE_S * SLICES;
    /// A profile's figure is a rule of thumb: nozzles and plastics differ by as much.
    private static final double TOLERANCE = 1.1;

    private final double filamentMm2;
    private final String[] materials;
    private final double[] limits;
    private final double[] secondsAbove;
    private final @Nullable Sighting[] first;
    private final double[] lengths = new double[SLICES];
    private final double[] times = new double[SLICES];
    private int slice;
    private double highest;
    private @Nullable Sighting fastest;

    Melt(Profile profile) {
        filamentMm2 = profile.nozzle().filamentMm2();
        int count = profile.materials().size();
        materials = new String[count];
        limits = new double[count];
        secondsAbove = new double[count];
        first = new Sighting[count];
        for (int i = 0; i < count; i++) {
            materials[i] = profile.materials().get(i).name();
            limits[i] = profile.materials().get(i).maxFlowMm3S() * TOLERANCE;
        }
    }

    /// A block of so many seconds has run, at whose end the extruder's motor is at `e`.
    void passed(double seconds, double e, boolean printing, long line, double heightMm) {
        if (e > highest) {
            if (printing) lengths[slice] += e - highest;
            highest = e;
        }
        times[slice] += seconds;
        if (times[slice] >= SLICE_S) look(line, heightMm);
    }

    private void look(long line, double heightMm) {
        double length = 0;
        double seconds = 0;
        for (int i = 0; i < SLICES; i++) {
            length += lengths[i];
            seconds += times[i];
        }
        double flow = length * filamentMm2 / seconds;
        if (seconds >= WINDOW_S) {
            if (fastest == null || flow > fastest.value()) fastest = new Sighting(flow, line, heightMm);
            for (int i = 0; i < limits.length; i++) {
                if (flow <= limits[i]) continue;
                secondsAbove[i] += times[slice];
                if (first[i] == null) first[i] = new Sighting(0, line, heightMm);
            }
        }
        slice = (slice + 1) % SLICES;
        lengths[slice] = 0;
        times[slice] = 0;
    }

    void end() {
        for (int i = 0; i < first.length; i++) {
            var begins = first[i];
            if (begins != null) first[i] = new Sighting(secondsAbove[i], begins.line(), begins.heightMm());
        }
    }

    /// The flow that was kept up, where it was highest.
    @Nullable
    Sighting fastest() {
        return fastest;
    }

    /// For each material that it is too much for: the seconds, and where that begins.
    Map<String, Sighting> tooFast() {
        var tooFast = new LinkedHashMap<String, Sighting>();
        for (int i = 0; i < first.length; i++) {
            var begins = first[i];
            if (begins != null) tooFast.put(materials[i], begins);
        }
        return tooFast;
    }
}
