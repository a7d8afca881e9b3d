package platen.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import platen.backup.Contents.SettingCopy;
import platen.backup.Contents.TableCopy;
import platen.database.Database;
import platen.database.Dump;
import platen.database.Shape;
import platen.files.FileStore;
import platen.values.Digest;
import platen.values.Json;

/// Makes a backup while the shop goes on: a ZIP of one consistent state of all tables, then the uploads that it knows.
///
/// It is written under another name, synced, opened and checked from its first byte to its last, and only then gets
/// its own.
public final class Maker {
    static final String UNFINISHED = ".part";

    private static final String GREETING = """
            A backup of a Platen shop. To restore it onto a computer that has Platen:

                ./platen restore THIS-FILE --data /srv/platen

            tables/ has every row as a line of JSON, files/ every upload under the SHA-256 of its content,
            settings/ what the data folder had beside them. contents.json says what all of it must be.
            Passwords are in it only as hashes, but keys and private links are: keep it as you keep the shop's keys.
            """;

    private final Database database;
    private final FileStore files;
    private final Path data;
    private final InstantSource clock;

    public Maker(Database database, FileStore files, Path data, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.data = data;
        this.clock = clock;
    }

    public record Made(Path file, long bytes, About about, Contents contents) {}

    /// Makes `target`, in place of what has that name.
    public Made make(Path target, Optional<Passphrase> passphrase) throws IOException {
        var folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) throw new Trouble("no-folder", String.valueOf(folder));
        if (!Files.isWritable(folder)) throw new Trouble("not-writable", folder);
        var part = Files.createTempFile(folder, "." + target.getFileName() + ".", UNFINISHED);
        try {
            var contents = write(part, passphrase);
            sync(part);
            try (var opened = Opened.of(part, passphrase)) {
                var about = opened.about();
                if (!opened.check().equals(contents)) throw new Trouble("not-as-written", target);
                var bytes = Files.size(part);
                Files.move(part, target, ATOMIC_MOVE, REPLACE_EXISTING);
                sync(folder);
                return new Made(target, bytes, about, contents);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void sync(Path path) throws IOException {
        try (var opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private Contents write(Path part, Optional<Passphrase> passphrase) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20);
        if (passphrase.isPresent()) out = new SealedOutput(out, passphrase.get());
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            entry(zip, "README.txt", GREETING);
            var tables = database.dump(dump -> tables(dump, zip));
            var uploads = new Uploads(zip);
            for (var digest : tables.digests()) uploads.put(digest);
            var contents = new Contents(
                    tables.copies(),
                    uploads.count,
                    uploads.bytes,
                    uploads.gone,
                    uploads.missing,
                    uploads.damaged,
                    settings(zip));
            entry(zip, Contents.ENTRY, Json.write(contents));
            return contents;
        }
    }

    private record Tables(List<TableCopy> copies, List<Digest> digests) {}

    private Tables tables(Dump dump, ZipOutputStream zip) throws IOException {
        var damage = dump.damage();
        if (damage.isPresent()) throw new Trouble("database-damaged", damage.get());
        entry(zip, About.ENTRY, Json.write(About.of(clock.instant(), dump.version())));
        var copies = new ArrayList<TableCopy>();
        var digests = new ArrayList<Digest>();
        for (var shape : dump.shapes()) {
            zip.putNextEntry(new ZipEntry(Opened.TABLES + shape.table() + ".jsonl"));
            var at = shape.table().equals("file") ? digestColumn(shape) : -1;
            copies.add(TableText.write(dump, shape, zip, cells -> {
                if (at >= 0) digests.add(new Digest(String.valueOf(cells.get(at))));
            }));
            zip.closeEntry();
        }
        digests.remove(FileStore.DELETED);
        return new Tables(copies, digests);
    }

    private static int digestColumn(Shape shape) {
        return shape.columns().stream().map(Shape.Column::name).toList().indexOf("digest");
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    private List<SettingCopy> settings(ZipOutputStream zip) throws IOException {
        var copies = new ArrayList<SettingCopy>();
        for (var name : ShopFolder.settings(data)) {
            var content = Files.readAllBytes(data.resolve(name));
            zip.putNextEntry(new ZipEntry(Opened.SETTINGS + name));
            zip.write(content);
            zip.closeEntry();
            copies.add(new SettingCopy(name, Digest.of(content).hex()));
        }
        return copies;
    }

    /// The uploads on their way into the ZIP; each is counted while it goes.
    private final class Uploads {
        private static final int CHUNK_BYTES = 64 << 10;

        private final ZipOutputStream zip;
        private final List<String> gone = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> damaged = new ArrayList<>();
        private long count;
        private long bytes;

        Uploads(ZipOutputStream zip) {
            this.zip = zip;
        }

        void put(Digest digest) throws IOException {
            try (var in = Files.newInputStream(files.path(digest))) {
                var sum = Digest.sha256();
                zip.putNextEntry(new ZipEntry(Opened.FILES + digest.hex().substring(0, 2) + "/" + digest.hex()));
                var chunk = new byte[CHUNK_BYTES];
                for (int read; (read = in.read(chunk)) >= 0; ) {
                    sum.update(chunk, 0, read);
                    zip.write(chunk, 0, read);
                    bytes += read;
                }
                zip.closeEntry();
                count++;
                if (!Digest.from(sum).equals(digest)) damaged.add(digest.hex());
            } catch (NoSuchFileException _) {
                (files.isKnown(digest) ? missing : gone).add(digest.hex());
            }
        }
    }
}
