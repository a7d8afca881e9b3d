package platen.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Shape.Column;
import platen.database.Shape.Kind;

/// Reads every table of a shop, one consistent state of it, whatever the dialect: what it says of a row is the same
/// in SQLite and in PostgreSQL, and so is the order of the rows. So a backup of either goes into either.
public final class Dump {
    static final String HISTORY = "flyway_schema_history";
    private static final int ROWS_AT_ONCE = 1_000;

    private final Handle handle;
    private final boolean isSqlite;

    Dump(Handle handle, boolean isSqlite) {
        this.handle = handle;
        this.isSqlite = isSqlite;
    }

    /// To be told every row; `cells` are numbers, text, booleans or nothing.
    public interface Row {
        void is(List<@Nullable Object> cells) throws IOException;
    }

    static boolean isSqlite(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("SQLite");
    }

    /// The last migration that the tables have seen, `42` say.
    public String version() {
        return handle.createQuery("select version from " + HISTORY
                        + " where success and version is not null order by installed_rank desc limit 1")
                .mapTo(String.class)
                .one();
    }

    /// What is wrong with the database file itself; PostgreSQL looks after its own.
    public Optional<String> damage() {
        if (!isSqlite) return Optional.empty();
        var said = handle.createQuery("pragma integrity_check(3)")
                .mapTo(String.class)
                .list();
        return said.equals(List.of("ok")) ? Optional.empty() : Optional.of(String.join("; ", said));
    }

    /// All tables of ours, by name.
    public List<Shape> shapes() {
        return names().stream().map(this::shape).toList();
    }

    private List<String> names() {
        var sql = isSqlite
                ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                : "select table_name from information_schema.tables"
                        + " where table_schema = current_schema() and table_type = 'BASE TABLE'";
        return handle.createQuery(sql).mapTo(String.class).stream()
                .filter(name -> !name.equals(HISTORY))
                .sorted()
                .toList();
    }

    private Shape shape(String table) {
        return isSqlite ? sqliteShape(table) : postgresShape(table);
    }

    private record Found(Column column, int key) {}

    private Shape sqliteShape(String table) {
        var found = handle.createQuery("select name, type, pk from pragma_table_info(:table) order by cid")
                .bind("table", table)
                .map((row, _) -> new Found(column(table, row), row.getInt(3)))
                .list();
        var isCounted = handle.createQuery("select sql from sqlite_master where type = 'table' and name = :table")
                .bind("table", table)
                .mapTo(String.class)
                .one()
                .contains("autoincrement");
        return shape(table, found, isCounted);
    }

    private Shape postgresShape(String table) {
        var found = handle.createQuery("""
                select c.column_name, c.data_type, coalesce(k.ordinal_position, 0)
                  from information_schema.columns c
                  left join information_schema.table_constraints p
                         on p.table_schema = c.table_schema and p.table_name = c.table_name
                        and p.constraint_type = 'PRIMARY KEY'
                  left join information_schema.key_column_usage k
                         on k.constraint_schema = p.constraint_schema and k.constraint_name = p.constraint_name
                        and k.table_name = c.table_name and k.column_name = c.column_name
                 where c.table_schema = current_schema() and c.table_name = :table
                 order by c.ordinal_position
                """)
                .bind("table", table)
                .map((row, _) -> new Found(column(table, row), row.getInt(3)))
                .list();
        var isCounted = handle.createQuery("""
                select count(*) > 0
                  from information_schema.columns
                 where table_schema = current_schema() and table_name = :table and is_identity = 'YES'
                """)
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
        return shape(table, found, isCounted);
    }

    private static Column column(String table, ResultSet row) throws SQLException {
        return new Column(row.getString(1), Kind.of(table, row.getString(1), row.getString(2)));
    }

    private static Shape shape(String table, List<Found> found, boolean isCounted) {
        var key = found.stream()
                .filter(one -> one.key() > 0)
                .sorted((one, other) -> Integer.compare(one.key(), other.key()))
                .map(one -> one.column().name())
                .toList();
        return new Shape(table, found.stream().map(Found::column).toList(), key, isCounted);
    }

    /// The last key that the table's counter gave, whether or not its row is still there; 0 where it gave none.
    public long counter(Shape shape) {
        if (!shape.isCounted()) return 0;
        if (isSqlite)
            return handle.createQuery("select seq from sqlite_sequence where name = :table")
                    .bind("table", shape.table())
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
        return handle.createQuery(
                        "select case when is_called then last_value else 0 end from " + sequence(handle, shape))
                .mapTo(Long.class)
                .one();
    }

    static String sequence(Handle handle, Shape shape) {
        return handle.createQuery("select pg_get_serial_sequence(:table, :key)")
                .bind("table", quoted(shape.table()))
                .bind("key", shape.key().getFirst())
                .mapTo(String.class)
                .one();
    }

    /// Tells every row of a table, in the order of its key; returns how many.
    public long rows(Shape shape, Row told) throws IOException {
        try (var statement = handle.getConnection().createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            var count = 0L;
            try (var rows = statement.executeQuery(select(shape))) {
                while (rows.next()) {
                    told.is(cells(shape, rows));
                    count++;
                }
            }
            return count;
        } catch (SQLException e) {
            throw new IOException("the table " + shape.table() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String select(Shape shape) {
        return shape.columns().stream()
                .map(column -> quoted(column.name()))
                .collect(Collectors.joining(
                        ", ", "select ", " from " + quoted(shape.table()) + " order by " + order(shape)));
    }

    /// By the bytes of a text, as SQLite has it: a PostgreSQL sorts by the language of its country.
    private String order(Shape shape) {
        var kinds = shape.columns().stream().collect(Collectors.toMap(Column::name, Column::kind));
        var by = shape.key().isEmpty()
                ? shape.columns().stream().map(Column::name).toList()
                : shape.key();
        Function<String, String> one = name ->
                quoted(name) + (!isSqlite && kinds.get(name) == Kind.TEXT ? " collate \"C\"" : "") + " nulls first";
        return by.stream().map(one).collect(Collectors.joining(", "));
    }

    private static List<@Nullable Object> cells(Shape shape, ResultSet rows) throws SQLException {
        var cells = new ArrayList<@Nullable Object>();
        for (int at = 0; at < shape.columns().size(); at++)
            cells.add(cell(shape.columns().get(at).kind(), rows.getObject(at + 1)));
        return cells;
    }

    /// What does not look as its column says is told as it is: SQLite takes anything anywhere.
    private static @Nullable Object cell(Kind kind, @Nullable Object value) {
        if (!(value instanceof Number number)) return value;
        return switch (kind) {
            case WHOLE -> value instanceof Double || value instanceof Float ? value : (Object) number.longValue();
            case NUMBER -> number.doubleValue();
            case TRUTH -> number.longValue() == 0 || number.longValue() == 1 ? number.longValue() == 1 : value;
            case TEXT -> value;
        };
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }
}
