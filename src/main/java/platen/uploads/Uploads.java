package platen.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import platen.database.Database;
import platen.files.FileStore;
import platen.values.Digest;
import platen.values.Json;
import platen.values.Secrets;

/// Takes files in pieces, over lines that drop, and keeps what has come until its sender goes on.
///
/// The row says how much is on disk, and is written after the disk was: what lies beyond it, after a crash, is cut off.
/// The part lies beside the stored files and becomes one of them when it is whole, without being copied. Nothing is
/// shown of an upload but to the browser that began it.
public final class Uploads {
    /// What nobody touched for so long ends.
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Logger LOG = System.getLogger(Uploads.class.getName());
    /// So much is lost at most when the server is killed, and has to be sent again.
    private static final long SYNC_BYTES = 4 << 20;
    private static final int CHUNK_BYTES = 64 << 10;
    /// Left for the database and for those who print.
    private static final long DISK_RESERVE_BYTES = 200_000_000;
    private static final String PART = ".part";
    /// Of uploads whose line dropped; another is counted again from the disk.
    private static final int MOST_TRACKS = 500;

    private final Path folder;
    private final Database database;
    private final FileStore files;
    private final Bounds bounds;
    private final InstantSource clock;
    private final ConcurrentMap<String, Hold> holds = new ConcurrentHashMap<>();
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();

    /// How large a file may be, how much may lie here for which nobody has begun an order yet, and how many of one
    /// browser.
    public record Bounds(long eachBytes, long togetherBytes, int eachBrowser) {
        public static final Bounds USUAL = new Bounds(500_000_000, 20_000_000_000L, 100);
    }

    public sealed interface Begun {
        record Here(String id) implements Begun {}

        record Empty() implements Begun {}

        record TooLarge() implements Begun {}

        record TooMany() implements Begun {}

        record NoRoom() implements Begun {}
    }

    public sealed interface Received {
        /// So much of the file is on disk now.
        record Got(long bytes) implements Received {}

        /// More than was announced came: the upload is given up.
        record TooMuch() implements Received {}

        /// These bytes belong elsewhere: so many are here.
        record WrongPlace(long bytes) implements Received {}

        /// Another request writes it.
        record Held() implements Received {}

        record NoRoom() implements Received {}

        record Unknown() implements Received {}
    }

    /// `folder` lies on the file system of the stored files.
    public Uploads(Path folder, Database database, FileStore files, Bounds bounds, InstantSource clock) {
        this.folder = folder;
        this.database = database;
        this.files = files;
        this.bounds = bounds;
        this.clock = clock;
    }

    public Bounds bounds() {
        return bounds;
    }

