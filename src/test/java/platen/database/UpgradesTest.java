package platen.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import platen.database.Shape.Column;

/// Whatever version of the tables a shop has, the next start brings it up to date: every row is still there with what
/// it
/// said, all money is, and nothing points nowhere.
class UpgradesTest {
    /// Tables whose rows moved into others: what they had is looked for there.
    private static final Set<String> MOVED = Set.of("payment");

    /// What was reckoned from the rest and is reckoned anew: parts are sliced again since version 8.
    private static final Set<String> RECKONED = Set.of("slice", "order_line.slice");

    static Stream<Integer> versions() {
        return Stream.of(new java.io.File("src/main/resources/migrations").list())
                .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                .sorted();
    }

    /// The rows of each table: what a column had, by its name.
    private record Rows(Map<String, List<Map<String, @Nullable Object>>> byTable) {
        static Rows of(Database database) throws IOException {
            return database.dump(dump -> {
                var all = new TreeMap<String, List<Map<String, @Nullable Object>>>();
                for (var shape : dump.shapes()) {
                    var rows = new ArrayList<Map<String, @Nullable Object>>();
                    dump.rows(shape, cells -> rows.add(named(shape, cells)));
                    all.put(shape.table(), rows);
                }
                return new Rows(all);
            });
        }

        private static Map<String, @Nullable Object> named(Shape shape, List<@Nullable Object> cells) {
            var row = new TreeMap<String, @Nullable Object>();
            var at = 0;
            for (Column column : shape.columns()) row.put(column.name(), cells.get(at++));
            return row;
        }

        List<Map<String, @Nullable Object>> of(String table) {
            return byTable.getOrDefault(table, List.of());
        }

        /// Whole cents of all payments, in the table of their time.
        long money() {
            return Stream.of("payment", "book_entry")
                    .flatMap(table -> of(table).stream())
                    .mapToLong(row -> ((Number) row.getOrDefault("amount", 0L)).longValue())
                    .sum();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyRowOfAnyVersionIsKeptWithWhatItSaid(int version) throws IOException, SQLException {
        var file = EarlierShops.at(version);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?foreign_keys=on")) {
            assertEquals(List.of(), new RandomRows(connection, version).fill(), "tables that stayed empty");
        }
        Rows before;
        try (var asItIs = Database.sqliteAsItIs(file)) {
            before = Rows.of(asItIs);
            assertEquals(Integer.toString(version), asItIs.version().orElseThrow());
        }
        try (var opened = Database.sqlite(file)) {
            check(before, Rows.of(opened));
        }
        assertEquals(List.of(), pointingNowhere(file));
    }

    /// A shop that came to PostgreSQL in an earlier version has the same way.
    @ParameterizedTest
    @MethodSource("some")
    void inPostgresToo(int version) throws IOException {
        var url = Store.emptyPostgres();
        var file = EarlierShops.copy(version);
        Rows before;
        try (var asItIs = Database.sqliteAsItIs(file)) {
            before = Rows.of(asItIs);
            var shapes = asItIs.dump(Dump::shapes);
            Database.refillPostgres(url, Integer.toString(version), refill -> {
                for (var shape : refill.shapes()) {
                    var rows = before.of(shape.table()).iterator();
                    var counter = shapes.stream()
                            .filter(one -> one.table().equals(shape.table()))
                            .findFirst();
                    assertTrue(counter.isPresent(), shape.table());
                    refill.table(
                            shape,
                            before.of(shape.table()).size(),
                            () -> rows.hasNext() ? cells(shape, rows.next()) : null);
                }
            });
        }
        try (var opened = Database.postgres(url)) {
            check(before, Rows.of(opened));
        }
    }

    static Stream<Integer> some() {
        return Stream.of(EarlierShops.KEPT.first(), 21, 35, EarlierShops.KEPT.last());
    }

    private static List<@Nullable Object> cells(Shape shape, Map<String, @Nullable Object> row) {
        var cells = new ArrayList<@Nullable Object>();
        for (Column column : shape.columns()) cells.add(row.get(column.name()));
        return cells;
    }

    private static void check(Rows before, Rows after) {
        assertEquals(before.money(), after.money(), "cents");
        for (var table : before.byTable().keySet()) {
            if (MOVED.contains(table)) {
                assertEquals(before.of(table).size(), after.of("book_entry").size());
                continue;
            }
            if (RECKONED.contains(table)) continue;
            // Migrations may add rows of their own.
            var lost = said(table, before.of(table), before.of(table));
            said(table, before.of(table), after.of(table)).forEach(lost::remove);
            assertEquals(List.of(), lost, table);
        }
    }

    /// What rows say in the columns that the earlier version had.
    private static List<String> said(
            String table, List<Map<String, @Nullable Object>> before, List<Map<String, @Nullable Object>> rows) {
        var said = new ArrayList<String>();
        if (before.isEmpty()) return said;
        var columns = before.getFirst().keySet();
        for (var row : rows)
            said.add(columns.stream()
                    .filter(column -> !RECKONED.contains(table + "." + column))
                    .map(column -> column + "=" + row.get(column))
                    .collect(Collectors.joining(", ")));
        return said;
    }

    private static List<String> pointingNowhere(Path file) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("pragma foreign_key_check")) {
            while (rows.next()) found.add(rows.getString(1) + " " + rows.getString(2) + " → " + rows.getString(3));
        }
        return found;
    }
}
