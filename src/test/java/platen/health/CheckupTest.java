package platen.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.backup.BackupRule;
import platen.backup.BackupRun.Kind;
import platen.backup.Keeper;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.people.MovableClock;
import platen.values.Actor;
import platen.values.Message;

@ParameterizedClass
@EnumSource
class CheckupTest {
    private final MovableClock clock = new MovableClock();
    private final Path data = Scratch.folder().toAbsolutePath();
    private final Database database;
    private final FileStore files;
    private final Keeper keeper;

    CheckupTest(Store store) throws IOException {
        database = store.open();
        files = new FileStore(data.resolve("files"), database, clock);
        keeper = new Keeper(database, files, data, Optional.empty(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> found() {
        return found(data);
    }

    private List<String> found(Path folder) {
        return new Checkup(database, files, folder, keeper, clock)
                .findings().stream()
                        .map(Finding::what)
                        .map(Message::key)
                        .filter(key -> !key.equals("health.disk-low")) // of this computer
                        .toList();
    }

    private void run(Kind kind) {
        keeper.ask(kind);
        keeper.tick();
    }

    @Test
    void tellsHowOldBackupsAndDrillsAreUntilThereAreNewOnes() {
        assertEquals(List.of("health.backup-none", "health.same-disk"), found());
        run(Kind.BACKUP);
        assertEquals(List.of("health.drill-old", "health.same-disk"), found());
        run(Kind.DRILL);
        assertEquals(List.of("health.same-disk"), found());
        clock.pass(Duration.ofHours(51));
        assertEquals(List.of("health.backup-old", "health.same-disk"), found());
        clock.pass(Duration.ofDays(45));
        run(Kind.BACKUP);
        assertEquals(List.of("health.drill-old", "health.same-disk"), found());
    }

    @Test
    void tellsOfABackupThatFailedAndOfAClockThatWasTurnedBack() throws IOException {
        var drive = Scratch.folder().toAbsolutePath();
        keeper.setRule(new BackupRule(drive.toString(), 3, 14, 8), Actor.worker("Cora"));
        java.nio.file.Files.delete(drive.resolve("platen-backups.txt"));
        run(Kind.BACKUP);
        database.use(change -> Events.write(
                change,
                clock.instant().plus(Duration.ofHours(2)),
                Actor.SYSTEM,
                Subject.SHOP,
                Message.of("backup.rule-set")));
        var found = found();
        assertTrue(found.containsAll(List.of("health.clock", "health.backup-failed")), found::toString);
    }

    @Test
    void aFolderThatCannotBeWrittenIsFailing() {
        var gone = data.resolve("gone");
        assertEquals("health.not-writable", found(gone).getFirst());
        var findings = new Checkup(database, files, gone, keeper, clock).findings();
        assertTrue(Checkup.isFailing(findings));
        assertFalse(Checkup.isFailing(new Checkup(database, files, data, keeper, clock)
                .findings().stream()
                        .filter(one -> !one.what().key().startsWith("health.disk"))
                        .toList()));
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsFailing() {
        database.close();
        assertTrue(found().contains("health.database"), found()::toString);
    }
}
