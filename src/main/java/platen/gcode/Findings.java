package platen.gcode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import platen.values.Finding;
import platen.values.Message;
import platen.values.Severity;

/// What the checks of [Preflight] find, as they find it.
final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    /// Something seen somewhere; nothing where it was not seen.
    void find(Severity severity, @Nullable Sighting at, String key, Object... args) {
        if (at == null) return;
        findings.add(new Finding(severity, Message.of(key, args), at.line(), at.heightMm()));
    }

    void findAt(Severity severity, long line, String key, Object... args) {
        findings.add(new Finding(severity, Message.of(key, args), line, null));
    }

    void find(Severity severity, String key, Object... args) {
        findings.add(Finding.of(severity, key, args));
    }

    boolean has(String key) {
        return findings.stream().anyMatch(finding -> finding.message().key().equals(key));
    }

    /// The worst first, and of equal ones the first that was found.
    List<Finding> sorted() {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    static String mm(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }

    static String fine(double length) {
        return String.format(Locale.ROOT, "%.2f", length);
    }
}
