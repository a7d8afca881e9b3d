package platen.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Shape.Column;
import platen.database.Shape.Kind;

/// Fills the tables of a new database with what a [Dump] told, in one transaction.
///
/// References between rows are looked at when all are there: tables point to each other in circles.
public final class Refill {
    private static final int ROWS_AT_ONCE = 500;
    private static final String CONSTRAINTS = """
            select cast(conrelid as regclass) || ' ' || quote_ident(conname)
              from pg_constraint
             where contype = 'f' and connamespace = cast(current_schema() as regnamespace)
            """;

    private final Handle handle;
    private final boolean isSqlite;

    private Refill(Handle handle) throws SQLException {
        this.handle = handle;
        this.isSqlite = Dump.isSqlite(handle.getConnection());
    }

    /// What fills the tables; all of it is kept, or none.
    public interface Filling {
        void with(Refill refill) throws IOException;
    }

    static void all(Handle transaction, Filling filling) throws IOException, SQLException {
        var refill = new Refill(transaction);
        refill.begin();
        filling.with(refill);
        refill.end();
    }

    private void begin() {
        if (isSqlite) handle.execute("pragma defer_foreign_keys = on");
        else {
            alterConstraints("deferrable");
            handle.execute("set constraints all deferred");
        }
        // Migrations leave rows of their own: those of the shop take their place.
        for (var shape : shapes()) handle.execute("delete from " + Dump.quoted(shape.table()));
    }

    private void end() {
        if (isSqlite) return; // its commit looks at the references
        handle.execute("set constraints all immediate");
        alterConstraints("not deferrable");
    }

    private void alterConstraints(String how) {
        for (var constraint :
                handle.createQuery(CONSTRAINTS).mapTo(String.class).list()) {
            var parts = constraint.split(" ", 2);
            handle.execute("alter table " + parts[0] + " alter constraint " + parts[1] + " " + how);
        }
    }

    /// The tables that are to be filled.
    public List<Shape> shapes() {
        return new Dump(handle, isSqlite).shapes();
    }

    /// Whatever tells rows; null after the last.
    public interface Source {
        @Nullable
        List<@Nullable Object> next() throws IOException;
    }

    /// Puts rows into a table, whose columns must be those of the shape, and its counter where it was.
    public void table(Shape shape, long counter, Source rows) throws IOException {
        try {
            fill(handle.getConnection(), shape, rows);
        } catch (SQLException e) {
            throw new IOException(
                    "the table " + shape.table() + " does not take what the backup has: " + e.getMessage(), e);
        }
        if (shape.isCounted()) count(shape, counter);
    }

    private void count(Shape shape, long counter) {
        if (!isSqlite) {
            handle.createQuery("select setval(cast(:sequence as regclass), :last, :isCalled)")
                    .bind("sequence", Dump.sequence(handle, shape))
                    .bind("last", Math.max(counter, 1))
                    .bind("isCalled", counter > 0)
                    .mapTo(Long.class)
                    .one();
            return;
        }
        // Counts from the highest key that was put in; the counter may have been further.
        handle.execute("delete from sqlite_sequence where name = ?", shape.table());
        if (counter > 0)
            handle.execute("insert into sqlite_sequence (name, seq) values (?, ?)", shape.table(), counter);
    }

    private static void fill(Connection connection, Shape shape, Source rows) throws IOException, SQLException {
        try (var statement = connection.prepareStatement(insert(shape))) {
            var waiting = 0;
            for (var row = rows.next(); row != null; row = rows.next()) {
                for (int at = 0; at < row.size(); at++)
                    bind(statement, at + 1, shape.columns().get(at).kind(), row.get(at));
                statement.addBatch();
                if (++waiting == ROWS_AT_ONCE) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) statement.executeBatch();
        }
    }

    private static String insert(Shape shape) {
        var names = shape.columns().stream().map(Column::name).map(Dump::quoted).collect(Collectors.joining(", "));
        var places = shape.columns().stream().map(_ -> "?").collect(Collectors.joining(", "));
        return "insert into " + Dump.quoted(shape.table()) + " (" + names + ") values (" + places + ")";
    }

    private static void bind(PreparedStatement statement, int at, Kind kind, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, type(kind));
            case Boolean truth -> statement.setBoolean(at, truth);
            case Double number -> statement.setDouble(at, number);
            case Number number -> statement.setLong(at, number.longValue());
            default -> statement.setString(at, value.toString());
        }
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case WHOLE -> Types.BIGINT;
            case NUMBER -> Types.DOUBLE;
            case TRUTH -> Types.BOOLEAN;
            case TEXT -> Types.VARCHAR;
        };
    }
}
