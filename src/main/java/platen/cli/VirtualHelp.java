package platen.cli;

import java.util.ArrayList;
import java.util.List;
import platen.virtual.FaultKind;

/// What `platen virtual --help` says below the options: examples, and how faults are written.
final class VirtualHelp {
    private static final List<String> EXAMPLE = List.of(
            "",
            "Example: print a file on it, and look whether each command was executed once and in order:",
            "  platen virtual --link /tmp/printer --speed 50 --report report.json &",
            "  platen stream part.gcode --port /tmp/printer");
    private static final List<String> FORM = List.of(
            "",
            "Faults are items separated by commas. Each is one of",
            "  KIND=RATE[:LENGTH]          each time with this probability, from 0 to 1",
            "  KIND@line:N[:LENGTH]        once, with the N-th line that it receives",
            "  KIND@time:TIME[:LENGTH]     once, so long after a host opened it first",
            "  all=RATE                    each recoverable kind that has no rate of its own;",
            "                              where a person has to come, one does after 60 s;",
            "                              all=0.001,unplug-and-return=0 leaves one out",
            "  bytes-per-line=N            at most so many bytes of a line are wrong (1), as two",
            "                              can cancel each other out in the checksum",
            "TIME and LENGTH are seconds of the clock, whatever --speed is: 12s, 500ms, 2min.");
    private static final List<String> FAULTY_EXAMPLE = List.of(
            "",
            "Example: a bad cable, a silence of 40 s, and a board that starts anew:",
            "  platen virtual --faults lost-byte=0.001,long-silence@time:9s:40s,reboot@line:500",
            "A board that has no power but that of its cable:",
            "  platen virtual --link /tmp/p --faults unplug-and-return@line:900:5s:reset");

    private VirtualHelp() {}

    static List<String> footer() {
        var lines = new ArrayList<>(EXAMPLE);
        lines.addAll(FORM);
        lines.addAll(List.of("", "Kinds from which a print recovers, with what their rate is for:"));
        for (var kind : FaultKind.values()) if (kind.isRecoverable()) lines.addAll(shown(kind));
        lines.addAll(List.of("", "Kinds that end a print:"));
        for (var kind : FaultKind.values()) if (!kind.isRecoverable()) lines.addAll(shown(kind));
        lines.addAll(FAULTY_EXAMPLE);
        return lines;
    }

    private static List<String> shown(FaultKind kind) {
        return List.of("  %-19s per %s%s".formatted(kind, kind.per(), length(kind)), "    %s".formatted(kind.means()));
    }

    private static String length(FaultKind kind) {
        if (kind.lasts().isZero()) return "";
        return kind.waitsForAnswer()
                ? "; for its LENGTH, or until it is answered"
                : "; for its LENGTH, or %d s".formatted(kind.lasts().toSeconds());
    }
}
