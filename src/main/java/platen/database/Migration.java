package platen.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// What brings the tables of a shop from the version `from` to `to`, each the number of a migration: in one
/// transaction, so that a step that fails leaves all as it was.
public record Migration(String from, String to) {
    /// What is done before tables that are there already are changed.
    public interface First<X extends Exception> {
        void before(Migration migration) throws X;
    }

    /// The tables are of a version that this program does not know.
    public static final class Newer extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private final String found;
        private final String known;

        Newer(String found, String known) {
            super("the tables are of version " + found + ", and this program knows them up to " + known
                    + ": install the newer Platen");
            this.found = found;
            this.known = known;
        }

        public String found() {
            return found;
        }

        public String known() {
            return known;
        }
    }

    /// A step failed; nothing was changed.
    public static final class Failed extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Failed(FlywayException why) {
            super(why.getMessage(), why);
        }
    }

    /// Brings the tables of `pool` up to date; closes it if that fails.
    static <X extends Exception> void run(HikariDataSource pool, FluentConfiguration flyway, First<X> first) throws X {
        var isDone = false;
        try {
            var loaded = flyway.load();
            var info = loaded.info();
            var newest = newest(info);
            var current = info.current() == null ? null : info.current().getVersion();
            if (current != null) {
                var order = current.compareTo(MigrationVersion.fromVersion(newest));
                if (order > 0) throw new Newer(current.getVersion(), newest);
                if (order < 0) first.before(new Migration(current.getVersion(), newest));
            }
            loaded.migrate();
            isDone = true;
        } catch (FlywayException e) {
            throw new Failed(e);
        } finally {
            if (!isDone) pool.close();
        }
    }

    /// The last migration that this program has; one that only the tables have seen is none of ours.
    static String newest(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(one -> !one.getState().isApplied() || one.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(MigrationVersion::compareTo)
                .orElseThrow()
                .getVersion();
    }
}
