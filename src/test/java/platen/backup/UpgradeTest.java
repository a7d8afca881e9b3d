package platen.backup;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import platen.database.Database;
import platen.database.EarlierShops;
import platen.database.Scratch;
import platen.database.Store;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.people.MovableClock;
import platen.values.Message;

/// The start of a newer Platen on an older shop: kept first, then changed, all or nothing.
class UpgradeTest {
    private static final int OLD = 35;

    private final MovableClock clock = new MovableClock();
    private final List<String> told = new ArrayList<>();

    private Upgrade upgrade(Path data) {
        return new Upgrade(data, Optional.empty(), Optional.empty(), clock, step -> told.add(step.key()));
    }

    private static Path shop() {
        return requireNonNull(EarlierShops.copy(OLD).toAbsolutePath().getParent());
    }

    private static List<Path> kept(Path data) throws IOException {
        return UpgradeBackups.in(data.resolve("backups"));
    }

    private static String version(Path data) {
        try (var asItIs = Database.sqliteAsItIs(data.resolve("platen.db"))) {
            return asItIs.version().orElseThrow();
        }
    }

    @Test
    void aShopIsKeptBeforeItIsChangedAndComesBackAsItWas() throws IOException {
        var data = shop();
        upgrade(data).open(false).close();
        assertEquals(List.of("backup.upgrade-keeps", "backup.upgrading", "backup.upgraded"), told);
        var file = kept(data).getFirst();
        assertEquals(List.of(file), kept(data));
        var elsewhere = Scratch.folder().resolve("elsewhere");
        new Restorer(file, Optional.empty()).into(elsewhere, Optional.empty());
        assertEquals(Integer.toString(OLD), version(elsewhere), "the Platen of then can go on with it");
        try (var opened = upgrade(data).open(false)) {
            assertEquals(3, told.size(), "nothing is done twice");
            var said = opened.reading(Events.class).about(Subject.Kind.SHOP, 0).stream()
                    .map(Event::what)
                    .filter(what -> what.key().equals("backup.upgraded"))
                    .toList();
            assertEquals(
                    List.of(Message.of("backup.upgraded", Integer.toString(OLD), Database.newestVersion(), file)),
                    said);
        }
    }

    @Test
    void aNewShopAndOneOfThisVersionNeedNone() throws IOException {
        var data = Scratch.folder().toAbsolutePath();
        upgrade(data).open(false).close();
        upgrade(data).open(false).close();
        assertEquals(List.of(), told);
        assertFalse(Files.exists(data.resolve("backups")));
    }

    @Test
    void withoutABackupNothingIsChangedUnlessItIsAskedFor() throws IOException {
        var data = shop();
        Files.writeString(data.resolve("backups"), "a file where the folder would be");
        var refused = assertThrows(Trouble.class, () -> upgrade(data).open(false));
        assertEquals("backup.upgrade-refused", refused.what().key());
        assertTrue(Trouble.words(refused).contains("--upgrade-without-backup"), Trouble.words(refused));
        assertEquals(Integer.toString(OLD), version(data));
        upgrade(data).open(true).close();
        assertEquals(Database.newestVersion(), version(data));
        assertTrue(told.contains("backup.upgraded-unkept"));
    }

    @Test
    void aStepThatFailsLeavesAllAsItWasHoweverOftenItIsTried() throws IOException, SQLException {
        var data = shop();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("platen.db"));
                var statement = connection.createStatement()) {
            statement.execute("create table backup_rule (by_other_hands text)");
        }
        for (int start = 0; start < 4; start++) {
            var failed = assertThrows(Trouble.class, () -> upgrade(data).open(false));
            assertEquals("backup.upgrade-failed", failed.what().key());
            assertEquals(Integer.toString(OLD), version(data), "no step before the one that failed stays");
            clock.pass(Duration.ofSeconds(10));
        }
        assertEquals(1, kept(data).size(), "a start that is tried all night fills no disk");
    }

    @Test
    void theLastOfEachOfThreeVersionsIsKept() throws IOException {
        var folder = Scratch.folder();
        var at = clock.instant();
        for (int version = 40; version < 45; version++) {
            for (int start = 0; start < 2; start++) {
                at = at.plusSeconds(60);
                Files.createFile(folder.resolve(UpgradeBackups.name("" + version, "50", at, start == 0)));
            }
        }
        Files.createFile(folder.resolve("platen-upgrade-of-our-own.zip"));
        var surplus = UpgradeBackups.surplus(folder);
        assertEquals(7, surplus.size());
        for (var old : surplus) Files.delete(old);
        assertEquals(3, UpgradeBackups.in(folder).size());
        assertTrue(UpgradeBackups.in(folder).getFirst().toString().contains("-44-to-50-"));
    }

    @Test
    void aShopOfANewerPlatenIsRefusedAndNotTouched() throws IOException, SQLException {
        var data = requireNonNull(Store.olderSqlite("20").toAbsolutePath().getParent());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("platen.db"));
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                       installed_by, installed_on, execution_time, success)
                    values (99, '9999', 'later', 'SQL', 'V9999__later.sql', 1, '', '2030-01-01 00:00:00', 1, 1)
                    """);
        }
        var refused = assertThrows(Trouble.class, () -> upgrade(data).open(false));
        assertEquals(Message.of("backup.newer-tables", "9999", Database.newestVersion()), refused.what());
        assertFalse(Files.exists(data.resolve("backups")));
    }

    @Test
    void aPostgresIsKeptToo() throws IOException {
        var data = Scratch.folder().toAbsolutePath();
        var url = Store.emptyPostgres();
        var old = shop();
        upgrade(old).open(false).close();
        new Restorer(kept(old).getFirst(), Optional.empty()).into(data, Optional.of(url));
        told.clear();
        new Upgrade(data, Optional.of(url), Optional.empty(), clock, step -> told.add(step.key()))
                .open(false)
                .close();
        assertEquals(List.of("backup.upgrade-keeps", "backup.upgrading", "backup.upgraded"), told);
        assertEquals(1, kept(data).size());
    }
}
