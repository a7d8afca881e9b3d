package platen.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fills the empty tables of a SQLite shop with rows that its rules allow, by trying: values of the right kind, words
/// of
/// the lists that a rule names, keys of rows that are there, nothing where nothing may be.
final class RandomRows {
    private static final int ROWS = 3;
    private static final int TRIES = 4_000;
    private static final Pattern WORDS = Pattern.compile("(\\w+)\\s+in\\s*\\(([^)]*)\\)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'");

    private final Connection connection;
    private final Random chance;

    RandomRows(Connection connection, long seed) {
        this.connection = connection;
        this.chance = new Random(seed);
    }

    private record Field(String name, String type, boolean isNeeded) {}

    private record Parent(String table, String column) {}

    /// The tables that no try could fill.
    List<String> fill() throws SQLException {
        var empty = new ArrayList<String>();
        for (var table : texts("select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                + " and name not like 'flyway%' order by rowid")) {
            if (texts("select 1 from \"" + table + "\" limit 1").isEmpty() && !fill(table)) empty.add(table);
        }
        return empty;
    }

    private boolean fill(String table) throws SQLException {
        var fields = new ArrayList<Field>();
        var parents = new HashMap<String, Parent>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select name, lower(type), \"notnull\", pk from pragma_table_info('" + table + "')")) {
            while (rows.next()) {
                var isCounted = rows.getInt(4) > 0 && rows.getString(2).equals("integer");
                if (!isCounted)
                    fields.add(
                            new Field(rows.getString(1), rows.getString(2), rows.getInt(3) > 0 || rows.getInt(4) > 0));
            }
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select \"from\", \"table\", \"to\" from pragma_foreign_key_list('" + table + "')")) {
            while (rows.next())
                parents.put(
                        rows.getString(1), new Parent(rows.getString(2), key(rows.getString(2), rows.getString(3))));
        }
        var words = new HashMap<String, List<String>>();
        var sql = String.join(" ", texts("select sql from sqlite_master where name = '" + table + "'"));
        for (var rule = WORDS.matcher(sql); rule.find(); ) {
            var all = WORD.matcher(rule.group(2))
                    .results()
                    .map(word -> word.group(1))
                    .toList();
            if (!all.isEmpty()) words.putIfAbsent(rule.group(1), all);
        }
        int there = 0;
        for (int left = TRIES; left > 0 && there < ROWS; left--) if (put(table, fields, parents, words)) there++;
        return there > 0;
    }

    private String key(String table, @Nullable String named) throws SQLException {
        return named != null
                ? named
                : texts("select name from pragma_table_info('" + table + "') where pk = 1")
                        .getFirst();
    }

    private boolean put(String table, List<Field> fields, Map<String, Parent> parents, Map<String, List<String>> words)
            throws SQLException {
        var names = new StringBuilder();
        var places = new StringBuilder();
        var values = new ArrayList<@Nullable Object>();
        for (var field : fields) {
            names.append(values.isEmpty() ? "" : ", ")
                    .append('"')
                    .append(field.name())
                    .append('"');
            places.append(values.isEmpty() ? "?" : ", ?");
            values.add(!field.isNeeded() && chance.nextBoolean() ? null : value(field, parents, words));
        }
        if (values.isEmpty()) return false;
        try (var insert =
                connection.prepareStatement("insert into \"" + table + "\" (" + names + ") values (" + places + ")")) {
            for (int at = 0; at < values.size(); at++) insert.setObject(at + 1, values.get(at));
            insert.executeUpdate();
            return true;
        } catch (SQLException _) {
            return false; // against a rule: another try
        }
    }

    private @Nullable Object value(Field field, Map<String, Parent> parents, Map<String, List<String>> words)
            throws SQLException {
        var parent = parents.get(field.name());
        if (parent != null) {
            var keys = texts("select \"" + parent.column() + "\" from \"" + parent.table() + "\"");
            return keys.isEmpty() ? null : keys.get(chance.nextInt(keys.size()));
        }
        var listed = words.get(field.name());
        if (listed != null) return listed.get(chance.nextInt(listed.size()));
        return switch (field.type()) {
            case "text" -> chance.nextInt(8) == 0 ? "" : "words-" + chance.nextInt(1_000_000);
            case "boolean" -> chance.nextInt(2);
            default -> chance.nextInt(4) == 0 ? 1 : chance.nextInt(1, 1 << chance.nextInt(1, 30));
        };
    }

    private List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }
}
