package platen.gcode;

import static platen.values.Severity.NOTE;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.printers.Dialect;
import platen.printers.Material;
import platen.printers.Profile;
import platen.values.Finding;
import platen.values.Message;
import platen.values.Severity;

/// Judges whether a program may be printed on a printer, with a material where one is chosen.
public final class Preflight {
    /// Numbering and checksum around a command: `N1234567 ` before it and `*123` after it.
    private static final int FRAME_BYTES = 13;
    /// Rounding, and the little that a nozzle goes beyond its last mark.
    private static final double TOLERANCE_MM = 0.1;
    /// Even a prime line takes less in one move; firmwares refuse 200 mm.
    private static final double MUCH_FILAMENT_MM = 150;
    /// A line of plastic has about 0.1 mm²; hardly any is what relative figures give in absolute mode.
    private static final double HARDLY_MM = 10;

    /// Nobody prints for longer; a wait (G4) of years would keep a printer, and no price has room for it.
    private static final int LONGEST_DAYS = 30;
    private static final double DAY_S = 24 * 3_600;

    private static final List<String> WAITING = List.of("M0", "M1", "M600", "M601", "@pause");
    /// No stream carries them, whatever a profile says: a print would break off there.
    private static final List<String> NEVER_SENT = List.of("M28", "M29", "M110", "M112", "M997");
    private static final List<String> AXES = List.of("X", "Y", "Z");

    private final Plan plan;
    private final Profile profile;
    private final @Nullable Material material;
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(Plan plan, Profile profile, @Nullable Material material) {
        this.plan = plan;
        this.profile = profile;
        this.material = material;
    }

    /// All findings, the worst first.
    public static List<Finding> check(Plan plan, Profile profile, @Nullable Material material) {
        var preflight = new Preflight(plan, profile, material);
        preflight.checkFile();
        preflight.checkCommands();
        preflight.checkTemperatures();
        preflight.checkExtrusion();
        preflight.checkBounds();
        preflight.findings.sort((one, other) -> one.severity().compareTo(other.severity()));
        return List.copyOf(preflight.findings);
    }

    private void checkFile() {
        var sights = plan.sights();
        if (sights.breaksOff() != null) find(STOP, sights.breaksOff(), "gcode.breaks-off");
        if (!(plan.timeS() <= LONGEST_DAYS * DAY_S)) findings.add(Finding.of(STOP, "gcode.too-long", LONGEST_DAYS));
        if (sights.endsHot() != null && sights.breaksOff() == null) {
            find(
                    WARNING,
                    sights.endsHot(),
                    "gcode.ends-hot",
                    whole(sights.endsHot().value()));
        }
        var longest = sights.longestLine();
        int room = profile.connection().maxLineBytes() - FRAME_BYTES;
        if (longest != null && longest.value() > room) {
            find(STOP, longest, "gcode.long-line", whole(longest.value()), room);
        }
        if (sights.notAscii() != null) find(STOP, sights.notAscii(), "gcode.not-ascii");
        if (sights.star() != null) find(STOP, sights.star(), "gcode.star");
        if (sights.twoCommands() != null) find(STOP, sights.twoCommands(), "gcode.two-commands");
        if (sights.colon() != null && profile.connection().dialect() == Dialect.REPETIER) {
            find(STOP, sights.colon(), "gcode.colon");
        }
        if (sights.tooDense() != null) {
            find(
                    WARNING,
                    sights.tooDense(),
                    "gcode.too-dense",
                    whole(Math.ceil(sights.tooDense().value())),
                    profile.connection().baud());
        }
        if (sights.notACommand() != null) find(WARNING, sights.notACommand(), "gcode.not-a-command");
    }

    private void checkCommands() {
        plan.firstLines().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(seen -> checkCommand(seen.getKey(), seen.getValue()));
        var other = plan.sights().otherTool();
        if (other != null) find(STOP, other, "gcode.other-tool", whole(other.value()));
        if (plan.usesMacros() && profile.connection().dialect() != Dialect.KLIPPER) {
            findings.add(Finding.of(STOP, "gcode.macros", profile.title()));
        }
    }

