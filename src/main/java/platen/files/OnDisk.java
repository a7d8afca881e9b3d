package platen.files;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import platen.values.Digest;

/// What a file holds that is on disk: so it can be adopted by the [FileStore].
public record OnDisk(Digest digest, long bytes) {
    private static final int CHUNK_BYTES = 64 << 10;

    /// Sees to it that a file is on disk, and reads it.
    public static OnDisk of(Path file) throws IOException {
        try (var opened = FileChannel.open(file, READ, WRITE)) {
            var count = Digest.sha256();
            var chunk = ByteBuffer.allocate(CHUNK_BYTES);
            var bytes = 0L;
            for (int read; (read = opened.read(chunk)) >= 0; ) {
                count.update(chunk.array(), 0, read);
                chunk.clear();
                bytes += read;
            }
            opened.force(true);
            return new OnDisk(Digest.from(count), bytes);
        }
    }
}
