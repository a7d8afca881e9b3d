package platen.documents.reading;

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
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.documents.Kind;
import platen.documents.Pages;

/// What a camera notes in its picture can be nonsense.
class CameraNotesTest {
    private static final int ORIENTATION = 0x0112;
    private static final int X_RESOLUTION = 0x011a;

    @TempDir
    Path folder;

    /// Places beyond the end, a resolution of almost nothing, an orientation that there is not.
    @Test
    void believesNoAbsurdNotesOfACamera() throws Exception {
        for (int[] entry : new int[][] {
            {ORIENTATION, 999},
            {ORIENTATION, -1},
            {X_RESOLUTION, Integer.MAX_VALUE},
            {X_RESOLUTION, -5},
            {X_RESOLUTION, 26}
        }) {
            for (int start : new int[] {8, 0, -1, Integer.MAX_VALUE, 40}) {
                var pages = read(noted(start, entry[0], entry[1]));
                assertEquals(40, pages.widthPx(), Arrays.toString(entry));
                assertTrue(pages.sizes().isEmpty(), Arrays.toString(entry));
            }
        }
    }

    private Pages read(byte[] picture) throws IOException {
        var file = Files.write(folder.resolve("picture"), picture);
        return assertInstanceOf(DocumentReading.Read.class, DocumentFile.examine(file, Kind.JPEG, null, _ -> {}))
                .pages();
    }

    /// A JPEG with a camera's notes: one entry in a directory that begins at `start`.
    private static byte[] noted(int start, int tag, int value) throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(Drafts.photo(40, 30, true), "jpeg", picture);
        var notes = ByteBuffer.allocate(64);
        notes.put("Exif\0\0MM\0*".getBytes(US_ASCII)).putInt(start);
        notes.putShort((short) 1)
                .putShort((short) tag)
                .putShort((short) 5)
                .putInt(1)
                .putInt(value);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0xffd8_ffe1);
        out.writeShort(notes.capacity() + 2);
        out.write(notes.array());
        out.write(picture.toByteArray(), 2, picture.size() - 2);
        return bytes.toByteArray();
    }
}
