package platen.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import platen.backup.Contents.SettingCopy;
import platen.backup.Contents.TableCopy;
import platen.values.Digest;
import platen.values.Json;

/// A backup that is read from its first byte to its last: [#tables], [#files], [#settings], then [#finish], which
/// holds all of it against what it must be. Each says what is wrong, and where.
final class Opened implements AutoCloseable {
    static final String TABLES = "tables/";
    static final String FILES = "files/";
    static final String SETTINGS = "settings/";

    private static final byte[] ZIP_MARK = {'P', 'K', 3, 4};
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path path;
    private final String name;
    private final boolean isSealed;
    private final Counted counted;
    private final InputStream inner;
    private final ZipInputStream zip;
    private final About about;
    private final List<TableCopy> tables = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private final List<SettingCopy> settings = new ArrayList<>();
    private long files;
    private long fileBytes;
    private @Nullable ZipEntry current;

    private Opened(Path path, Counted counted, InputStream inner, boolean isSealed) throws IOException {
        this.path = path;
        this.name = String.valueOf(path.getFileName());
        this.counted = counted;
        this.inner = inner;
        this.isSealed = isSealed;
        this.zip = new ZipInputStream(inner, UTF_8);
        advance();
        if (is("README.txt")) advance();
        if (!is(About.ENTRY)) throw new Trouble("not-one", name);
        this.about = Json.read(text(), About.class);
        if (about.format() > About.FORMAT) throw new Trouble("newer-format", name);
        advance();
    }

    static Opened of(Path path, Optional<Passphrase> passphrase) throws IOException {
        var name = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) throw new Trouble("no-file", path);
        var counted = new Counted(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES));
        try {
            counted.mark(Seal.MARK.length);
            var mark = counted.readNBytes(Seal.MARK.length);
            if (Arrays.equals(mark, Seal.MARK)) {
                var seal = passphrase.orElseThrow(() -> new Trouble("passphrase-missing", name));
                return new Opened(path, counted, new SealedInput(counted, seal, name), true);
            }
            if (mark.length < ZIP_MARK.length || !Arrays.equals(Arrays.copyOf(mark, ZIP_MARK.length), ZIP_MARK))
                throw new Trouble("not-one", name);
            counted.reset();
            return new Opened(path, counted, counted, false);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    About about() {
        return about;
    }

    interface TableTaker {
        void take(TableText.Reading table) throws IOException;
    }

    interface FileTaker {
        void take(Digest digest, InputStream content) throws IOException;
    }

    interface SettingTaker {
        void take(String name, byte[] content) throws IOException;
    }

    /// Reads all; nothing is kept of it.
    Contents check() throws IOException {
        tables(table -> {
            while (table.next() != null) {
                // Each row is JSON of as many cells as there are columns.
            }
        });
        files((_, content) -> content.transferTo(OutputStream.nullOutputStream()));
        settings((_, _) -> {});
        return finish();
    }

    void tables(TableTaker taker) throws IOException {
        for (; at(TABLES); advance()) {
            guarded(() -> {
                var read = new DigestInputStream(zip, Digest.sha256());
                var table = new TableText.Reading(name + ": " + entry(), read);
                taker.take(table);
                tables.add(new TableCopy(
                        table.head().table(),
                        table.rows(),
                        Digest.from(read.getMessageDigest()).hex()));
            });
        }
    }

    void files(FileTaker taker) throws IOException {
        for (; at(FILES); advance()) {
            guarded(() -> {
                var hex = entry().substring(entry().lastIndexOf('/') + 1);
                if (!Digest.isOne(hex)) throw new Trouble("damaged-entry", name + ": " + entry());
                var read = new DigestInputStream(zip, Digest.sha256());
                var content = new Counted(read);
                taker.take(new Digest(hex), content);
                files++;
                fileBytes += content.count;
                if (!Digest.from(read.getMessageDigest()).hex().equals(hex)) damaged.add(hex);
            });
        }
    }

    void settings(SettingTaker taker) throws IOException {
        for (; at(SETTINGS); advance()) {
            guarded(() -> {
                var setting = entry().substring(SETTINGS.length());
                if (!ShopFolder.isSetting(setting)) throw new Trouble("damaged-entry", name + ": " + entry());
                var content = zip.readAllBytes();
                settings.add(new SettingCopy(setting, Digest.of(content).hex()));
                taker.take(setting, content);
            });
        }
    }

    /// What it is made of, now that all of it was seen; or the first thing that is not what it must be.
    Contents finish() throws IOException {
        if (!is(Contents.ENTRY)) throw cut();
        var contents = Json.read(text(), Contents.class);
        for (int at = 0; at < Math.max(tables.size(), contents.tables().size()); at++) {
            if (at >= tables.size() || at >= contents.tables().size()) throw new Trouble("other-tables", name);
            if (!tables.get(at).equals(contents.tables().get(at)))
                throw new Trouble(
                        "damaged-entry", name + ": " + TABLES + tables.get(at).table());
        }
        if (!damaged.equals(contents.damaged())) throw new Trouble("damaged-entry", name + ": " + FILES + damaged);
        if (files != contents.files() || fileBytes != contents.fileBytes())
            throw new Trouble("other-files", name, contents.files(), files);
        if (!settings.equals(contents.settings())) throw new Trouble("damaged-entry", name + ": " + SETTINGS);
        advance();
        guarded(() -> inner.transferTo(OutputStream.nullOutputStream()));
        if (!isSealed) directory();
        return contents;
    }

    /// What follows the last entry of a ZIP is not needed to restore it, but must be there: else it was cut off.
    private void directory() throws IOException {
        try (var all = new ZipFile(path.toFile())) {
            if (all.size() == 0) throw cut();
        } catch (ZipException e) {
            throw Seal.cut(name, counted.count, e);
        }
    }

    private Trouble cut() {
        return new Trouble("cut", name, counted.count);
    }

    private boolean at(String folder) {
        return current != null && current.getName().startsWith(folder);
    }

    private boolean is(String entry) {
        return current != null && current.getName().equals(entry);
    }

    private String entry() {
        return current == null ? "" : current.getName();
    }

    private String text() throws IOException {
        var read = new String[1];
        guarded(() -> read[0] = new String(zip.readAllBytes(), UTF_8));
        return read[0];
    }

    private void advance() throws IOException {
        guarded(() -> current = zip.getNextEntry());
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) throws IOException {
        try {
            step.run();
        } catch (EOFException e) {
            throw Seal.cut(name, counted.count, e);
        } catch (ZipException | IllegalArgumentException e) {
            var trouble = new Trouble("damaged-near", name, entry(), counted.count, String.valueOf(e.getMessage()));
            trouble.initCause(e);
            throw trouble;
        }
    }

    @Override
    public void close() throws IOException {
        counted.close();
    }

    private static final class Counted extends FilterInputStream {
        private long count;
        private long marked;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            if (read >= 0) count++;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var read = super.read(into, from, length);
            if (read > 0) count += read;
            return read;
        }

        @Override
        public synchronized void mark(int limit) {
            super.mark(limit);
            marked = count;
        }

        @Override
        public synchronized void reset() throws IOException {
            super.reset();
            count = marked;
        }
    }
}
