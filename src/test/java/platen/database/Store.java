package platen.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// The two databases that every repository test runs on, both real:
/// `@ParameterizedClass @EnumSource` on the test class, a `Store` in its constructor.
public enum Store {
    SQLITE {
        @Override
        public Database open() {
            return Database.sqlite(Scratch.folder().resolve("platen.db"));
        }
    },
    POSTGRES {
        @Override
        public Database open() {
            var name = "test" + Postgres.COUNT.incrementAndGet();
            try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return Database.postgres(Postgres.SERVER.getJdbcUrl("postgres", name));
        }
    };

    /// A new, empty, migrated database.
    public abstract Database open();

    /// One server for all tests of a run; it ends with them.
    private static final class Postgres {
        static final AtomicInteger COUNT = new AtomicInteger();
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(Path.of(
                                "target/postgres-" + ProcessHandle.current().pid()))
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
