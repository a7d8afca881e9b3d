package platen.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.database.Migration;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.values.Actor;
import platen.values.Message;

/// Opens a shop for its server. Tables of an older Platen are kept in a backup first, and then brought up to date, all
/// of
/// them or none; without a good backup they are left as they are.
public final class Upgrade {
    /// The version of the tables since which a shop knows where its backups go.
    private static final int KNOWS_FOLDER = 43;

    private static final long BYTES_A_MB = 1_000_000;

    private final Path data;
    private final Optional<String> url;
    private final Optional<Passphrase> passphrase;
    private final InstantSource clock;
    private final Consumer<Message> told;

    /// `told` hears of each step in words, as it begins. The tables are in the PostgreSQL `url`, where one is named.
    public Upgrade(
            Path data,
            Optional<String> url,
            Optional<Passphrase> passphrase,
            InstantSource clock,
            Consumer<Message> told) {
        this.data = data;
        this.url = url;
        this.passphrase = passphrase;
        this.clock = clock;
        this.told = told;
    }

    private static final class Kept {
        private @Nullable Migration migration;
        private @Nullable Path file;
    }

    /// The shop with its tables up to date; `keepsNothing` when its people have a backup of their own.
    public Database open(boolean keepsNothing) throws IOException {
        var kept = new Kept();
        Migration.First<IOException> first = migration -> {
            kept.migration = migration;
            if (!keepsNothing) kept.file = backUp(migration);
            told.accept(Message.of("backup.upgrading", migration.from(), migration.to()));
        };
        try {
            var file = data.resolve(ShopFolder.DATABASE);
            var database = url.isPresent() ? Database.postgres(url.get(), first) : Database.sqlite(file, first);
            if (kept.migration != null) note(database, kept.migration, kept.file);
            return database;
        } catch (Migration.Newer e) {
            throw new Trouble("newer-tables", e.found(), e.known());
        } catch (Migration.Failed e) {
            var why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw kept.file == null
                    ? new Trouble("upgrade-failed-unkept", why)
                    : new Trouble("upgrade-failed", why, kept.file);
        }
    }

    /// The log says where the way back lies, and so does the terminal.
    private void note(Database database, Migration migration, @Nullable Path file) {
        var what = file == null
                ? Message.of("backup.upgraded-unkept", migration.from(), migration.to())
                : Message.of("backup.upgraded", migration.from(), migration.to(), file);
        told.accept(what);
        database.use(change -> Events.write(change, clock.instant(), Actor.SYSTEM, Subject.SHOP, what));
    }

    private Path backUp(Migration migration) throws IOException {
        told.accept(Message.of("backup.upgrade-keeps", migration.from(), migration.to()));
        try (var asItIs = url.map(Database::postgresAsItIs)
                .orElseGet(() -> Database.sqliteAsItIs(data.resolve(ShopFolder.DATABASE)))) {
            var folder = folder(asItIs, migration);
            var file = folder.resolve(
                    UpgradeBackups.name(migration.from(), migration.to(), clock.instant(), passphrase.isPresent()));
            if (isShopsDisk(folder)) leavesRoom(asItIs, folder);
            var files = new FileStore(data.resolve(ShopFolder.FILES), asItIs, clock);
            new Maker(asItIs, files, data, clock).make(file, passphrase);
            for (var old : UpgradeBackups.surplus(folder)) Files.deleteIfExists(old);
            return file;
        } catch (IOException | RuntimeException e) {
            var why = e instanceof IOException io ? Trouble.words(io) : String.valueOf(e.getMessage());
            var trouble = new Trouble("upgrade-refused", migration.from(), migration.to(), why);
            trouble.initCause(e);
            throw trouble;
        }
    }

    /// The drive for backups if it is plugged in, else beside the data.
    private Path folder(Database asItIs, Migration migration) throws IOException {
        if (Integer.parseInt(migration.from()) >= KNOWS_FOLDER) {
            var chosen = Path.of(asItIs.reading(BackupRows.class).rule().folder());
            if (!chosen.toString().isEmpty() && Files.exists(chosen.resolve(Keeper.MARKER))) return chosen;
        }
        return Files.createDirectories(data.resolve(Keeper.BESIDE));
    }

    private boolean isShopsDisk(Path folder) throws IOException {
        return Files.getFileStore(folder).equals(Files.getFileStore(data));
    }

    private void leavesRoom(Database asItIs, Path folder) throws IOException {
        var disk = Files.getFileStore(folder);
        var bytes = uploads() + asItIs.bytes();
        if (!Retention.leavesRoom(bytes, disk.getUsableSpace(), disk.getTotalSpace()))
            throw new Trouble("upgrade-no-room", bytes / BYTES_A_MB, disk.getUsableSpace() / BYTES_A_MB);
    }

    /// At most so many bytes come along; they may get less in the ZIP.
    private long uploads() throws IOException {
        var files = data.resolve(ShopFolder.FILES);
        if (!Files.isDirectory(files)) return 0;
        try (var all = Files.walk(files)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }
}
