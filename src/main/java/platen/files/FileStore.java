package platen.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.values.Digest;

/// The upload folder.
///
/// A content is written under a temporary name, synced, and renamed to its digest inside the
/// transaction that writes its row: the lock of that row keeps an upload and the deletion of the
/// same unused content apart.
public final class FileStore {
    /// Stands for a file that was deleted, where something still tells of it. No content has this digest.
    public static final Digest DELETED = new Digest("0".repeat(64));

    private static final Duration KEPT_UNUSED = Duration.ofHours(24);
    /// So many are deleted by one sweep; the next one goes on.
    private static final int SWEPT_AT_ONCE = 1_000;
    private static final Pattern SHELF = Pattern.compile("[0-9a-f]{2}");
    private static final String PART = ".part";
    private static final String PICTURES = ".pictures";
    /// A long file goes to disk while it comes in, so that its last byte need not wait for all of it.
    private static final long SYNC_BYTES = 4 << 20;

    private static final int CHUNK_BYTES = 64 << 10;

    private final Path folder;
    private final Path incoming;
    private final Database database;
    private final InstantSource clock;

    /// What became of a content that was to be stored.
    public sealed interface Outcome {
        record Stored(Digest digest, long bytes) implements Outcome {}

        record TooLarge(long limitBytes) implements Outcome {}
    }

    public FileStore(Path folder, Database database, InstantSource clock) throws IOException {
        this.folder = folder;
        this.incoming = Files.createDirectories(folder.resolve("incoming"));
        this.database = database;
        this.clock = clock;
    }

    /// A new, empty place for a file on the way into this store, on the same file system.
    public Path temporary() throws IOException {
        return Files.createTempFile(incoming, "", PART);
    }

