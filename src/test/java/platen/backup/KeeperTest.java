package platen.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.backup.BackupRun.Kind;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.people.MovableClock;
import platen.templating.Words;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;

/// The nights of a shop: backups come by themselves, a drive that is not there is told, a drill tries the last one, and
/// uploads that rot are named with their order.
@ParameterizedClass
@EnumSource
class KeeperTest {
    private static final Actor WHO = Actor.worker("Cora");

    private final MovableClock clock = new MovableClock();
    private final Path data = Scratch.folder().toAbsolutePath();
    private final Database database;
    private final FileStore files;
    private final Keeper keeper;

    KeeperTest(Store store) throws IOException {
        database = store.open();
        files = new FileStore(data.resolve("files"), database, clock);
        keeper = new Keeper(database, files, data, Optional.empty(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void ask(Kind kind) {
        keeper.ask(kind);
        keeper.tick();
    }

    private List<String> told() {
        return database.reading(Events.class).about(Subject.Kind.SHOP, 0).stream()
                .map(Event::what)
                .map(Message::key)
                .filter(key -> key.startsWith("backup."))
                .toList();
    }

    @Test
    void oneComesTenMinutesAfterTheStartAndThenEveryNight() throws IOException {
        keeper.tick();
        assertNull(keeper.state().lastBackup(), "a start is no time for it");
        clock.pass(Duration.ofMinutes(11));
        keeper.tick();
        var first = requireNonNull(keeper.state().lastGoodBackup());
        assertTrue(Files.exists(Path.of(first.file())) && first.file().startsWith(data + "/backups/"), first.file());
        keeper.tick();
        assertEquals(first, keeper.state().lastBackup(), "one a night");
        clock.pass(Duration.ofDays(1));
        keeper.tick();
        assertTrue(requireNonNull(keeper.state().lastGoodBackup()).id() > first.id());
        assertTrue(keeper.state().isSameDisk());
        assertEquals(List.of(), told());
    }

    @Test
    void aDriveThatIsNotThereIsToldOnceWithTheRemedyAndTriedAgain() throws IOException {
        var drive = Scratch.folder().toAbsolutePath();
        assertEquals(
                "backup.no-folder",
                keeper.setRule(new BackupRule(drive + "/none", 3, 14, 8), WHO)
                        .orElseThrow()
                        .key());
        assertEquals(Optional.empty(), keeper.setRule(new BackupRule(drive.toString(), 3, 14, 8), WHO));
        ask(Kind.BACKUP);
        assertTrue(requireNonNull(keeper.state().lastGoodBackup()).file().startsWith(drive.toString()));
        // What is left when it is unplugged: the empty folder on which it was mounted.
        Restorer.delete(drive);
        Files.createDirectories(drive);
        ask(Kind.BACKUP);
        var problem = requireNonNull(requireNonNull(keeper.state().lastBackup()).problem());
        assertTrue(Words.say(problem, Locale.US).contains("Plug it in"), problem::toString);
        assertEquals(
                List.of(Kind.BACKUP),
                database.<List<BackupRun>, RuntimeException>look(Keeper::failures).stream()
                        .map(BackupRun::kind)
                        .toList());
        clock.pass(Duration.ofMinutes(61));
        keeper.tick();
        assertEquals(List.of("backup.rule-set", "backup.night-failed"), told(), "told once, tried twice");
        try (var there = Files.list(drive)) {
            assertEquals(0, there.count(), "nothing was written where the drive should be");
        }
        keeper.setRule(new BackupRule("", 3, 14, 8), WHO);
        ask(Kind.BACKUP);
        assertNull(requireNonNull(keeper.state().lastBackup()).problem());
    }

    @Test
    void aDrillBringsTheLastOneBackAndSaysWhenItCannot() throws IOException {
        store("a flyer");
        ask(Kind.DRILL);
        assertEquals(
                "backup.drill-none",
                requireNonNull(requireNonNull(keeper.state().lastDrill()).problem())
                        .key());
        ask(Kind.BACKUP);
        keeper.setRule(new BackupRule("", 4, 14, 8), WHO);
        ask(Kind.DRILL);
        var good = requireNonNull(
                keeper.state().lastGoodDrill(), () -> keeper.state().lastDrill() + "");
        assertEquals(1, good.uploads());
        assertFalse(Files.exists(data.resolve("work/drill")), "nothing of it stays");
        var file = Path.of(requireNonNull(keeper.state().lastGoodBackup()).file());
        var content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        ask(Kind.DRILL);
        assertNotNull(requireNonNull(keeper.state().lastDrill()).problem());
        assertEquals("backup.drill-failed", told().getLast());
    }

    private Digest store(String content) throws IOException {
        var in = new ByteArrayInputStream(content.getBytes(UTF_8));
        return assertInstanceOf(Stored.class, files.store(in, 1_000)).digest();
    }

    @Test
    void uploadsThatAreLostOrDamagedAreNamedWithTheirOrderOrJob() throws IOException {
        database.use(change -> change.execute("""
                insert into customer_order (id, code, token, once, state, created_at, touched_at)
                values (7, 'CODE7', 'token', 'form', 'DRAFT', 1, 1)
                """));
        var damaged = store("damaged");
        var lost = store("lost");
        var whole = store("whole");
        database.use(change -> files.use(change, damaged, "order 7"));
        database.use(change -> files.use(change, lost, "order 7"));
        database.use(change -> files.use(change, whole, "order 7"));
        Files.writeString(files.path(damaged), "damagee");
        Files.delete(files.path(lost));
        var scrub = new Scrub(database, files, clock);
        for (int part = 0; part < 5; part++) scrub.some(1);
        var found = findings();
        assertEquals(2, found.size());
        assertEquals(
                List.of("/work/orders/7", "/work/orders/7"),
                found.stream().map(Scrub.Finding::href).toList());
        var words = found.stream()
                .map(one -> Words.say(one.what(), Locale.US))
                .toList()
                .toString();
        assertTrue(words.contains("CODE7 is gone from the disk") && words.contains("CODE7 is damaged"), words);
        assertEquals(2, told().size());

        Files.writeString(files.path(damaged), "damaged");
        Files.writeString(files.path(lost), "lost");
        assertEquals(3, scrub.all(), "what stands for those that were deleted is no upload");
        assertEquals(List.of(), findings(), "what was put back is whole again");
    }

    private List<Scrub.Finding> findings() {
        return database.look(Scrub::findings);
    }
}
