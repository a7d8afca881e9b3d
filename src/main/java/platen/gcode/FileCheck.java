package platen.gcode;

import static platen.gcode.Findings.whole;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import org.jspecify.annotations.Nullable;
import platen.printers.Dialect;
import platen.printers.Profile;

/// Whether the file is whole, and whether its lines go over the wire.
final class FileCheck {
    /// Numbering and checksum around a command: `N1234567 ` before it and `*123` after it.
    private static final int FRAME_BYTES = 13;
    /// Nobody prints for longer; a wait (G4) of years would keep a printer, and no price has room for it.
    private static final int LONGEST_DAYS = 30;

    /// Slicers count rafts and empty layers in their own ways.
    private static final double NEARLY_ALL = 0.9;

    private static final double DAY_S = 24 * 3_600;

    private final Plan plan;
    private final Profile profile;
    private final Findings findings;

    FileCheck(Plan plan, Profile profile, Findings findings) {
        this.plan = plan;
        this.profile = profile;
        this.findings = findings;
    }

    void check() {
        checkEnd();
        if (!(plan.timeS() <= LONGEST_DAYS * DAY_S)) findings.find(STOP, "gcode.too-long", LONGEST_DAYS);
        checkLines();
        var tooDense = plan.sights().tooDense();
        if (tooDense != null) {
            var seconds = whole(Math.ceil(tooDense.value()));
            findings.find(
                    WARNING,
                    tooDense,
                    "gcode.too-dense",
                    seconds,
                    profile.connection().baud());
        }
    }

    private void checkEnd() {
        var sights = plan.sights();
        var breaksOff = breaksOff();
        if (breaksOff != null) findings.find(STOP, breaksOff, "gcode.breaks-off");
        else if (sights.endsHot() != null) {
            var celsius = whole(sights.endsHot().value());
            findings.find(WARNING, sights.endsHot(), "gcode.ends-hot", celsius);
        }
    }

    /// The slicer's last words are missing, or it ends hot in the middle of what it prints.
    private @Nullable Sighting breaksOff() {
        var sights = plan.sights();
        if (sights.breaksOff() != null) return sights.breaksOff();
        var inPrint = sights.of(Sight.ENDS_IN_PRINT);
        if (inPrint != null) return inPrint;
        return lacksLayers() ? sights.endsHot() : sights.of(Sight.ENDS_EARLY);
    }

    private boolean lacksLayers() {
        var promised = plan.slicerSays().layers();
        return promised != null && plan.layers() > 0 && plan.layers() < NEARLY_ALL * promised;
    }

    private void checkLines() {
        var sights = plan.sights();
        var longest = sights.longestLine();
        int room = profile.connection().maxLineBytes() - FRAME_BYTES;
        if (longest != null && longest.value() > room) {
            findings.find(STOP, longest, "gcode.long-line", whole(longest.value()), room);
        }
        findings.find(STOP, sights.notAscii(), "gcode.not-ascii");
        findings.find(STOP, sights.star(), "gcode.star");
        findings.find(STOP, sights.twoCommands(), "gcode.two-commands");
        if (profile.connection().dialect() == Dialect.REPETIER) findings.find(STOP, sights.colon(), "gcode.colon");
        findings.find(WARNING, sights.notACommand(), "gcode.not-a-command");
    }
}
