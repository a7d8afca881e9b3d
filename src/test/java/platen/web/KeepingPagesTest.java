package platen.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import platen.backup.BackupRun.Kind;
import platen.backup.Keeper;
import platen.database.Scratch;
import platen.people.Role;

/// What coordinators read of backups, and may change.
class KeepingPagesTest {
    private final Site site = new Site();

    KeepingPagesTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void tellsOfTheLastBackupAndOfOneThatFailed() throws Exception {
        var coordinator = site.cookieOf(Role.COORDINATOR);
        var keeper = new Keeper(site.database, site.files, Scratch.folder(), Optional.empty(), site.clock);
        assertTrue(page(coordinator).contains("There is no backup yet"));
        keeper.ask(Kind.BACKUP);
        keeper.tick();
        keeper.ask(Kind.DRILL);
        keeper.tick();
        var good = page(coordinator);
        assertTrue(good.contains("opened and checked") && good.contains("came back whole"), good);

        var drive = Scratch.folder().toAbsolutePath();
        var rule = Map.of("folder", drive.toString(), "hour", "2", "keepDays", "7", "keepWeeks", "4");
        assertEquals(
                303,
                site.post("/work/keeping/rule", rule, "Cookie", coordinator).statusCode());
        assertTrue(page(coordinator).contains(drive.toString()));
        var wrong = Map.of("folder", "/no/such/drive", "hour", "24", "keepDays", "7", "keepWeeks", "4");
        assertEquals(
                422,
                site.post("/work/keeping/rule", wrong, "Cookie", coordinator).statusCode());
        Files.delete(drive.resolve("platen-backups.txt"));
        keeper.ask(Kind.BACKUP);
        keeper.tick();
        assertTrue(page(coordinator).contains("it is not mounted"));
        var today = site.get("/work/today", "Cookie", coordinator).body();
        assertTrue(today.contains("it is not mounted") && today.contains("/work/keeping"), today);
    }

    private String page(String cookie) throws IOException, InterruptedException {
        return site.get("/work/keeping", "Cookie", cookie).body();
    }
}
