package platen.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
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
        return Files.createTempFile(incoming, "", ".part");
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
            return keep(part, Digest.from(count), bytes, _ -> {});
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Takes in a file that came in pieces: `part` is on disk already, on the file system of this store, and leaves its
    /// place. `also` is done in the same transaction.
    public void adopt(Path part, Digest digest, long bytes, Consumer<Handle> also) throws IOException {
        keep(part, digest, bytes, also);
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
        var soon = clock.instant().plusSeconds(1);
        database.use(change -> {
            if (change.attach(FileRows.class).forget(digest, soon)) delete(digest);
        });
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
        return (int) contents.stream()
                .filter(digest -> database.<Boolean, RuntimeException>change(change -> {
                    if (!change.attach(FileRows.class).forget(digest, before)) return false;
                    delete(digest);
                    return true;
                }))
                .count();
    }

    private Outcome.Stored keep(Path part, Digest digest, long bytes, Consumer<Handle> also) throws IOException {
        var shelf = Files.createDirectories(shelf(digest));
        database.use(change -> {
            change.attach(FileRows.class).stored(digest, bytes, clock.instant());
            also.accept(change);
            Files.move(part, path(digest), ATOMIC_MOVE, REPLACE_EXISTING);
            sync(shelf);
        });
        return new Outcome.Stored(digest, bytes);
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