    /// Begins a file of so many bytes; `owner` is a secret of the browser that sends it.
    public Begun begin(String owner, String name, long bytes) throws IOException {
        if (bytes <= 0) return new Begun.Empty();
        if (bytes > bounds.eachBytes()) return new Begun.TooLarge();
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).getUsableSpace() < bytes + DISK_RESERVE_BYTES) return new Begun.NoRoom();
        var hash = hash(owner);
        return database.change(change -> {
            var rows = change.attach(IncomingFiles.class);
            if (rows.count(hash) >= bounds.eachBrowser()) return new Begun.TooMany();
            if (rows.waitingBytes() + bytes > bounds.togetherBytes()) return new Begun.NoRoom();
            var id = Secrets.token();
            rows.begin(id, hash, name, bytes, clock.instant());
            return new Begun.Here(id);
        });
    }

    public Optional<IncomingFile> find(String owner, String id) {
        return database.reading(IncomingFiles.class).find(id, hash(owner));
    }

    /// What a browser has sent, whole or in part, and not yet ordered.
    public List<IncomingFile> of(String owner) {
        return database.reading(IncomingFiles.class).of(hash(owner));
    }

    /// How much is here, for who is about to go on: a request whose line dropped puts away what it has first.
    public Received look(String owner, String id) throws InterruptedException {
        if (find(owner, id).isEmpty()) return new Received.Unknown();
        try (var hold = Hold.take(holds, id, false).orElse(null)) {
            if (hold == null) return new Received.Held();
            var file = find(owner, id).orElse(null);
            return file == null ? new Received.Unknown() : here(file);
        } catch (IOException e) {
            return noRoom(id, e);
        }
    }

    /// Takes the bytes from `offset` on; `announced` of them, or -1 where that was not said.
    public Received receive(String owner, String id, long offset, InputStream in, long announced)
            throws InterruptedException {
        if (find(owner, id).isEmpty()) return new Received.Unknown();
        try (var hold = Hold.take(holds, id, false).orElse(null)) {
            if (hold == null) return new Received.Held();
            var file = find(owner, id).orElse(null);
            if (file == null) return new Received.Unknown();
            if (offset != file.received()) return new Received.WrongPlace(file.received());
            if (offset == file.bytes()) return here(file);
            if (announced > file.bytes() - offset) return giveUp(id);
            return append(file, in, hold);
        } catch (IOException e) {
            return noRoom(id, e);
        }
    }

    /// Who was killed between the last byte and the stored file left that to us.
    private Received here(IncomingFile file) throws IOException {
        var part = part(file.id());
        if (!file.isWhole() && file.received() == file.bytes()) complete(file, part, track(file, part));
        return new Received.Got(file.received());
    }

    private Received noRoom(String id, IOException e) {
        LOG.log(Level.WARNING, "an upload can't be written", e);
        tracks.remove(id);
        return new Received.NoRoom();
    }

    private Received append(IncomingFile file, InputStream in, Hold hold) throws IOException {
        var part = part(file.id());
        var track = track(file, part);
        long noted = file.received();
        try (var out = FileChannel.open(part, CREATE, WRITE)) {
            out.truncate(noted).position(noted);
            var chunk = new byte[CHUNK_BYTES];
            for (int read; (read = hold.read(in, chunk)) >= 0; ) {
                if (track.bytes() + read > file.bytes()) return giveUp(file.id());
                write(out, chunk, read);
                track.add(chunk, read);
                if (track.bytes() - noted < SYNC_BYTES) continue;
                out.force(false);
                if (!note(file, noted, track.bytes())) return new Received.Unknown();
                noted = track.bytes();
                if (isFull()) return new Received.NoRoom();
            }
            out.force(true);
        }
        if (!note(file, noted, track.bytes())) return new Received.Unknown();
        if (track.bytes() == file.bytes()) complete(file, part, track);
        return new Received.Got(track.bytes());
    }

    /// What is known of the bytes before; counted from the disk where that was forgotten.
    private Track track(IncomingFile file, Path part) throws IOException {
        var known = tracks.get(file.id());
        if (known != null && known.bytes() == file.received()) return known;
        if (tracks.size() >= MOST_TRACKS) tracks.clear();
        var track = file.received() == 0 ? new Track() : Track.of(part, file.received());
        tracks.put(file.id(), track);
        return track;
    }

    private static void write(FileChannel out, byte[] chunk, int length) throws IOException {
        var left = ByteBuffer.wrap(chunk, 0, length);
        while (left.hasRemaining()) out.write(left);
    }

    private boolean note(IncomingFile file, long before, long after) {
        return database.change(
                change -> change.attach(IncomingFiles.class).receive(file.id(), before, after, clock.instant()));
    }

    private boolean isFull() {
        return database.reading(IncomingFiles.class).waitingBytes() > bounds.togetherBytes();
    }

    private void complete(IncomingFile file, Path part, Track track) throws IOException {
        var measures = track.measures().map(Json::write).orElse(null);
        var digest = track.digest();
        tracks.remove(file.id());
        files.adopt(part, digest, file.bytes(), change -> {
            change.attach(IncomingFiles.class).complete(file.id(), digest, measures, clock.instant());
            files.use(change, digest, use(file.id()));
        });
    }

    private Received giveUp(String id) throws IOException {
        tracks.remove(id);
        database.use(change -> change.attach(IncomingFiles.class).delete(id));
        Files.deleteIfExists(part(id));
        return new Received.TooMuch();
    }

    /// Its sender wants it no more. True when it is gone, or was never there.
    public boolean cancel(String owner, String id) throws IOException, InterruptedException {
        if (find(owner, id).isEmpty()) return true;
        try (var hold = Hold.take(holds, id, true).orElse(null)) {
            if (hold == null) return false;
            find(owner, id).ifPresent(this::end);
            Files.deleteIfExists(part(id));
            return true;
        }
    }

    private void end(IncomingFile file) {
        tracks.remove(file.id());
        database.use(change -> {
            change.attach(IncomingFiles.class).delete(file.id());
            if (file.digest() != null) files.endUse(change, file.digest(), use(file.id()));
        });
        if (file.digest() != null) files.discard(file.digest());
    }

    /// An order has begun with it: it waits no longer, and is there for who goes back and sends the form again.
    public void ordered(IncomingFile file) {
        database.use(change -> change.attach(IncomingFiles.class).order(file.id(), clock.instant()));
    }

    /// The file can't be ordered: its sender has been told why.
    public void refused(IncomingFile file) {
        end(file);
    }

    /// Ends what nobody has touched for a day, and takes away what belongs to none.
    public void sweep() {
        var before = clock.instant().minus(KEPT);
        for (var file : database.reading(IncomingFiles.class).untouchedSince(before)) {
            database.use(change -> {
                if (change.attach(IncomingFiles.class).forget(file.id(), before) && file.digest() != null)
                    files.endUse(change, file.digest(), use(file.id()));
            });
        }
        try {
            sweepParts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sweepParts() throws IOException {
        if (!Files.isDirectory(folder)) return;
        var rows = database.reading(IncomingFiles.class);
        try (var parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (var part : parts) {
                var name = part.getFileName().toString();
                var id = name.substring(0, name.length() - PART.length());
                if (rows.exists(id) == 0 && !holds.containsKey(id)) Files.deleteIfExists(part);
            }
        }
    }

    private Path part(String id) {
        return folder.resolve(id + PART);
    }

    private static String use(String id) {
        return "upload " + id;
    }

    private static String hash(String owner) {
        return Digest.of(owner.getBytes(UTF_8)).hex();
    }
}
