package platen.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What is exported, table by table: the columns that go out, with type, unit and meaning, and those that stay because
/// they are secrets or mean nothing outside. No column leaves that is not named.
public record Schema(List<Table> tables) {
    private static final String FILE = "/export/schema.txt";
    private static final int WORDS_OF_COLUMN = 6;

    public enum Type {
        TEXT("text"),
        INT("whole number"),
        NUMBER("number"),
        BOOL("true or false"),
        TIME("time (ISO 8601, UTC)"),
        JSON("JSON");

        private final String words;

        Type(String words) {
            this.words = words;
        }
    }

    /// `column` is its name in the database; `unit` is empty where there is none.
    public record Column(String column, String name, Type type, String unit, String meaning) {}

    public record Withheld(String column, String why) {}

    /// `source` is the table of the database, `key` counts its rows up.
    public record Table(
            String name, String source, String key, String meaning, List<Column> columns, List<Withheld> withheld) {}

    public static Schema read() {
        try (var in = Objects.requireNonNull(Schema.class.getResourceAsStream(FILE))) {
            var tables = new ArrayList<Table>();
            for (var paragraph : new String(in.readAllBytes(), UTF_8).split("\n\n+", -1)) {
                var lines = paragraph
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
                if (!lines.isEmpty()) tables.add(table(lines));
            }
            return new Schema(List.copyOf(tables));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Table table(List<String> lines) {
        var head = lines.getFirst().split(" \\| ", 2);
        var names = head[0].split(" ", 3);
        var columns = new ArrayList<Column>();
        var withheld = new ArrayList<Withheld>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.startsWith("- ")) {
                var words = line.split(" ", 3);
                withheld.add(new Withheld(words[1], words[2]));
            } else {
                var words = line.split(" ", WORDS_OF_COLUMN);
                var unit = words[4].equals("-") ? "" : words[4];
                columns.add(new Column(
                        words[1], words[2], Type.valueOf(words[3].toUpperCase(Locale.ROOT)), unit, words[5]));
            }
        }
        return new Table(names[0], names[1], names[2], head[1], List.copyOf(columns), List.copyOf(withheld));
    }

    /// As docs/export.md has it.
    public String markdown() {
        var text = new StringBuilder();
        for (var table : tables) {
            text.append("\n## ").append(table.name()).append("\n\n").append(table.meaning());
            text.append("\n\n| field | type | unit | meaning |\n|---|---|---|---|\n");
            for (var column : table.columns())
                text.append("| `%s` | %s | %s | %s |%n"
                        .formatted(column.name(), column.type().words, column.unit(), column.meaning()));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
