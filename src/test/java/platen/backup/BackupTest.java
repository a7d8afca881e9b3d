package platen.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.values.Digest;

/// A backup holds every row and every upload, goes back into either database, and says when it is not what it was.
class BackupTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String SECRET = "a horse, a battery and a staple";

    private final Path data = Scratch.folder();
    private final Path target = Scratch.folder().resolve("shop.platen");

    private static Optional<Passphrase> sealed() throws IOException {
        return Optional.of(Passphrase.of(SECRET));
    }

    private FileStore files(Database database) throws IOException {
        return new FileStore(data.resolve("files"), database, CLOCK);
    }

    /// A shop with tables that refer to each other in circles and to themselves, with every kind of value.
    private Digest fill(Database database) throws IOException {
        var digest = store(database, noise());
        database.use(change -> {
            change.execute("""
                    insert into customer_order (id, code, token, once, state, customer_name, created_at, touched_at)
                    values (7, 'CODE7', 'token', 'form', 'DRAFT', 'Žofia "Q" O''Hara 🖨 \n2', 9007199254740993, -1)
                    """);
            for (var row : List.of("'PAYMENT', 1000, null, 'a'", "'REVERSAL', -1000, 1, 'b'"))
                change.execute("""
                        insert into book_entry (kind, method, amount, order_id, note, reverses, once, taken_by, at)
                        select kind, 'CASH', amount, 7, '', reverses, once, 'Ann', 5
                          from (select %s) as row
                        """.formatted(named(row)));
            change.execute("update people_rules set demands_factor = true");
            change.execute("insert into file_use (digest, used_by) values (?, 'order 7')", digest.hex());
            // A key that was given and is gone: no receipt may get its number again.
            change.execute("delete from event");
        });
        Files.createDirectories(data.resolve("printers"));
        Files.writeString(data.resolve("platen.toml"), "port = 80\n");
        Files.writeString(data.resolve("printers/own.toml"), "name = \"Own\"\n");
        return digest;
    }

    /// More than one piece of a sealed backup.
    private static String noise() {
        var letters = new Random(1).ints(200_000, 'a', 'z' + 1);
        return letters.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String named(String row) {
        var cells = row.split(", ", -1);
        return cells[0] + " as kind, " + cells[1] + " as amount, cast(" + cells[2] + " as bigint) as reverses, "
                + cells[3] + " as once";
    }

    private Digest store(Database database, String content) throws IOException {
        var in = new ByteArrayInputStream(content.getBytes(UTF_8));
        return assertInstanceOf(Stored.class, files(database).store(in, 1 << 20))
                .digest();
    }

    private Maker.Made make(Database database, Optional<Passphrase> passphrase) throws IOException {
        return new Maker(database, files(database), data, CLOCK).make(target, passphrase);
    }

    @ParameterizedTest
    @EnumSource
    void everyRowAndUploadComesBackInEitherDatabase(Store store) throws IOException {
        try (var database = store.open()) {
            var digest = fill(database);
            var before = database.dump(TableText::all);
            var made = make(database, Optional.empty());
            assertEquals(before, made.contents().tables());
            assertEquals(1, made.contents().files());

            var file = Scratch.folder().resolve("new");
            new Restorer(target, Optional.empty()).into(file, Optional.empty());
            try (var restored = Database.sqlite(file.resolve("platen.db"))) {
                check(restored, before, file, digest);
            }
            var other = Scratch.folder();
            var url = Store.emptyPostgres();
            new Restorer(target, Optional.empty()).into(other, Optional.of(url));
            try (var restored = Database.postgres(url)) {
                check(restored, before, other, digest);
                assertThrows(
                        RuntimeException.class,
                        () -> restored.use(change -> change.execute("insert into file_use values ('none', 'x')")),
                        "references are looked at again at once");
            }
            assertFalse(Files.exists(other.resolve("platen.db")));
            var words = refused(() -> new Restorer(target, Optional.empty()).into(Scratch.folder(), Optional.of(url)));
            assertTrue(words.contains("not empty"), words);
        }
    }

    private static void check(Database restored, List<Contents.TableCopy> before, Path folder, Digest digest)
            throws IOException {
        assertEquals(before, restored.dump(TableText::all));
        var upload =
                folder.resolve("files").resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
        assertEquals(digest, Digest.of(Files.readAllBytes(upload)));
        assertEquals("port = 80\n", Files.readString(folder.resolve("platen.toml")));
        assertTrue(Files.exists(folder.resolve("printers/own.toml")));
        assertFalse(Restorer.isUnfinished(folder));
        restored.use(change -> change.execute("""
                insert into book_entry (kind, method, amount, order_id, note, once, taken_by, at)
                values ('PAYMENT', 'CASH', 1, 7, '', 'c', 'Ann', 6)
                """));
        assertEquals(
                3L,
                restored.<Long, RuntimeException>look(look -> look.createQuery("select max(id) from book_entry")
                        .mapTo(Long.class)
                        .one()));
    }

    @Test
    void aSealedOneOpensByItsPassphraseAlone() throws IOException {
        try (var database = Store.SQLITE.open()) {
            fill(database);
            make(database, sealed());
        }
        var content = Files.readAllBytes(target);
        assertFalse(new String(content, UTF_8).contains("contents.json"), "not even names can be read");
        var other = Scratch.folder().resolve("new");
        var without = refused(() -> new Restorer(target, Optional.empty()).into(other, Optional.empty()));
        assertTrue(without.contains("is sealed"), without);
        var wrong = Optional.of(Passphrase.of(SECRET + " "));
        var words = refused(() -> new Restorer(target, wrong).into(other, Optional.empty()));
        assertTrue(words.contains("not the passphrase of shop.platen"), words);
        assertFalse(Files.exists(other));
        new Restorer(target, sealed()).into(other, Optional.empty());
        assertTrue(Files.exists(other.resolve("platen.db")));
        assertThrows(Trouble.class, () -> Passphrase.of("short"));
        var file = Files.writeString(Scratch.folder().resolve("word"), SECRET + "\nmore");
        assertEquals(sealed(), Passphrase.find(file, Map.of()));
        assertEquals(sealed(), Passphrase.find(null, Map.of(Passphrase.VARIABLE, SECRET)));
    }

    @Test
    void whereverItIsCutOffItSaysSoAndRestoresNothing() throws IOException {
        for (var passphrase : List.of(Optional.<Passphrase>empty(), sealed())) {
            try (var database = Store.SQLITE.open()) {
                fill(database);
                make(database, passphrase);
            }
            var whole = Files.readAllBytes(target);
            var ends = new Random(7).ints(12, 20, whole.length - 1).toArray();
            for (var end : ends) checkRefused(Arrays.copyOf(whole, end), passphrase, "cut at " + end);
            checkRefused(Arrays.copyOf(whole, whole.length - 1), passphrase, "without its last byte");
            checkRefused(new byte[0], passphrase, "empty");
            var most = Files.write(Scratch.folder().resolve("most"), Arrays.copyOf(whole, whole.length - 2_000));
            var place = most.resolveSibling("new");
            refused(() -> new Restorer(most, passphrase).into(place, Optional.empty()));
            assertFalse(Files.exists(place), "nothing of it was restored");
        }
    }

    private static void checkRefused(byte[] content, Optional<Passphrase> passphrase, String why) throws IOException {
        var broken = Files.write(Scratch.folder().resolve("broken.platen"), content);
        var words = refused(() -> check(broken, passphrase));
        assertTrue(words.contains("broken.platen"), why + ": " + words);
    }

    private static Contents check(Path file, Optional<Passphrase> passphrase) throws IOException {
        try (var opened = Opened.of(file, passphrase)) {
            return opened.check();
        }
    }

    @Test
    void aByteThatChangedInASealedOneIsToldWithItsPlace() throws IOException {
        try (var database = Store.SQLITE.open()) {
            fill(database);
            make(database, sealed());
        }
        var whole = Files.readAllBytes(target);
        for (var at : new Random(8).ints(12, 0, whole.length).toArray()) {
            var changed = whole.clone();
            changed[at] ^= 4;
            checkRefused(changed, sealed(), "changed at " + at);
        }
        var changed = whole.clone();
        changed[83 + 10] ^= 1;
        var broken = Files.write(Scratch.folder().resolve("broken.platen"), changed);
        var words = refused(() -> check(broken, sealed()));
        assertTrue(words.contains("damaged between the bytes 83 and "), words);
    }

    @Test
    void aByteThatChangedInAPlainOneIsToldOrOfNoAccount() throws IOException {
        Contents before;
        try (var database = Store.SQLITE.open()) {
            fill(database);
            before = make(database, Optional.empty()).contents();
        }
        var whole = Files.readAllBytes(target);
        var told = 0;
        for (var at : new Random(9).ints(300, 0, whole.length).toArray()) {
            var changed = whole.clone();
            changed[at] ^= 16;
            var broken = Files.write(Scratch.folder().resolve("broken.platen"), changed);
            try {
                assertEquals(before, check(broken, Optional.empty()), "changed at " + at);
            } catch (IOException _) {
                told++;
            }
        }
        assertTrue(told > 150, told + " of 300 were told");
    }

    @Test
    void anOlderOneIsBroughtUpToDateAndANewerOneRefusedInWords() throws IOException {
        var old = Store.olderSqlite("30");
        try (var database = Database.sqliteAsItIs(old)) {
            database.use(change -> change.execute("""
                    insert into customer_order (id, code, token, once, state, created_at, touched_at)
                    values (7, 'CODE7', 'token', 'form', 'DRAFT', 1, 1)
                    """));
            assertEquals("30", make(database, Optional.empty()).about().schema());
        }
        var place = Scratch.folder().resolve("new");
        new Restorer(target, Optional.empty()).into(place, Optional.empty());
        try (var restored = Database.sqlite(place.resolve("platen.db"))) {
            assertEquals(Database.newestVersion(), restored.<String>dump(dump -> dump.version()));
            assertEquals(
                    "CODE7",
                    restored.<String, RuntimeException>look(look -> look.createQuery("select code from customer_order")
                            .mapTo(String.class)
                            .one()));
        }
        var newer = Scratch.folder().resolve("newer.platen");
        rewrite(target, newer, "\"schema\":\"30\"", "\"schema\":\"9999\"");
        var words = refused(() -> new Restorer(newer, Optional.empty()).into(data.resolve("n"), Optional.empty()));
        assertTrue(words.contains("made by a newer Platen") && words.contains("9999"), words);
        assertFalse(Files.exists(data.resolve("n")));
    }

    private static void rewrite(Path from, Path to, String what, String with) throws IOException {
        try (var zip = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var entry : Collections.list(zip.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                var text = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
                out.write(text.replace(what, with).getBytes(UTF_8));
                out.closeEntry();
            }
        }
    }

    @Test
    void aFolderWithSomethingInItIsLeftAloneAndABrokenOffRestoreBeginsAnew() throws IOException {
        try (var database = Store.SQLITE.open()) {
            fill(database);
            make(database, Optional.empty());
        }
        var place = Scratch.folder();
        var there = Files.writeString(place.resolve("thesis.txt"), "mine");
        var words = refused(() -> new Restorer(target, Optional.empty()).into(place, Optional.empty()));
        assertTrue(words.contains("thesis.txt"), words);
        assertEquals("mine", Files.readString(there));

        Files.delete(there);
        Files.createDirectories(place.resolve(".restoring/files/ab"));
        Files.writeString(place.resolve("platen.toml"), "half");
        assertTrue(Restorer.isUnfinished(place));
        new Restorer(target, Optional.empty()).into(place, Optional.empty());
        assertEquals("port = 80\n", Files.readString(place.resolve("platen.toml")));
        assertFalse(Restorer.isUnfinished(place));
    }

    @Test
    void whatTheShopItselfHasLostIsNamedAndNeverRestoredAsIfItWereWhole() throws IOException {
        try (var database = Store.SQLITE.open()) {
            fill(database);
            var lost = store(database, "lost");
            var rotten = store(database, "rotten");
            Files.delete(files(database).path(lost));
            Files.writeString(files(database).path(rotten), "rotter");
            var contents = make(database, Optional.empty()).contents();
            assertEquals(List.of(lost.hex()), contents.missing());
            assertEquals(List.of(rotten.hex()), contents.damaged());
            var place = Scratch.folder();
            new Restorer(target, Optional.empty()).into(place, Optional.empty());
            var there = new FileStore(place.resolve("files"), database, CLOCK);
            assertTrue(there.find(lost).isEmpty() && there.find(rotten).isEmpty());
        }
    }

    @Test
    void aBackupThatCannotBeWrittenLeavesTheOneBeforeIt() throws IOException {
        try (var database = Store.SQLITE.open()) {
            fill(database);
            make(database, Optional.empty());
            var before = Files.readAllBytes(target);
            var maker = new Maker(database, files(database), data, CLOCK);
            var nowhere = target.resolveSibling("unplugged").resolve("shop.platen");
            var words = refused(() -> maker.make(nowhere, Optional.empty()));
            assertTrue(words.contains("the drive is not mounted"), words);
            assertArrayEquals(before, Files.readAllBytes(target));
            try (var there = Files.list(target.getParent())) {
                assertEquals(List.of(target), there.toList(), "nothing half-written is left");
            }
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private static String refused(Act act) {
        return Trouble.words(assertThrows(Trouble.class, act::run));
    }
}