    private void checkCommand(String command, long line) {
        if (profile.forbidden().contains(command) || NEVER_SENT.contains(command))
            findAt(STOP, line, "gcode.forbidden", command);
        else if (WAITING.contains(command)) findAt(NOTE, line, "gcode.waits", command);
        else if (command.equals("G20")) findAt(STOP, line, "gcode.inches");
        else if (!profile.motion().arcs() && (command.equals("G2") || command.equals("G3"))) {
            findAt(STOP, line, "gcode.arcs", command);
        }
    }

    private void checkTemperatures() {
        var nozzle = plan.sights().hottestNozzle();
        var bed = plan.sights().hottestBed();
        if (nozzle != null && nozzle.value() > profile.nozzle().maxC()) {
            find(
                    STOP,
                    nozzle,
                    "gcode.too-hot",
                    whole(nozzle.value()),
                    whole(profile.nozzle().maxC()));
        } else if (nozzle != null && material != null && nozzle.value() > material.maxNozzleC()) {
            find(
                    STOP,
                    nozzle,
                    "gcode.too-hot-for",
                    whole(nozzle.value()),
                    material.name(),
                    whole(material.maxNozzleC()));
        }
        if (bed != null && bed.value() > profile.bed().maxC()) {
            find(
                    STOP,
                    bed,
                    "gcode.bed-too-hot",
                    whole(bed.value()),
                    whole(profile.bed().maxC()));
        }
    }

    /// Klipper's macros heat where the program itself does not say so.
    private void checkExtrusion() {
        var coldest = plan.sights().coldestExtrusion();
        if (coldest == null) {
            findings.add(Finding.of(STOP, "gcode.extrudes-nothing"));
            return;
        }
        boolean never = plan.sights().hottestNozzle() == null
                || plan.sights().hottestNozzle().value() == 0;
        if (never && plan.usesMacros()) find(WARNING, coldest, "gcode.heats-by-macro");
        else if (never) find(STOP, coldest, "gcode.never-heats");
        else if (coldest.value() < profile.nozzle().minExtrudeC()) {
            var severity = plan.usesMacros() ? WARNING : STOP;
            find(
                    severity,
                    coldest,
                    "gcode.cold",
                    whole(coldest.value()),
                    whole(profile.nozzle().minExtrudeC()));
        }
        var most = plan.sights().mostExtruded();
        if (most != null && most.value() > MUCH_FILAMENT_MM)
            find(STOP, most, "gcode.huge-extrusion", whole(most.value()));
        if (plan.layers() > 2 && plan.filamentMm() < HARDLY_MM) {
            findings.add(Finding.of(WARNING, "gcode.hardly-extrudes", whole(plan.filamentMm())));
        }
    }

    private void checkBounds() {
        var unhomed = plan.sights().movesUnhomed();
        if (unhomed != null) find(STOP, unhomed, "gcode.not-homed");
        var volume = profile.volume();
        double[] low = {volume.minX(), volume.minY(), volume.minZ()};
        double[] high = {volume.maxX(), volume.maxY(), volume.maxZ()};
        for (int axis = 0; axis < AXES.size(); axis++) {
            if (!checkReach(STOP, "gcode.prints-outside", plan.extruding(), axis, low, high)) {
                checkReach(WARNING, "gcode.moves-outside", plan.moving(), axis, low, high);
            }
        }
    }

    private boolean checkReach(Severity severity, String key, Bounds bounds, int axis, double[] low, double[] high) {
        if (bounds.isEmpty()) return false;
        var least = bounds.lowest().get(axis);
        var most = bounds.highest().get(axis);
        boolean below = least.value() < low[axis] - TOLERANCE_MM;
        boolean above = most.value() > high[axis] + TOLERANCE_MM;
        if (below || above) {
            var worst = below ? least : most;
            find(severity, worst, key, AXES.get(axis), mm(worst.value()), mm(low[axis]), mm(high[axis]));
        }
        return below || above;
    }

    private void find(Severity severity, Sighting at, String key, Object... args) {
        findings.add(new Finding(severity, Message.of(key, args), at.line(), at.heightMm()));
    }

    private void findAt(Severity severity, long line, String key, Object... args) {
        findings.add(new Finding(severity, Message.of(key, args), line, null));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    private static String mm(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
