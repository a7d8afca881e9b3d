package platen.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;

/// The two databases that every repository test runs on, both real:
/// `@ParameterizedClass @EnumSource` on the test class, a `Store` in its constructor.
public enum Store {
    SQLITE {
        @Override
        public Database open() {
            var file = Scratch.folder().resolve("platen.db");
            try {
                Files.copy(Migrated.FILE, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Database.sqlite(file);
        }

        @Override
        Empty empty() {
            var file = Scratch.folder().resolve("platen.db");
            return new Empty("jdbc:sqlite:" + file, () -> Database.sqlite(file));
        }
    },
    POSTGRES {
        @Override
        public Database open() {
            return Database.postgres(Postgres.create(" template migrated"));
        }

        @Override
        Empty empty() {
            var url = Postgres.create("");
            return new Empty(url, () -> Database.postgres(url));
        }
    };

    /// The address of an empty PostgreSQL.
    public static String emptyPostgres() {
        return Postgres.create("");
    }

    /// A SQLite file with the tables of an earlier version.
    public static Path olderSqlite(String version) {
        var file = Scratch.folder().resolve("platen.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:migrations")
                .placeholders(Map.of("key", "integer primary key autoincrement"))
                .target(version)
                .load()
                .migrate();
        return file;
    }

    /// A database without tables, for tests of migrations; opening it migrates it.
    record Empty(String url, Supplier<Database> database) {}

    abstract Empty empty();

    /// A new, empty, migrated database.
    public abstract Database open();

    /// An empty SQLite database, migrated once and copied from then on: that takes a test half of its time.
    private static final class Migrated {
        static final Path FILE = make();

        private static Path make() {
            var file = Scratch.folder().resolve("migrated.db");
            Database.sqlite(file).close();
            return file;
        }
    }

    /// One server for all tests of a run; it ends with them. Its databases are copies of one that was migrated once.
    private static final class Postgres {
        static final AtomicInteger COUNT = new AtomicInteger();
        static final EmbeddedPostgres SERVER = start();

        /// The address of a new database.
        static String create(String how) {
            var name = "test" + COUNT.incrementAndGet();
            try (var connection = SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name + how);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return SERVER.getJdbcUrl("postgres", name);
        }

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setDataDirectory(Path.of(
                                "target/postgres-" + ProcessHandle.current().pid()))
                        .setServerConfig("fsync", "off")
                        .start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database migrated");
                }
                Database.postgres(server.getJdbcUrl("postgres", "migrated")).close();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
