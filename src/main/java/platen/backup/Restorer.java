package platen.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import platen.database.Database;
import platen.database.Refill;

/// Puts a backup back, all of it or nothing.
///
/// Everything is built in the folder `.restoring` within the data folder, then moved up; while that folder is there no
/// server starts, and the next restore begins anew.
public final class Restorer {
    private static final String BUILDING = ".restoring";
    /// An ext4 file system of its own has it at its top.
    private static final String LOST = "lost+found";

    private static final List<String> MADE = List.of(ShopFolder.FILES, "printers", "host", "platen.toml", "platen.db");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final Optional<Passphrase> passphrase;

    public Restorer(Path file, Optional<Passphrase> passphrase) {
        this.file = file;
        this.passphrase = passphrase;
    }

    public record Restored(About about, Contents contents) {}

    /// Whether a restore was broken off in a data folder.
    public static boolean isUnfinished(Path data) {
        return Files.exists(data.resolve(BUILDING));
    }

    /// Restores into `data`, which is made or must be empty; the tables into the PostgreSQL `url`, if one is named.
    public Restored into(Path data, Optional<String> url) throws IOException {
        var isNew = Files.notExists(data);
        var place = Files.createDirectories(data.toAbsolutePath());
        clear(place);
        if (url.isPresent()) {
            if (!Database.isEmptyPostgres(url.get())) throw new Trouble("database-not-empty");
            // Its tables are there for good before the files are: so all is read once, first.
            try (var opened = Opened.of(file, passphrase)) {
                opened.check();
            }
        }
        var building = Files.createDirectory(place.resolve(BUILDING));
        try {
            var restored = build(building, url);
            for (var name : MADE)
                if (Files.exists(building.resolve(name)))
                    Files.move(building.resolve(name), place.resolve(name), ATOMIC_MOVE);
            sync(place);
            delete(building);
            sync(place);
            return restored;
        } catch (IOException | RuntimeException e) {
            for (var name : MADE) delete(place.resolve(name));
            delete(building);
            url.ifPresent(Database::emptyPostgres);
            if (isNew) Files.deleteIfExists(place);
            throw e;
        }
    }

    private static void clear(Path place) throws IOException {
        if (isUnfinished(place)) {
            for (var name : MADE) delete(place.resolve(name));
            delete(place.resolve(BUILDING));
        }
        try (var there = Files.list(place)) {
            var first = there.filter(one -> !one.endsWith(LOST)).findFirst();
            if (first.isPresent())
                throw new Trouble("not-empty", place, first.get().getFileName());
        }
    }

    /// Restores into a folder that nobody else looks at.
    Restored build(Path building, Optional<String> url) throws IOException {
        try (var opened = Opened.of(file, passphrase)) {
            checkVersion(opened.about());
            Refill.Filling filling = refill -> opened.tables(table ->
                    refill.table(table.shape(refill.shapes()), table.head().counter(), table));
            var database = building.resolve(ShopFolder.DATABASE);
            var schema = opened.about().schema();
            if (url.isPresent()) Database.refillPostgres(url.get(), schema, filling);
            else Database.refillSqlite(database, schema, filling);
            opened.files((digest, content) -> {
                var shelf = Files.createDirectories(
                        building.resolve(ShopFolder.FILES).resolve(digest.hex().substring(0, 2)));
                var upload = shelf.resolve(digest.hex());
                Files.copy(content, upload);
                sync(upload);
            });
            opened.settings((name, content) -> {
                var setting = building.resolve(name);
                Files.createDirectories(setting.getParent());
                Files.write(setting, content);
                if (!name.startsWith("printers")) Files.setPosixFilePermissions(setting, OWNER_ONLY);
                sync(setting);
            });
            var contents = opened.finish();
            for (var damaged : contents.damaged())
                Files.delete(building.resolve(ShopFolder.FILES)
                        .resolve(damaged.substring(0, 2))
                        .resolve(damaged));
            compare(contents, database, url);
            syncFolders(building);
            return new Restored(opened.about(), contents);
        }
    }

    /// The rows that are there now, counted anew.
    private void compare(Contents contents, Path file, Optional<String> url) throws IOException {
        try (var database = url.map(Database::postgresAsItIs).orElseGet(() -> Database.sqliteAsItIs(file))) {
            var there = database.dump(TableText::all);
            for (int at = 0; at < there.size(); at++)
                if (!there.get(at).equals(contents.tables().get(at)))
                    throw new Trouble("restored-other", there.get(at).table());
            var damage = database.dump(dump -> dump.damage());
            if (damage.isPresent()) throw new Trouble("database-damaged", damage.get());
        }
    }

    private void checkVersion(About about) throws Trouble {
        var known = Database.newestVersion();
        if (Integer.parseInt(about.schema()) > Integer.parseInt(known))
            throw new Trouble("newer", file.getFileName(), about.schema(), known);
    }

    private static void syncFolders(Path top) throws IOException {
        try (var all = Files.walk(top)) {
            for (var folder : all.filter(Files::isDirectory).toList()) sync(folder);
        }
    }

    private static void sync(Path path) throws IOException {
        try (var opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    static void delete(Path top) throws IOException {
        if (Files.notExists(top)) return;
        try (var all = Files.walk(top)) {
            all.sorted(Comparator.reverseOrder()).forEach(Restorer::deleteOne);
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
