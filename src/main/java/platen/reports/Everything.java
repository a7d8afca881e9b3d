package platen.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.reports.Schema.Column;
import platen.reports.Schema.Table;
import platen.values.Csv;
import platen.values.Json;

/// Every record of the shop as CSV and as JSON, by the documented schema.
///
/// Rows are read some thousands at a time, each time in a short look, so that neither memory nor a slow line keeps
/// others waiting. Each table is whole as of the moment that its turn came; rows that come later are left out of both
/// its files.
public final class Everything {
    private static final int ROWS_AT_ONCE = 2_000;

    private final Database database;
    private final Schema schema = Schema.read();

    public Everything(Database database) {
        this.database = database;
    }

    /// Writes `NAME.csv` and `NAME.json` of each table into a folder, which is made; files of those names are replaced.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var table : schema.tables()) {
            var last = last(table);
            try (var out = Files.newBufferedWriter(folder.resolve(table.name() + ".csv"))) {
                csv(table, last, out);
            }
            try (var out = Files.newBufferedWriter(folder.resolve(table.name() + ".json"))) {
                json(table, last, out);
            }
        }
    }

    /// The same as a ZIP, written while it is read.
    public void zip(OutputStream to) throws IOException {
        var zip = new ZipOutputStream(to, UTF_8);
        for (var table : schema.tables()) {
            var last = last(table);
            var out = new BufferedWriter(new OutputStreamWriter(zip, UTF_8));
            zip.putNextEntry(new ZipEntry(table.name() + ".csv"));
            csv(table, last, out);
            out.flush();
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(table.name() + ".json"));
            json(table, last, out);
            out.flush();
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    private long last(Table table) {
        return database.look(
                look -> look.createQuery("select coalesce(max(" + table.key() + "), 0) from " + table.source())
                        .mapTo(Long.class)
                        .one());
    }

    private void csv(Table table, long last, Writer out) throws IOException {
        out.write(Csv.MARK);
        out.write(table.columns().stream().map(Column::name).collect(Collectors.joining(",")) + "\r\n");
        for (long from = 0; ; ) {
            var rows = rows(table, from, last);
            for (var row : rows)
                out.write(row.values().stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n");
            if (rows.size() < ROWS_AT_ONCE) return;
            from = key(table, rows);
        }
    }

    private void json(Table table, long last, Writer out) throws IOException {
        out.write("[");
        var between = "\n";
        for (long from = 0; ; ) {
            var rows = rows(table, from, last);
            for (var row : rows) {
                out.write(between + Json.write(row));
                between = ",\n";
            }
            if (rows.size() < ROWS_AT_ONCE) break;
            from = key(table, rows);
        }
        out.write("\n]\n");
    }

    private static long key(Table table, List<Map<String, @Nullable Object>> rows) {
        var name = table.columns().stream()
                .filter(column -> column.column().equals(table.key()))
                .findFirst()
                .orElseThrow()
                .name();
        return rows.getLast().get(name) instanceof Number key ? key.longValue() : Long.MAX_VALUE;
    }

    private List<Map<String, @Nullable Object>> rows(Table table, long after, long last) {
        var columns = table.columns().stream().map(Column::column).collect(Collectors.joining(", "));
        var sql = "select " + columns + " from " + table.source() + " where " + table.key() + " > :after and "
                + table.key() + " <= :last order by " + table.key() + " limit " + ROWS_AT_ONCE;
        return database.look(look -> look.createQuery(sql)
                .bind("after", after)
                .bind("last", last)
                .map((row, _) -> {
                    var cells = new LinkedHashMap<String, @Nullable Object>();
                    for (int at = 0; at < table.columns().size(); at++) {
                        var column = table.columns().get(at);
                        cells.put(column.name(), cell(column, row.getObject(at + 1)));
                    }
                    return (Map<String, @Nullable Object>) cells;
                })
                .list());
    }

    private static @Nullable Object cell(Column column, @Nullable Object value) {
        if (value == null) return null;
        return switch (column.type()) {
            case TIME -> Instant.ofEpochMilli(((Number) value).longValue()).toString();
            case BOOL -> value instanceof Number number ? number.intValue() != 0 : value;
            case INT -> value instanceof Number number ? number.longValue() : value.toString();
            case NUMBER -> value instanceof Number number ? number.doubleValue() : value.toString();
            case TEXT, JSON -> value.toString();
        };
    }
}
