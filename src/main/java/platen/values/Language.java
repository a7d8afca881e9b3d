package platen.values;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language that Platen speaks.
public enum Language {
    ENGLISH("en", "English"),
    SPANISH("es", "Español");

    /// Browsers send some dozen letters; who sends more is no browser.
    private static final int LONGEST_LIKING = 500;

    private final String tag;
    private final String itself;

    Language(String tag, String itself) {
        this.tag = tag;
        this.itself = itself;
    }

    /// As pages and browsers name it: `es`.
    public String tag() {
        return tag;
    }

    /// Its name in its own words.
    public String itself() {
        return itself;
    }

    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(one -> one.tag.equals(tag)).findFirst();
    }

    /// The best for a browser that likes `es-MX,es;q=0.9,en;q=0.5`; none where it likes no language of ours.
    public static Optional<Language> liked(String liking) {
        if (liking.isBlank() || liking.length() > LONGEST_LIKING) return Optional.empty();
        try {
            var ours = Arrays.stream(values()).map(Language::tag).toList();
            return of(best(liking, ours));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String best(String liking, List<String> ours) {
        var found = Locale.lookupTag(Locale.LanguageRange.parse(liking), ours);
        return found == null ? "" : found;
    }
}
