package platen.streaming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import platen.protocol.Habits;
import platen.values.Message;

/// Reads a program ahead of its print, on a thread of its own and only as far as it is needed soon: the
/// printer's thread never waits for a disk, and a large file takes no more memory than a small one.
final class Preparation implements Runnable {
    private static final int CHUNKS_AHEAD = 4;
    private static final int BLOCK_BYTES = 1 << 15;

    private final Path file;
    private final ChunkPacker packer;
    private final BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final Thread thread;

    Preparation(Path file, Habits habits, Set<String> forbidden) {
        this.file = file;
        this.packer = new ChunkPacker(habits, forbidden);
        this.thread = Thread.ofVirtual().name("prepare " + file.getFileName()).unstarted(this);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /// The next chunk, if it is ready.
    @Nullable
    Chunk poll() {
        return ready.poll();
    }

    @Override
    public void run() {
        try {
            read();
        } catch (InterruptedException _) {
            ready.clear(); // the print ended before its program
        }
    }

    private void read() throws InterruptedException {
        var block = new byte[BLOCK_BYTES];
        try (var in = Files.newInputStream(file)) {
            var before = Edition.of(file);
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                for (int at = 0; at < read; ) {
                    at += packer.add(block, at, read);
                    if (packer.isFull() && !put(sound(packer.take(false), before))) return;
                }
            }
            put(sound(packer.take(true), before));
        } catch (IOException e) {
            put(packer.take(false));
            put(Chunk.broken(
                    Message.of("streaming.file-unreadable", file.getFileName(), String.valueOf(e.getMessage()))));
        }
    }

    /// The chunk, unless the file was written to meanwhile. One that was removed or replaced does not matter: what was
    /// opened is still read.
    private Chunk sound(Chunk chunk, Edition before) throws IOException {
        if (!Files.exists(file)) return chunk;
        var now = Edition.of(file);
        boolean changed = now.sameFile(before) && !now.equals(before);
        return changed ? Chunk.broken(Message.of("streaming.file-changed", file.getFileName())) : chunk;
    }

    private record Edition(@Nullable Object key, long bytes, FileTime written) {
        static Edition of(Path file) throws IOException {
            var facts = Files.readAttributes(file, BasicFileAttributes.class);
            return new Edition(facts.fileKey(), facts.size(), facts.lastModifiedTime());
        }

        boolean sameFile(Edition other) {
            return Objects.equals(key, other.key);
        }
    }

    /// False when nothing may follow.
    private boolean put(Chunk chunk) throws InterruptedException {
        ready.put(chunk);
        return !chunk.isLast();
    }
}
