package platen.gcode;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import platen.printers.Profile;

/// Watches a [Walk] for what goes wrong in shops, beyond where the nozzle goes and what it is told: cold waits that are
/// missing, motors let go, strands too thick or too thin, a flow that no hot end keeps up, an end that is none.
final class Lookout {
    /// Layers up to here may be rounding, a spiral or a support between two layers.
    private static final double SMALLEST_STEP_MM = 0.04;
    /// Homing below this height is the start of a print, whatever was primed before.
    private static final double STARTED_MM = 2;
    /// An end script has more commands than these after the last line of plastic.
    private static final int HARDLY_AN_END = 3;
    private static final int NEARLY_ALL_PERCENT = 90;
    private static final int OFTEN = 3;
    private static final double COARSE_SHARE = 0.8;

    private final double minExtrudeC;
    private final double nozzleMm;
    private final Timekeeper time;
    private final Bead bead;
    private final Melt melt;
    private final Map<Sight, Sighting> seen = new EnumMap<>(Sight.class);
    private double nozzleC;
    private double bedC;
    private boolean byMacro;
    private long motorsOffAt;
    private @Nullable Sighting homedOnPart;
    private boolean knowsZ;
    private double layerZ;
    private int coarse;
    private long sinceExtruding;
    private long percentAt;
    private double percent = -1;
    private boolean plateChecked;
    private boolean printing;
    private boolean goesOn;
    private double lastHeightMm;

    Lookout(Profile profile, Timekeeper time) {
        minExtrudeC = profile.nozzle().minExtrudeC();
        nozzleMm = profile.nozzle().diameterMm();
        this.time = time;
        bead = new Bead(profile.nozzle());
        melt = new Melt(profile);
    }

    Melt melt() {
        return melt;
    }

    /// A block of so many seconds has run, at whose end the extruder's motor is at `e`.
    void passed(double seconds, double e, long line) {
        melt.passed(seconds, e, printing, line, lastHeightMm);
    }

    void macro() {
        byMacro = true;
        knowsZ = true;
        motorsOffAt = 0;
    }

    /// Z is where it was said to be: a print goes on, on top of what is there.
    void goesOn() {
        knowsZ = true;
        goesOn = true;
    }

    /// What was laid before was a prime line.
    void firstLayer() {
        seen.remove(Sight.FIRST_LAYER);
    }

    void heat(double nozzle, double bed) {
        nozzleC = nozzle;
        bedC = bed;
    }

    void command(Words words, long line) {
        sinceExtruding++;
        if (words.letter() != 'M' || words.subcode() != 0) return;
        if (words.number() == 73 && words.has('P')) {
            percent = words.value('P');
            percentAt = line;
        } else if ((words.number() == 84 || words.number() == 18) && letsGo(words)) motorsOffAt = line;
    }

    /// `M84 S60` sets a time to wait, and `M84 E` lets only the extruder go.
    private static boolean letsGo(Words words) {
        boolean all = !(words.has('X') || words.has('Y') || words.has('Z') || words.has('E'));
        return !(words.value('S') > 0) && (all || words.has('X') || words.has('Y') || words.has('Z'));
    }

    void homes(boolean z, long line, double heightMm) {
        motorsOffAt = 0;
        if (!z) return;
        if (knowsZ && heightMm > STARTED_MM) homedOnPart = new Sighting(heightMm, line, heightMm);
        knowsZ = true;
    }

    /// A move has pushed `filament` mm over `way` mm, in layer `layer`.
    void extruded(double filament, double way, double z, int layer, long line, double heightMm) {
        printing = layer > 0;
        lastHeightMm = heightMm;
        if (filament > 0) warm(line, heightMm);
        if (way <= 0) return;
        bead.laid(filament, way, line, heightMm);
        if (filament <= 0) return;
        sinceExtruding = 0;
        plate(layer, line, heightMm);
        placed(line, heightMm);
        layer(z, layer, line, heightMm);
    }

    private void warm(long line, double heightMm) {
        if (time.nozzleC() >= minExtrudeC || nozzleC < minExtrudeC || byMacro) return;
        see(Sight.NOZZLE_STILL_COLD, time.nozzleC(), line, heightMm);
    }

    private void plate(int layer, long line, double heightMm) {
        if (plateChecked || layer < 1) return;
        plateChecked = true;
        if (!byMacro && bedC > time.bedC()) {
            seen.put(Sight.PLATE_STILL_COLD, new Sighting(bedC - time.bedC(), line, heightMm));
        }
    }

    private void placed(long line, double heightMm) {
        if (knowsZ && motorsOffAt == 0 && homedOnPart == null) return;
        if (motorsOffAt > 0) see(Sight.MOTORS_OFF, 0, motorsOffAt, heightMm);
        if (!knowsZ) see(Sight.HEIGHT_UNKNOWN, 0, line, heightMm);
        if (homedOnPart != null) seen.putIfAbsent(Sight.HOMES_ON_PART, homedOnPart);
    }

    private void layer(double z, int layer, long line, double heightMm) {
        if (layer < 1 || (layer > 1 && z == layerZ)) return;
        if (layer == 1 && !goesOn) {
            var first = seen.get(Sight.FIRST_LAYER);
            if (first == null || z < first.value()) seen.put(Sight.FIRST_LAYER, new Sighting(z, line, heightMm));
        }
        double step = z - layerZ;
        if (step > SMALLEST_STEP_MM && step < 2 * nozzleMm) {
            bead.layerStep(step);
            boolean isCoarse = layer > 1 && step > COARSE_SHARE * nozzleMm + 1e-6;
            if (isCoarse && ++coarse == OFTEN) see(Sight.LAYER_STEP, step, line, heightMm);
        }
        if (Math.abs(step) > SMALLEST_STEP_MM) layerZ = z;
    }

    private void see(Sight sight, double value, long line, double heightMm) {
        seen.putIfAbsent(sight, new Sighting(value, line, heightMm));
    }

    void end(long line, double heightMm) {
        melt.end();
        bead.end().forEach(seen::putIfAbsent);
        var fastest = melt.fastest();
        if (fastest != null) seen.put(Sight.FASTEST_FLOW, fastest);
        boolean hot = nozzleC > 0;
        if (hot && heightMm > 0 && sinceExtruding <= HARDLY_AN_END) see(Sight.ENDS_IN_PRINT, 0, line, heightMm);
        if (hot && percent > 0 && percent < NEARLY_ALL_PERCENT) {
            see(Sight.ENDS_EARLY, percent, Math.max(percentAt, line), heightMm);
        }
    }

    Map<Sight, Sighting> seen() {
        return Collections.unmodifiableMap(new TreeMap<>(seen));
    }
}
