package platen.inspection;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// A file's name as a stranger gave it, made safe to show and to store. It never becomes a path of ours.
public final class DisplayName {
    private static final int LONGEST = 80;
    private static final int LONGEST_ENDING = 12;
    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    /// Control characters, and those that make text run backwards or vanish.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern DOTS = Pattern.compile("^[. ]+|[. ]+$");
    private static final String NAMELESS = "file";

    private DisplayName() {}

    public static String of(String given) {
        var name = given.length() > 10_000 ? given.substring(given.length() - 10_000) : given;
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        name = FOLDERS.matcher(name).replaceFirst("");
        name = UNSEEN.matcher(name).replaceAll("");
        name = BLANKS.matcher(name).replaceAll(" ");
        name = DOTS.matcher(name).replaceAll("");
        return name.isEmpty() ? NAMELESS : shortened(name);
    }

    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) return name;
        var dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - ending.length() - 1)) + "…" + ending;
    }
}
