package platen.inspection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.inspection.Inspection.OfDocument;

/// Pictures made to take all time and all memory, in real child processes.
class HostilePicturesIT {
    private static final Duration LONGEST = Duration.ofSeconds(75);
    private static final int SIDE_PX = 60_000;

    @TempDir
    Path folder;

    /// Ten thousand dots for each byte of the file: what is known of its head is told, though it cannot be drawn.
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void tellsWhatItKnowsOfAPictureBomb(int bits) throws Exception {
        var document = inspect(bomb(bits), "bomb.png");
        assertEquals(SIDE_PX, document.pages().widthPx());
        assertTrue(
                document.findings().stream()
                        .anyMatch(finding -> finding.message().key().equals("documents.not-drawn")),
                document.findings().toString());
    }

    private OfDocument inspect(byte[] picture, String name) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("picture"), picture);
        try (var inspector = new Inspector(folder.resolve("tmp"), folder.resolve("printers"))) {
            var start = System.nanoTime();
            var inspection = inspector.inspect(file, name, "ender3", null);
            assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(LONGEST) < 0, "in time");
            return assertInstanceOf(OfDocument.class, inspection);
        }
    }

    /// Grey of so many bits; of 16 only the first lines are there, though the file says nothing of that.
    private static byte[] bomb(int bits) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(0x8950_4e47_0d0a_1a0aL);
        var head = ByteBuffer.allocate(13).putInt(SIDE_PX).putInt(SIDE_PX).put((byte) bits);
        chunk(out, "IHDR", head.array());
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            var line = new byte[1 + SIDE_PX * bits / 8];
            for (int row = 0; row < SIDE_PX / bits; row++) deflater.write(line);
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        var check = new CRC32();
        check.update(name.getBytes(US_ASCII));
        check.update(content);
        out.writeInt(content.length);
        out.writeBytes(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
