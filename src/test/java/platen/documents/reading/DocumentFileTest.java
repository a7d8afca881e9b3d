package platen.documents.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.documents.Kind;
import platen.documents.Pages;
import platen.values.Finding;

class DocumentFileTest {
    @TempDir
    Path folder;

    @Test
    void countsThePagesOfAPdfBySize() throws IOException {
        var landscape = new PDPage(PDRectangle.A4);
        landscape.setRotation(90);
        var pages = read(pdf(null, new PDPage(PDRectangle.A4), landscape, new PDPage(PDRectangle.A4)));
        assertEquals(3, pages.pages());
        assertEquals(210, pages.sizes().getFirst().widthMm(), 0.1);
        assertEquals(2, pages.sizes().getFirst().pages());
        assertEquals(true, pages.sizes().get(1).isLandscape());
        assertEquals(
                List.of("210 × 297 mm", "2", "297 × 210 mm"),
                turned(pages).message().args());
    }

    private static Finding turned(Pages pages) {
        return pages.findings().stream()
                .filter(finding -> finding.message().key().equals("documents.turned-pages"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesALockedPdf() throws IOException {
        assertEquals("documents.encrypted", refusal(pdf("secret", new PDPage())));
    }

    @Test
    void refusesADamagedPdf() throws IOException {
        assertEquals("documents.broken", refusal("%PDF-1.7\nand nothing\n%%EOF".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void refusesHalfAPdf() throws IOException {
        var whole = pdf(null, new PDPage(), new PDPage());
        assertEquals("documents.truncated", refusal(Arrays.copyOf(whole, whole.length * 3 / 4)));
    }

    @Test
    void readsThePixelsAndResolutionOfAPng() throws IOException {
        var pages = read(png(11811));
        assertEquals(600, pages.widthPx());
        assertEquals(50.8, pages.sizes().getFirst().widthMm(), 0.01);
        assertEquals(25.4, pages.sizes().getFirst().heightMm(), 0.01);
        assertEquals(
                "documents.no-resolution",
                read(png(0)).findings().getFirst().message().key());
    }

    @Test
    void refusesAnImageThatBreaksOff() throws IOException {
        assertEquals("documents.truncated", refusal(Arrays.copyOf(png(11811), 20)));
        assertEquals("documents.truncated", refusal(Arrays.copyOf(jpeg(), 12)));
    }

    @Test
    void readsThePixelsAndResolutionOfAJpeg() throws IOException {
        var pages = read(jpeg());
        assertEquals(List.of(640, 480), List.of(pages.widthPx(), pages.heightPx()));
        assertEquals(300.0, pages.dpi());
    }

    @Test
    void tellsWhetherAPictureIsThereToItsEnd() throws IOException {
        for (var kind : List.of(Kind.PNG, Kind.JPEG)) {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB), kind.name(), bytes);
            var whole = bytes.toByteArray();
            assertTrue(isWhole(whole, kind));
            assertFalse(isWhole(Arrays.copyOf(whole, whole.length - 6), kind), kind + " breaks off");
        }
        assertFalse(isWhole(png(0), Kind.PNG), "its checksums are wrong");
    }

    private boolean isWhole(byte[] picture, Kind kind) throws IOException {
        return DocumentFile.isWhole(Files.write(folder.resolve("picture"), picture), kind);
    }

    @Test
    void knowsNoOtherKinds() throws IOException {
        assertEquals(Optional.empty(), DocumentFile.kind(Files.writeString(folder.resolve("a"), "GIF89a")));
    }

    private static byte[] pdf(@Nullable String password, PDPage... pages) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (var page : pages) document.addPage(page);
            if (password != null) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] png(int pixelsPerMetre) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(0x89504e470d0a1a0aL);
        out.writeInt(13);
        out.writeBytes("IHDR");
        out.writeInt(600);
        out.writeInt(300);
        out.write(new byte[5 + 4]);
        out.writeInt(9);
        out.writeBytes("pHYs");
        out.writeInt(pixelsPerMetre);
        out.writeInt(pixelsPerMetre);
        out.writeByte(1);
        out.writeInt(0);
        out.writeInt(0);
        out.writeBytes("IDAT");
        return bytes.toByteArray();
    }

    private static byte[] jpeg() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0xffd8ffe0);
        out.writeShort(16);
        out.writeBytes("JFIF\0\1\1\1");
        out.writeShort(300);
        out.writeShort(300);
        out.writeShort(0);
        out.writeShort(0xffc0);
        out.writeShort(11);
        out.writeByte(8);
        out.writeShort(480);
        out.writeShort(640);
        return bytes.toByteArray();
    }

    private Pages read(byte[] content) throws IOException {
        return assertInstanceOf(DocumentReading.Read.class, reading(content)).pages();
    }

    private String refusal(byte[] content) throws IOException {
        return assertInstanceOf(DocumentReading.Refused.class, reading(content))
                .why()
                .key();
    }

    private DocumentReading reading(byte[] content) throws IOException {
        var file = Files.write(folder.resolve("document"), content);
        return DocumentFile.read(file, DocumentFile.kind(file).orElseThrow());
    }
}
