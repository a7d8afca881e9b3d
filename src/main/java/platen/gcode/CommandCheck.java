package platen.gcode;

import static platen.gcode.Findings.whole;
import static platen.values.Severity.NOTE;
import static platen.values.Severity.STOP;
import static platen.values.Severity.WARNING;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import platen.printers.Dialect;
import platen.printers.Profile;

/// Commands that are not for a stream, not for this printer, or not for any.
final class CommandCheck {
    private static final List<String> WAITING = List.of("M0", "M1", "M600", "M601", "@pause");
    /// No stream carries them, whatever a profile says: a print would break off there.
    private static final List<String> NEVER_SENT = List.of("M28", "M29", "M110", "M112", "M997");
    /// Motor steps, offsets, tuning and currents: they outlive the print, and the next one suffers.
    private static final Set<String> CHANGES_PRINTER = Set.of(
            "M92", "M206", "M301", "M303", "M304", "M428", "M665", "M666", "M851", "M906", "M907", "M908", "M914",
            "M915", "M922");
    private static final int MOST_NAMED = 5;

    private final Plan plan;
    private final Profile profile;
    private final Findings findings;

    CommandCheck(Plan plan, Profile profile, Findings findings) {
        this.plan = plan;
        this.profile = profile;
        this.findings = findings;
    }

    void check() {
        plan.firstLines().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(seen -> checkCommand(seen.getKey(), seen.getValue()));
        checkUnknown();
        var other = plan.sights().otherTool();
        if (other != null) findings.find(STOP, other, "gcode.other-tool", whole(other.value()));
        if (plan.usesMacros() && profile.connection().dialect() != Dialect.KLIPPER) {
            findings.find(STOP, "gcode.macros", profile.title());
        }
    }

    private void checkCommand(String command, long line) {
        if (profile.forbidden().contains(command) || NEVER_SENT.contains(command)) {
            findings.findAt(STOP, line, "gcode.forbidden", command);
        } else if (WAITING.contains(command)) findings.findAt(NOTE, line, "gcode.waits", command);
        else if (command.equals("G20")) findings.findAt(STOP, line, "gcode.inches");
        else if (command.equals("M302")) findings.findAt(WARNING, line, "gcode.allows-cold");
        else if (CHANGES_PRINTER.contains(command)) {
            findings.findAt(WARNING, line, "gcode.changes-printer", command);
        } else if (!profile.motion().arcs() && (command.equals("G2") || command.equals("G3"))) {
            findings.findAt(STOP, line, "gcode.arcs", command);
        }
    }

    /// A firmware answers them and goes on; but a program that is full of them was made for another printer.
    private void checkUnknown() {
        var unknown = plan.firstLines().entrySet().stream()
                .filter(seen -> !KnownCommands.contains(
                        seen.getKey(), profile.connection().dialect()))
                .sorted(Map.Entry.comparingByValue())
                .toList();
        if (unknown.isEmpty()) return;
        var names = unknown.stream().limit(MOST_NAMED).map(Map.Entry::getKey).collect(Collectors.joining(", "));
        findings.findAt(WARNING, unknown.getFirst().getValue(), "gcode.unknown", names);
    }
}
