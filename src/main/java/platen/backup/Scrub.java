package platen.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.backup.BackupRows.Known;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;

/// Reads the uploads again, to see whether each is still there and what it was: disks forget, and nobody looks at a
/// file for years. What is wrong is told with the order or the job that needs it.
public final class Scrub {
    private static final int FILES_AT_ONCE = 200;
    private static final Duration EVERY = Duration.ofDays(7);

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public Scrub(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// What is wrong with an upload, in words, and where its order or job is.
    public record Finding(Message what, String href, Instant foundAt) {}

    /// Goes on through all uploads by about so many bytes. A week after one look through all has begun, the next
    /// begins.
    public void some(long bytes) throws IOException {
        var rows = database.reading(BackupRows.class);
        var cursor = rows.cursor();
        if (cursor.endedAt() != null) {
            if (cursor.beganAt().plus(EVERY).isAfter(clock.instant())) return;
            cursor = new BackupRows.Cursor("", clock.instant(), null);
        }
        var after = cursor.after();
        var left = bytes;
        var some = rows.files(after, FILES_AT_ONCE);
        var isLast = some.size() < FILES_AT_ONCE;
        for (var file : some) {
            if (left <= 0) {
                isLast = false;
                break;
            }
            look(file);
            left -= file.bytes();
            after = file.digest().hex();
        }
        var next = after;
        var began = cursor.beganAt();
        var ended = isLast ? clock.instant() : null;
        database.use(change -> change.attach(BackupRows.class).setCursor(next, began, ended));
    }

    /// Looks through all of them at once; returns how many that were.
    public long all() throws IOException {
        var count = 0L;
        var began = clock.instant();
        var after = "";
        List<Known> some;
        do {
            some = database.reading(BackupRows.class).files(after, FILES_AT_ONCE);
            for (var file : some) {
                look(file);
                after = file.digest().hex();
                if (!file.digest().equals(FileStore.DELETED)) count++;
            }
        } while (some.size() == FILES_AT_ONCE);
        var last = after;
        database.use(change -> change.attach(BackupRows.class).setCursor(last, began, clock.instant()));
        return count;
    }

    private void look(Known file) throws IOException {
        var digest = file.digest();
        if (digest.equals(FileStore.DELETED)) return;
        try {
            if (digest.equals(read(files.path(digest))))
                database.use(change -> change.attach(BackupRows.class).whole(digest));
            else note(digest, false);
        } catch (NoSuchFileException _) {
            note(digest, true);
        }
    }

    static Digest read(Path file) throws IOException {
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), Digest.sha256())) {
            Files.copy(file, out);
            return Digest.from(out.getMessageDigest());
        }
    }

    /// One that was deleted meanwhile is no fault.
    private void note(Digest digest, boolean isMissing) {
        database.use(change -> {
            var rows = change.attach(BackupRows.class);
            if (!rows.isKnown(digest) || !rows.fault(digest, isMissing, clock.instant())) return;
            var what = finding(change, new BackupRows.Fault(digest, isMissing, clock.instant()))
                    .what();
            Events.write(change, clock.instant(), Actor.SYSTEM, Subject.SHOP, what);
        });
    }

    /// All uploads that were found to be lost or damaged, and are still wanted.
    public static List<Finding> findings(Handle look) {
        return look.attach(BackupRows.class).faults().stream()
                .map(fault -> finding(look, fault))
                .toList();
    }

    private static Finding finding(Handle look, BackupRows.Fault fault) {
        var rows = look.attach(BackupRows.class);
        var user = rows.user(fault.digest()).orElse("").split(" ", -1);
        var kind = fault.isMissing() ? "lost-" : "rot-";
        var isNumbered = user.length == 2 && user[1].matches("\\d{1,18}");
        var id = isNumbered ? Long.parseLong(user[1]) : 0;
        var brief = fault.digest().hex().substring(0, 12);
        if (isNumbered && user[0].equals("order")) {
            var code = rows.order(id).orElse("?");
            return new Finding(
                    Message.of("backup." + kind + "order", code, brief), "/work/orders/" + id, fault.foundAt());
        }
        if (isNumbered && user[0].equals("job")) {
            var title = rows.job(id).orElse("?");
            return new Finding(Message.of("backup." + kind + "job", title, brief), "/work/jobs/" + id, fault.foundAt());
        }
        return new Finding(Message.of("backup." + kind + "other", brief), "/work/keeping", fault.foundAt());
    }
}
