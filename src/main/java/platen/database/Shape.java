package platen.database;

import java.util.List;
import java.util.Locale;

/// A table as both dialects have it: its columns in their order, its key, and whether a counter makes its keys.
public record Shape(String table, List<Column> columns, List<String> key, boolean isCounted) {
    public enum Kind {
        WHOLE,
        NUMBER,
        TRUTH,
        TEXT;

        /// By what a column is declared as.
        static Kind of(String table, String column, String declared) {
            return switch (declared.toLowerCase(Locale.ROOT)) {
                case "bigint", "integer", "smallint" -> WHOLE;
                case "double precision", "real" -> NUMBER;
                case "boolean" -> TRUTH;
                case "text", "character varying" -> TEXT;
                default ->
                    throw new IllegalStateException("the column " + table + "." + column + " is a " + declared
                            + ", of which no backup knows: teach Shape.Kind");
            };
        }
    }

    public record Column(String name, Kind kind) {}

    public Shape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }
}
