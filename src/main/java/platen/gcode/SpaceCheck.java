package platen.gcode;

import static platen.gcode.Findings.mm;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import java.util.List;
import platen.printers.Profile;
import platen.values.Severity;

/// Whether the nozzle stays where it can go, and knows where it is.
final class SpaceCheck {
    /// Rounding, and the little that a nozzle goes beyond its last mark.
    private static final double TOLERANCE_MM = 0.1;

    private static final List<String> AXES = List.of("X", "Y", "Z");
    private static final int Z = 2;

    private final Plan plan;
    private final Profile profile;
    private final Findings findings;

    SpaceCheck(Plan plan, Profile profile, Findings findings) {
        this.plan = plan;
        this.profile = profile;
        this.findings = findings;
    }

    void check() {
        checkPlace();
        checkBelow();
        var volume = profile.volume();
        double[] low = {volume.minX(), volume.minY(), volume.minZ()};
        double[] high = {volume.maxX(), volume.maxY(), volume.maxZ()};
        for (int axis = 0; axis < AXES.size(); axis++) {
            if (axis == Z && findings.has("gcode.below-plate")) continue;
            if (!checkReach(STOP, "gcode.prints-outside", plan.extruding(), axis, low, high)) {
                checkReach(WARNING, "gcode.moves-outside", plan.moving(), axis, low, high);
            }
        }
    }

    private void checkPlace() {
        var sights = plan.sights();
        findings.find(STOP, sights.movesUnhomed(), "gcode.not-homed");
        if (sights.movesUnhomed() == null) {
            findings.find(STOP, sights.of(Sight.HEIGHT_UNKNOWN), "gcode.height-unknown");
        }
        findings.find(STOP, sights.of(Sight.MOTORS_OFF), "gcode.motors-off");
        findings.find(STOP, sights.of(Sight.HOMES_ON_PART), "gcode.homes-on-part");
    }

    /// The plate is at 0: what goes lower scratches it, whether it prints or not.
    private void checkBelow() {
        if (plan.moving().isEmpty()) return;
        var lowest = plan.moving().lowest().get(Z);
        if (lowest.value() >= Math.min(0, profile.volume().minZ()) - TOLERANCE_MM) return;
        findings.find(STOP, lowest, "gcode.below-plate", mm(lowest.value()));
    }

    private boolean checkReach(Severity severity, String key, Bounds bounds, int axis, double[] low, double[] high) {
        if (bounds.isEmpty()) return false;
        var least = bounds.lowest().get(axis);
        var most = bounds.highest().get(axis);
        boolean below = least.value() < low[axis] - TOLERANCE_MM;
        boolean above = most.value() > high[axis] + TOLERANCE_MM;
        if (below || above) {
            var worst = below ? least : most;
            findings.find(severity, worst, key, AXES.get(axis), mm(worst.value()), mm(low[axis]), mm(high[axis]));
        }
        return below || above;
    }
}