    /// Stores what `in` has to say, in memory bounded by one chunk. On disk when this returns.
    public Outcome store(InputStream in, long limitBytes) throws IOException {
        var part = temporary();
        try {
            var count = Digest.sha256();
            var bytes = 0L;
            try (var out = FileChannel.open(part, WRITE)) {
                var chunk = new byte[CHUNK_BYTES];
                for (int read; (read = in.read(chunk)) >= 0; ) {
                    bytes += read;
                    if (bytes > limitBytes) return new Outcome.TooLarge(limitBytes);
                    count.update(chunk, 0, read);
                    var left = ByteBuffer.wrap(chunk, 0, read);
                    while (left.hasRemaining()) out.write(left);
                    if (bytes / SYNC_BYTES > (bytes - read) / SYNC_BYTES) out.force(false);
                }
                out.force(true);
            }
            return keep(part, Digest.from(count), bytes, _ -> {}, false);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Takes in a file that came in pieces: `part` is on disk already, on the file system of this store, and leaves its
    /// place. `also` is done in the same transaction.
    public void adopt(Path part, Digest digest, long bytes, Consumer<Handle> also) throws IOException {
        keep(part, digest, bytes, also, true);
    }

    /// Stores a file that was made on this machine, a sliced program say; `made` stays where it is.
    public Outcome.Stored store(Path made) throws IOException {
        try (var in = Files.newInputStream(made)) {
            return switch (store(in, Long.MAX_VALUE)) {
                case Outcome.Stored stored -> stored;
                case Outcome.TooLarge _ -> throw new IllegalStateException("no file is larger than a long");
            };
        }
    }

    /// The disk on which the files lie.
    public record Room(long free, long total) {}

    public Room room() throws IOException {
        var disk = Files.getFileStore(folder);
        return new Room(disk.getUsableSpace(), disk.getTotalSpace());
    }

    /// Where a content is; empty when it was never stored or has been deleted.
    public Optional<Path> find(Digest digest) {
        var path = path(digest);
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /// Whether a row knows a content, wherever it is.
    public boolean isKnown(Digest digest) {
        return database.reading(FileRows.class).isKnown(digest);
    }

    /// Where a content that a row refers to must be.
    public Path path(Digest digest) {
        return shelf(digest).resolve(digest.hex());
    }

    /// The folder for small pictures of a content; they go when it goes, and can be drawn again.
    public Path pictures(Digest digest) {
        return pictures(path(digest));
    }

    /// The same for a stored file.
    public static Path pictures(Path stored) {
        return stored.resolveSibling(stored.getFileName() + PICTURES);
    }

    /// Notes in the caller's transaction that `usedBy` (`order 12`, `job 7`) needs a content.
    public void use(Handle transaction, Digest digest, String usedBy) {
        transaction.attach(FileRows.class).use(digest, usedBy);
    }

    /// Notes in the caller's transaction that `usedBy` needs a content no longer.
    public void endUse(Handle transaction, Digest digest, String usedBy) {
        transaction.attach(FileRows.class).endUse(digest, usedBy);
    }

    /// Notes, in the caller's transaction, that `usedBy` uses no file any more.
    public void endUses(Handle transaction, String usedBy) {
        transaction.attach(FileRows.class).endUses(usedBy);
    }

    /// Deletes a content at once if nothing uses it: an upload that was refused.
    public void discard(Digest digest) {
        forget(digest, clock.instant().plusSeconds(1));
    }

    /// Deletes what nothing has used for a day, each in a transaction of its own; returns how many files that were.
    public int sweep() {
        var before = clock.instant().minus(KEPT_UNUSED);
        return forget(database.reading(FileRows.class).unusedSince(before, SWEPT_AT_ONCE), before);
    }

    /// Deletes those of these that nothing uses any more. What came in within a day may be about to be used anew: that
    /// is left to the sweep.
    public int release(Collection<Digest> contents) {
        return forget(contents, clock.instant().minus(KEPT_UNUSED));
    }

    private int forget(Collection<Digest> contents, Instant before) {
        return (int) contents.stream().filter(digest -> forget(digest, before)).count();
    }

    /// First the row goes, for good, and then the file: killed in between, a server leaves a file of which no row
    /// tells,
    /// and never a row whose file is gone.
    private boolean forget(Digest digest, Instant before) {
        if (!database.<Boolean, RuntimeException>change(
                change -> change.attach(FileRows.class).forget(digest, before))) return false;
        deleteUnknown(digest);
        return true;
    }

    /// Holds the place of its row meanwhile, so that the same content cannot come in.
    private boolean deleteUnknown(Digest digest) {
        return database.<Boolean, RuntimeException>change(change -> {
            var rows = change.attach(FileRows.class);
            if (!rows.reserve(digest)) return false;
            delete(digest);
            rows.remove(digest);
            return true;
        });
    }

    /// Deletes what a server left that was killed, once it is a day old: files half-written, and those of which no row
    /// tells. Returns how many.
    public int tidy() {
        var before = clock.instant().minus(KEPT_UNUSED);
        try {
            var count = 0;
            for (var part : old(incoming, before)) if (Files.deleteIfExists(part)) count++;
            for (var shelf : shelves()) for (var file : old(shelf, before)) if (isLeft(file)) count++;
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isLeft(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (name.endsWith(PART)) return Files.deleteIfExists(file);
        var digest = new Digest(name);
        return !isKnown(digest) && deleteUnknown(digest);
    }

    private List<Path> shelves() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(one -> SHELF.matcher(one.getFileName().toString()).matches())
                    .toList();
        }
    }

    /// The files of a folder, not the pictures of a content, that have not been written since.
    private static List<Path> old(Path folder, Instant before) throws IOException {
        var old = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (var file : all) {
                var name = file.getFileName().toString();
                if (!name.endsWith(PART) && !Digest.isOne(name)) continue;
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) old.add(file);
            }
        }
        return old;
    }

    /// `staysUntilKept`: should the server be killed before the row is there for good, the part is where it was.
    private Outcome.Stored keep(Path part, Digest digest, long bytes, Consumer<Handle> also, boolean staysUntilKept)
            throws IOException {
        var shelf = Files.createDirectories(shelf(digest));
        database.use(change -> {
            change.attach(FileRows.class).stored(digest, bytes, clock.instant());
            also.accept(change);
            if (staysUntilKept) link(part, path(digest));
            else Files.move(part, path(digest), ATOMIC_MOVE, REPLACE_EXISTING);
            sync(shelf);
        });
        Files.deleteIfExists(part);
        return new Outcome.Stored(digest, bytes);
    }

    /// A second name of the same file where the disk knows such, in place of whatever has that name.
    private static void link(Path part, Path target) throws IOException {
        var second = target.resolveSibling(target.getFileName() + PART);
        Files.deleteIfExists(second);
        try {
            Files.createLink(second, part);
        } catch (UnsupportedOperationException | FileSystemException _) {
            Files.move(part, target, ATOMIC_MOVE, REPLACE_EXISTING);
            return;
        }
        Files.move(second, target, ATOMIC_MOVE, REPLACE_EXISTING);
        Files.deleteIfExists(second); // stays where the target was a name of the same file already
    }

    private Path shelf(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2));
    }

    private void delete(Digest digest) {
        try {
            deletePictures(pictures(digest));
            Files.deleteIfExists(path(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deletePictures(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var pictures = Files.newDirectoryStream(folder)) {
            for (var picture : pictures) Files.delete(picture);
        }
        Files.delete(folder);
    }

    /// A rename is on disk only when its folder is.
    private static void sync(Path directory) throws IOException {
        try (var opened = FileChannel.open(directory)) {
            opened.force(true);
        }
    }
}
