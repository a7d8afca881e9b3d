package platen.documents.reading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/// PNG: chunks, of which the first says the pixels (IHDR) and one before the picture the resolution (pHYs).
final class PngChunks {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;
    private static final int IHDR = 0x49484452;
    private static final int PHYS = 0x70485973;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final double INCHES_PER_METRE = 0.0254;
    private static final int FEW_CHUNKS = 1_000;
    private static final int MOST_CHUNKS = 100_000;

    private PngChunks() {}

    static Image read(DataInputStream in) throws IOException {
        in.skipNBytes(SIGNATURE_BYTES);
        int width = 0;
        int height = 0;
        Double dpi = null;
        for (int chunk = 0; chunk < FEW_CHUNKS; chunk++) {
            int length = in.readInt();
            int type = in.readInt();
            if (length < 0 || (chunk == 0 && type != IHDR)) throw new BrokenImage();
            if (type == IDAT) return new Image(width, height, dpi, 1);
            int read = 0;
            if (type == IHDR) {
                width = in.readInt();
                height = in.readInt();
                read = 8;
            } else if (type == PHYS) {
                dpi = dpi(in);
                read = 9;
            }
            if (length < read) throw new BrokenImage();
            in.skipNBytes(length - read + CHECKSUM_BYTES);
        }
        throw new BrokenImage();
    }

    /// Whether each chunk has the checksum that it says, up to the last (IEND).
    static boolean isWhole(Path file) throws IOException {
        var checksum = new CRC32();
        try (var in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), checksum))) {
            in.skipNBytes(SIGNATURE_BYTES);
            for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
                int length = in.readInt();
                if (length < 0) return false;
                checksum.reset();
                int type = in.readInt();
                in.skipNBytes(length);
                int reckoned = (int) checksum.getValue();
                if (in.readInt() != reckoned) return false;
                if (type == IEND) return true;
            }
            return false;
        } catch (EOFException _) {
            return false;
        }
    }

    private static @Nullable Double dpi(DataInputStream in) throws IOException {
        int across = in.readInt();
        in.readInt();
        boolean perMetre = in.readByte() == 1;
        return perMetre && across > 0 ? across * INCHES_PER_METRE : null;
    }
}
