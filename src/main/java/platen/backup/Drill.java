package platen.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import platen.database.Database;
import platen.values.Digest;

/// Restores a backup where nobody sees it, and holds it against the shop: every row and every upload is counted anew,
/// the tables are brought up to date as a start would, and what happened until then must be what the shop says it was.
/// It is restored into a SQLite file, whichever database the shop has.
final class Drill {
    private static final String EVENTS = "select count(*) from event where id <= ?";

    private final Database database;
    private final Path work;

    /// `work` is the folder of temporary files.
    Drill(Database database, Path work) {
        this.database = database;
        this.work = work;
    }

    Contents of(Path file, Optional<Passphrase> passphrase) throws IOException {
        var place = work.resolve("drill");
        Restorer.delete(place);
        Files.createDirectories(place);
        try {
            var restored = new Restorer(file, passphrase).build(place, Optional.empty());
            uploads(place, restored.contents());
            // As the next start would; only a copy of the shop can be brought up to date for a try.
            try (var opened = Database.sqlite(place.resolve(ShopFolder.DATABASE))) {
                compare(opened);
            }
            return restored.contents();
        } finally {
            Restorer.delete(place);
        }
    }

    private static void uploads(Path place, Contents contents) throws IOException {
        var files = place.resolve(ShopFolder.FILES);
        if (Files.notExists(files)) return;
        var count = 0L;
        try (var all = Files.walk(files)) {
            for (var upload : all.filter(Files::isRegularFile).toList()) {
                var name = upload.getFileName().toString();
                if (!new Digest(name).equals(Scrub.read(upload))) throw new Trouble("drill-upload", name);
                count++;
            }
        }
        if (count != contents.files() - contents.damaged().size())
            throw new Trouble("drill-uploads", contents.files(), count);
    }

    private void compare(Database restored) throws Trouble {
        var last = count(restored, "select coalesce(max(id), 0) from event where id > ?", 0);
        var then = count(restored, EVENTS, last);
        var here = count(database, EVENTS, last);
        if (then != here) throw new Trouble("drill-events", then, here);
    }

    private static long count(Database database, String sql, long upTo) {
        return database.<Long, RuntimeException>look(
                look -> look.select(sql, upTo).mapTo(Long.class).one());
    }
}
