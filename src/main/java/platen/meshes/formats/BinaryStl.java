package platen.meshes.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import platen.meshes.Mesh;
import platen.meshes.Unusable;

/// Binary STL: 80 bytes of anything, the number of triangles, then 50 bytes each.
final class BinaryStl {
    static final int HEADER_BYTES = 84;
    private static final int COUNT_AT = HEADER_BYTES - Integer.BYTES;
    private static final int AT_ONCE = 1 << 12;

    private BinaryStl() {}

    static Mesh read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            if (header.limit() < HEADER_BYTES) throw new Unusable("meshes.truncated", header.limit());
            return read(in, count(header, Files.size(file)));
        }
    }

    /// The number of triangles that a file says it has.
    static long claimed(ByteBuffer header) {
        return Integer.toUnsignedLong(header.order(ByteOrder.LITTLE_ENDIAN).getInt(COUNT_AT));
    }

    private static int count(ByteBuffer header, long bytes) throws Unusable {
        var claimed = claimed(header);
        var room = (bytes - HEADER_BYTES) / Mesh.RECORD_BYTES;
        if (claimed == 0) throw new Unusable("meshes.empty-stl", COUNT_AT);
        if (room < claimed) throw new Unusable("meshes.fewer-triangles", claimed, room, bytes);
        if (HEADER_BYTES + claimed * Mesh.RECORD_BYTES != bytes) {
            var end = HEADER_BYTES + claimed * Mesh.RECORD_BYTES;
            throw new Unusable("meshes.more-triangles", claimed, bytes - end, end);
        }
        if (claimed > Mesh.LARGEST) throw new Unusable("meshes.too-large", Mesh.LARGEST);
        return (int) claimed;
    }

    private static Mesh read(InputStream in, int count) throws IOException {
        var mesh = new Mesh();
        var bytes = new byte[AT_ONCE * Mesh.RECORD_BYTES];
        for (int left = count; left > 0; left -= AT_ONCE) {
            var now = Math.min(left, AT_ONCE);
            if (in.readNBytes(bytes, 0, now * Mesh.RECORD_BYTES) < now * Mesh.RECORD_BYTES) {
                throw new Unusable("meshes.truncated", HEADER_BYTES + (long) (count - left) * Mesh.RECORD_BYTES);
            }
            mesh.addRecords(bytes, now);
        }
        return mesh;
    }
}
