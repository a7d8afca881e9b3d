package platen.privacy;

import java.util.Locale;
import java.util.regex.Pattern;
import platen.values.Digest;

/// A file in an export: what it is, and its path there.
record ExportedFile(Digest content, String path) {
    /// What some file systems do not bear in names.
    private static final Pattern UNBEARABLE = Pattern.compile("\\.\\.+|[\\\\/:*?\"<>|\\p{Cntrl}\\p{Cf}]");
    private static final Pattern LEADING = Pattern.compile("^[. ]+|[. ]+$");

    /// `number` keeps files of one name apart, and names like `CON` from being one.
    static ExportedFile of(Digest content, String order, int number, String name) {
        var safe = LEADING.matcher(UNBEARABLE.matcher(name).replaceAll("_")).replaceAll("");
        var path = "%s/files/%02d-%s".formatted(order, number, safe.isEmpty() ? "file" : safe);
        return new ExportedFile(content, path);
    }

    /// A numbered paper.
    static String paper(String order, String kind, String number) {
        return order + "/papers/" + kind + "-" + number.toLowerCase(Locale.ROOT) + ".pdf";
    }
}
