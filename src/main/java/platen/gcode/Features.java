package platen.gcode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What kind of line is printed, as the slicer's remarks tell: `;TYPE:Perimeter`, `; FEATURE: Inner wall`, Simplify3D's
/// `; feature infill`, KISSlicer's `; 'Perimeter Path', 0.9 [feed mm/s]`. Names are the slicer's own.
public final class Features {
    /// Moves on which nothing is printed, whatever the slicer calls the line.
    static final int TRAVEL = 0;
    static final int RETRACTION = 1;
    static final int HOMING = 2;
    static final int WAITING = 3;
    /// Before the slicer's first word.
    public static final int NONE = 4;

    private static final List<String> OURS = List.of("travel", "retraction", "homing", "waiting", "other");
    private static final List<String> BEGINNINGS = List.of(";TYPE:", "; FEATURE:", ";FEATURE:", "; feature ", "; '");
    private static final int QUOTED = 4;
    private static final int LONGEST = 48;
    private static final int MOST = 100;

    private static final List<String> WASTE =
            List.of("wipe tower", "prime tower", "prime-tower", "prime pillar", "purge", "flush", "ooze");

    private final List<byte[]> names = new ArrayList<>();
    private final boolean[] waste = new boolean[MOST];
    private int now = NONE;

    public Features() {
        for (var name : OURS) names.add(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Looks at a comment that fills its line, from its semicolon on.
    public void remark(byte[] bytes, int from, int to) {
        for (int kind = 0; kind < BEGINNINGS.size(); kind++) {
            var beginning = BEGINNINGS.get(kind);
            if (!starts(beginning, bytes, from, to)) continue;
            int first = from + beginning.length();
            while (first < to && bytes[first] == ' ') first++;
            int last = Math.min(to, first + LONGEST);
            if (kind == QUOTED) last = quoteEnd(bytes, first, last);
            while (last > first && (bytes[last - 1] == ' ' || bytes[last - 1] == '\r')) last--;
            if (last > first) now = number(bytes, first, last);
            return;
        }
    }

    public int now() {
        return now;
    }

    public int count() {
        return names.size();
    }

    public String name(int feature) {
        return new String(names.get(feature), StandardCharsets.UTF_8);
    }

    /// Whether what is printed now is thrown away.
    boolean isWaste() {
        return waste[now];
    }

    private int number(byte[] bytes, int from, int to) {
        for (int known = NONE + 1; known < names.size(); known++) {
            var name = names.get(known);
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) return known;
        }
        if (names.size() == MOST) return NONE;
        int added = names.size();
        names.add(Arrays.copyOfRange(bytes, from, to));
        var name = name(added).toLowerCase(Locale.ROOT);
        waste[added] = WASTE.stream().anyMatch(name::contains);
        return added;
    }

    private static int quoteEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\'') at++;
        return at < to ? at : from;
    }

    private static boolean starts(String wanted, byte[] bytes, int from, int to) {
        if (to - from < wanted.length()) return false;
        for (int i = 0; i < wanted.length(); i++) {
            if (bytes[from + i] != wanted.charAt(i)) return false;
        }
        return true;
    }
}
