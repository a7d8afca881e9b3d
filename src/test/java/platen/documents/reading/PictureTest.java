package platen.documents.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import platen.documents.Ink;
import platen.documents.Kind;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Pages;
import platen.documents.Paper;
import platen.values.Finding;

class PictureTest {
    private static final Needs LETTER = new Needs(Paper.of("Letter").orElseThrow(), Make.SHEETS, Ink.COLOUR);

    @TempDir
    Path folder;

    @Test
    void takesATelephonesPictureForNoWallpaper() throws IOException {
        var pages = examine(phone(400, 300, 1, 72));
        assertNull(pages.dpi());
        assertEquals(List.of(), pages.sizes());
        assertEquals(List.of("documents.no-resolution"), keys(pages.findings()));
        var coarse = pages.findings(LETTER).getFirst();
        assertEquals("documents.picture-coarse", coarse.message().key());
        assertEquals(
                List.of("400 × 300", "279 × 210 mm", "36", "41 × 30 mm"),
                coarse.message().args());
    }

    @Test
    void laysAFinePictureOntoThePaper() throws IOException {
        var pages = examine(phone(4032, 3024, 1, 72));
        assertEquals(
                List.of("279 × 210 mm"),
                pages.findings(LETTER).getFirst().message().args());
        assertEquals(List.of("documents.picture-fitted"), keys(pages.findings(LETTER)));
    }

    @ParameterizedTest
    @CsvSource({"72, false", "96, false", "144, false", "1, false", "100, true", "300, true", "600, true"})
    void believesAResolutionThatNoScreenHas(int dpi, boolean counts) throws IOException {
        assertEquals(counts, examine(phone(60, 40, 1, dpi)).dpi() != null);
    }

    /// The left upper corner is red as the camera was held; stored as each orientation stores it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAPictureAsTheCameraWasHeld(int orientation) throws IOException {
        var pictures = Files.createDirectory(folder.resolve("pictures"));
        var pages = examine(phone(60, 40, orientation, 72), pictures);
        assertEquals(List.of(60, 40), List.of(pages.widthPx(), pages.heightPx()));
        var seen = ImageIO.read(pictures.resolve("1.jpg").toFile());
        assertTrue(seen.getWidth() > seen.getHeight());
        assertTrue(isRed(seen, 0.1, 0.1), "red in the left upper corner");
        assertFalse(isRed(seen, 0.9, 0.1) || isRed(seen, 0.1, 0.9) || isRed(seen, 0.9, 0.9));
    }

    @Test
    void seesTheInkOfAPicture() throws IOException {
        var ink = examine(phone(60, 40, 1, 72)).facts().getFirst().ink();
        assertNotNull(ink);
        assertTrue(ink.coloured() && ink.reachesEdge());
        assertTrue(ink.yellowPercent() > 5 && ink.cyanPercent() < 2, ink.toString());
    }

    @Test
    void refusesAPictureThatBreaksOffWhereverThatIs() throws IOException {
        var whole = phone(200, 100, 1, 72);
        for (int length : new int[] {10, 40, whole.length / 2, whole.length - 2}) {
            var file = Files.write(folder.resolve("picture.jpg"), Arrays.copyOf(whole, length));
            var refused = assertInstanceOf(
                    DocumentReading.Refused.class, DocumentFile.examine(file, Kind.JPEG, null, _ -> {}));
            assertEquals("documents.truncated", refused.why().key());
            assertEquals(
                    List.of(String.format(Locale.ROOT, "%,d", length)),
                    refused.why().args());
        }
    }

    @Test
    void bearsAFilmBehindThePicture() throws IOException {
        var whole = phone(200, 100, 1, 72);
        examine(Arrays.copyOf(whole, whole.length + 100_000));
    }

    private Pages examine(byte[] picture) throws IOException {
        return examine(picture, null);
    }

    private Pages examine(byte[] picture, @Nullable Path pictures) throws IOException {
        var file = Files.write(folder.resolve("picture.jpg"), picture);
        return assertInstanceOf(DocumentReading.Read.class, DocumentFile.examine(file, Kind.JPEG, pictures, _ -> {}))
                .pages();
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        var colour = new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
        return colour.getRed() > 150 && colour.getGreen() < 100;
    }

    private static List<String> keys(List<Finding> findings) {
        return findings.stream().map(finding -> finding.message().key()).toList();
    }

    /// A white picture with a red corner, seen so wide and high, with a camera's notes.
    private static byte[] phone(int width, int height, int orientation, int dpi) throws IOException {
        boolean isOnItsSide = orientation >= 5;
        var stored = new BufferedImage(
                isOnItsSide ? height : width, isOnItsSide ? width : height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int low = height - 1 - y;
                int column = switch (orientation) {
                    case 1, 4 -> x;
                    case 2, 3 -> right;
                    case 5, 6 -> y;
                    default -> low;
                };
                int row = switch (orientation) {
                    case 1, 2 -> y;
                    case 3, 4 -> low;
                    case 5, 8 -> x;
                    default -> right;
                };
                stored.setRGB(column, row, x < width / 2 && y < height / 2 ? 0xff0000 : 0xffffff);
            }
        }
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpeg", jpeg);
        return withNotes(jpeg.toByteArray(), orientation, dpi);
    }

    /// Cameras write EXIF in place of JFIF.
    private static byte[] withNotes(byte[] jpeg, int orientation, int dpi) {
        int jfif = ByteBuffer.wrap(jpeg).getShort(4) + 2;
        var exif = ByteBuffer.allocate(6 + 8 + 2 + 3 * 12 + 4 + 8);
        exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 3);
        entry(exif, 0x0112, 3, orientation << 16);
        entry(exif, 0x011a, 5, 8 + 2 + 3 * 12 + 4);
        entry(exif, 0x0128, 3, 2 << 16);
        exif.putInt(0).putInt(dpi).putInt(1);
        return ByteBuffer.allocate(jpeg.length - jfif + 4 + exif.capacity())
                .put(jpeg, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (exif.capacity() + 2))
                .put(exif.array())
                .put(jpeg, 2 + jfif, jpeg.length - 2 - jfif)
                .array();
    }

    private static void entry(ByteBuffer exif, int tag, int type, int value) {
        exif.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }
}
