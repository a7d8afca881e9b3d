package platen.gcode;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import platen.printers.Profile;
import platen.values.Message;

/// One line of G-code that a person typed, as it may be sent: in capitals where firmwares want them, without comment,
/// number and checksum.
public final class TypedLine {
    public static final int LONGEST = 90;

    /// What the stream itself needs: nobody may say these beside it.
    private static final Set<String> NEVER = Set.of("M28", "M29", "M110", "M112");
    /// What outlives the moment: memory, firmware, files, tuning, power. A profile forbids programs more than these.
    private static final Set<String> COORDINATOR = Set.of(
            "M30",
            "M32",
            "M42",
            "M81",
            "M92",
            "M301",
            "M303",
            "M304",
            "M500",
            "M501",
            "M502",
            "M665",
            "M666",
            "M851",
            "M906",
            "M997",
            "SAVE_CONFIG",
            "RUN_SHELL_COMMAND",
            "FORCE_MOVE",
            "SET_KINEMATIC_POSITION");
    /// What is only asked for, and answered shortly.
    private static final Set<String> QUERIES = Set.of("M27", "M31", "M105", "M114", "M119");
    /// What is asked for while nothing prints changes nothing either.
    private static final Set<String> LONG_QUERIES = Set.of("M20", "M78", "M115", "M122", "M503", "HELP", "STATUS");
    private static final Set<String> TEXTS = Set.of("M117", "M118");
    private static final Set<String> HEATS_NOZZLE = Set.of("M104", "M109");
    private static final Set<String> HEATS_BED = Set.of("M140", "M190");

    private static final Pattern NUMBERED = Pattern.compile("^N\\s*\\d+\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("^([GMT])\\s*0*(\\d+(?:\\.\\d+)?)(.*)$");
    private static final Pattern WORD = Pattern.compile("^([A-Z_][A-Z0-9_]*)(.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECOND = Pattern.compile("[GM]\\s*\\d");
    private static final Pattern TARGET = Pattern.compile("[SR]\\s*(-?\\d+(?:\\.\\d+)?)");

    private final String text;
    private final String code;
    private final String rest;

    private TypedLine(String text, String code, String rest) {
        this.text = text;
        this.code = code;
        this.rest = rest;
    }

    /// Empty where there is no command in it, or more than one line.
    public static Optional<TypedLine> read(String typed) {
        if (typed.length() > LONGEST || !typed.chars().allMatch(c -> c >= ' ' && c < 0x7f)) return Optional.empty();
        var bare = NUMBERED.matcher(typed.strip()).replaceFirst("");
        var capitals = bare.toUpperCase(Locale.ROOT);
        var code = CODE.matcher(capitals);
        if (code.matches()) {
            var name = code.group(1) + code.group(2);
            // A display shows what was meant for it as it was typed.
            var rest = TEXTS.contains(name) ? bare.substring(code.start(3)) : uncommented(code.group(3));
            var gap = rest.isEmpty() || rest.startsWith(" ") ? "" : " ";
            return Optional.of(new TypedLine((name + gap + rest).strip(), name, rest));
        }
        var words = uncommented(bare);
        var word = WORD.matcher(words);
        if (!word.matches() || word.group(1).length() < 2) return Optional.empty();
        return Optional.of(new TypedLine(words.strip(), word.group(1).toUpperCase(Locale.ROOT), word.group(2)));
    }

    private static String uncommented(String text) {
        int semicolon = text.indexOf(';');
        var all = semicolon < 0 ? text : text.substring(0, semicolon);
        int star = all.indexOf('*');
        return (star < 0 ? all : all.substring(0, star)).stripTrailing();
    }

    public String text() {
        return text;
    }

    /// Its name: `M105`.
    public String code() {
        return code;
    }

    /// Whether it asks and changes nothing.
    public boolean isQuery() {
        return (QUERIES.contains(code) || LONG_QUERIES.contains(code)) && rest.isBlank();
    }

    /// Whether it may push out plastic, by itself or in a macro.
    public boolean mayExtrude() {
        return (code.equals("G0") || code.equals("G1") || code.equals("G2") || code.equals("G3"))
                ? rest.contains("E")
                : code.equals("M600") || code.equals("M701") || code.startsWith("T") || code.length() > 5;
    }

    /// Whether it turns a heater on.
    public boolean heats() {
        return (HEATS_NOZZLE.contains(code) || HEATS_BED.contains(code)) && target() > 0;
    }

    /// Why it may not be sent, if it may not. `prints`: while a print is in hand.
    public Optional<Message> refusal(Profile profile, boolean coordinates, boolean prints) {
        if (code.equals("M112")) return Optional.of(Message.of("streaming.line-stop"));
        if (NEVER.contains(code)) return Optional.of(Message.of("streaming.line-never", code));
        if (!TEXTS.contains(code)
                && SECOND.matcher(code.startsWith("M") || code.startsWith("G") ? rest : "")
                        .find()) return Optional.of(Message.of("streaming.line-two"));
        if (prints && !(QUERIES.contains(code) && rest.isBlank()))
            return Optional.of(Message.of("streaming.line-prints", code));
        if (!coordinates && (COORDINATOR.contains(code) || profile.forbidden().contains(code)))
            return Optional.of(Message.of("streaming.line-coordinator", code));
        if (HEATS_NOZZLE.contains(code) && target() > profile.nozzle().maxC())
            return Optional.of(Message.of("streaming.line-hot", profile.nozzle().maxC()));
        if (HEATS_BED.contains(code) && target() > profile.bed().maxC())
            return Optional.of(Message.of("streaming.line-hot", profile.bed().maxC()));
        return Optional.empty();
    }

    private double target() {
        var target = TARGET.matcher(rest);
        return target.find() ? Double.parseDouble(target.group(1)) : 0;
    }
}
