package platen.gcode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings that a program has made, as it wrote them: of each kind of line the last, in order.
///
/// A later line with the same letters takes an earlier one's place, so that sending them all again gives
/// the settings in force, whatever the firmware makes of them.
final class SettingLines {
    /// Chamber, volumes, limits and accelerations, jerk, firmware retraction, speed and flow in percent,
    /// a stored levelling, RepRapFirmware's jerk and pressure advance, input shaping, linear advance.
    private static final Set<Integer> SETTINGS =
            Set.of(141, 200, 201, 203, 204, 205, 207, 208, 209, 220, 221, 420, 566, 572, 593, 900);
    /// No slicer uses a fifth of it: whoever does sends letters at random.
    private static final int MOST = 100;

    private final Map<String, String> lines = new LinkedHashMap<>();
    private @Nullable List<String> all = List.of();
    private boolean tooMany;

    /// Whether a command makes such a setting.
    static boolean concerns(Words words) {
        return words.letter() == 'M' && words.subcode() == 0 && (isFan(words) || SETTINGS.contains(words.number()));
    }

    private static boolean isFan(Words words) {
        return words.number() == 106 || words.number() == 107;
    }

    void add(Words words, String text) {
        keep(isFan(words) ? "fan " + (int) words.value('P') : kind(words), text);
    }

    private static String kind(Words words) {
        var kind = new StringBuilder().append(words.letter()).append(words.number());
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            if (words.has(letter)) kind.append(letter);
        }
        return kind.toString();
    }

    private void keep(String kind, String text) {
        lines.remove(kind);
        if (lines.size() == MOST) {
            tooMany = true;
            return;
        }
        lines.put(kind, text);
        all = null;
    }

    boolean tooMany() {
        return tooMany;
    }

    List<String> all() {
        var now = all == null ? List.copyOf(lines.values()) : all;
        all = now;
        return now;
    }
}
