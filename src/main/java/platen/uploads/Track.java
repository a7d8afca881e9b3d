package platen.uploads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import platen.meshes.Measures;
import platen.meshes.formats.StreamedStl;
import platen.values.Digest;

/// What is known of the bytes that came so far: so that with the last one the file has its digest and its size.
final class Track {
    private static final int CHUNK_BYTES = 64 << 10;

    private final MessageDigest count = Digest.sha256();
    private final StreamedStl stl = new StreamedStl();
    private long bytes;

    /// Of the first bytes of a file that came before we were started, say.
    static Track of(Path part, long bytes) throws IOException {
        var track = new Track();
        try (var in = FileChannel.open(part)) {
            var chunk = ByteBuffer.allocate(CHUNK_BYTES);
            while (track.bytes < bytes) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, bytes - track.bytes));
                int read = in.read(chunk);
                if (read < 0) throw new IOException(part + " is shorter than was written down: " + track.bytes);
                track.add(chunk.array(), read);
            }
        }
        return track;
    }

    void add(byte[] chunk, int length) {
        count.update(chunk, 0, length);
        stl.add(chunk, 0, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    Optional<Measures> measures() {
        return stl.measures();
    }

    /// Of the whole file; nothing can be added then.
    Digest digest() {
        return Digest.from(count);
    }
}
