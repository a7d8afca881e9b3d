package platen.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;

/// Shops as earlier versions of Platen left them: each was filled by the program of that time, whose demo and pages put
/// orders, jobs, a print and money into it.
///
/// When a release brings migrations, the shop of the version before it is added here: `platen.db` of a demo in which
/// some
/// orders were paid, without its write-ahead log, packed by gzip.
public final class EarlierShops {
    /// The versions of the tables of which there is a shop.
    public static final NavigableSet<Integer> KEPT =
            new TreeSet<>(List.of(4, 6, 7, 12, 13, 14, 16, 21, 23, 26, 27, 32, 34, 35, 42, 43));

    private EarlierShops() {}

    /// A copy of the shop of that version, `platen.db` in a folder of its own.
    public static Path copy(int version) {
        var file = Scratch.folder().resolve("platen.db");
        try (var packed = EarlierShops.class.getResourceAsStream("/shops/v" + version + ".db.gz");
                var in = new GZIPInputStream(Objects.requireNonNull(packed, "no shop of version " + version))) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /// A shop with the tables of any version: the kept one before it, brought that far.
    static Path at(int version) {
        var before = KEPT.floor(version);
        var file = before == null ? Scratch.folder().resolve("platen.db") : copy(before);
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:migrations")
                .placeholders(Map.of("key", "integer primary key autoincrement"))
                .target(Integer.toString(version))
                .load()
                .migrate();
        return file;
    }
}
