package platen.values;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table for spreadsheets. What people wrote is no formula there, whatever it begins with.
public final class Csv {
    /// What makes a formula of a cell, also as East Asian keyboards write it; a tab or a new line hides one.
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    /// So that a spreadsheet takes it for UTF-8.
    public static final String MARK = "\uFEFF";

    private Csv() {}

    public static String of(List<String> columns, List<Map<String, @Nullable Object>> rows) {
        return MARK + String.join(",", columns) + "\r\n"
                + rows.stream()
                        .map(row -> columns.stream()
                                        .map(column -> cell(row.get(column)))
                                        .collect(Collectors.joining(","))
                                + "\r\n")
                        .collect(Collectors.joining());
    }

    /// One cell; numbers and flags as they are, all else in quotes.
    public static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
