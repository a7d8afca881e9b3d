package platen.documents.reading;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontFactory;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/// Makes documents as people send them, in points; each page begins with two lines of black text in an embedded font.
public final class Drafts {
    public static final PDRectangle A4 = PDRectangle.A4;
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /// Adds to a page that has its text.
    public interface Drawing {
        void on(PDDocument document, PDPage page, PDPageContentStream pen) throws IOException;
    }

    private Drafts() {}

    public static byte[] plain(int pages) throws IOException {
        return pdf(pages, A4, (_, _, _) -> {});
    }

    public static byte[] pdf(int pages, PDRectangle size, Drawing drawing) throws IOException {
        try (var document = new PDDocument()) {
            var font = font(document);
            for (int i = 0; i < pages; i++) add(document, font, size, drawing);
            return saved(document);
        }
    }

    public static void add(PDDocument document, PDFont font, PDRectangle size, Drawing drawing) throws IOException {
        var page = new PDPage(size);
        document.addPage(page);
        try (var pen = new PDPageContentStream(document, page)) {
            drawing.on(document, page, pen);
            var state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant(1f);
            pen.setGraphicsStateParameters(state);
            pen.setNonStrokingColor(0f);
            write(pen, font, 60, size.getHeight() - 90, "The community garden opens on Saturday.");
            write(pen, font, 60, size.getHeight() - 120, "Bring gloves, and a neighbour.");
        }
    }

    public static void write(PDPageContentStream pen, PDFont font, float x, float y, String text) throws IOException {
        pen.beginText();
        pen.setFont(font, 14);
        pen.newLineAtOffset(x, y);
        pen.showText(text);
        pen.endText();
    }

    public static PDFont font(PDDocument document) throws IOException {
        try (var in = Objects.requireNonNull(Loader.class.getResourceAsStream(FONT))) {
            return PDType0Font.load(document, in);
        }
    }

    public static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /// A photograph, as it were: grey or in colour.
    public static void photo(PDDocument document, PDPageContentStream pen, int pixels, float sidePt, boolean inColour)
            throws IOException {
        var image = LosslessFactory.createFromImage(document, photo(pixels, pixels, inColour));
        pen.drawImage(image, 100, 200, sidePt, sidePt);
    }

    public static BufferedImage photo(int width, int height, boolean inColour) {
        var random = new Random(5);
        var image =
                new BufferedImage(width, height, inColour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        var brush = image.createGraphics();
        for (int i = 0; i < 200; i++) {
            int grey = random.nextInt(256);
            brush.setColor(inColour ? new Color(grey, random.nextInt(256), 80) : new Color(grey, grey, grey));
            brush.fillOval(random.nextInt(width), random.nextInt(height), width / 5 + 1, height / 5 + 1);
        }
        brush.dispose();
        return image;
    }

    /// In the colours of a press.
    public static void fill(PDPageContentStream pen, PDRectangle area, float cyan, float magenta) throws IOException {
        pen.setNonStrokingColor(cyan, magenta, 0f, 0f);
        pen.addRect(area.getLowerLeftX(), area.getLowerLeftY(), area.getWidth(), area.getHeight());
        pen.fill();
    }

    /// An A4 flyer with its bleed of 3 mm and the boxes that say so.
    public static byte[] withBleed() throws IOException {
        float bleed = 8.504f;
        var media = new PDRectangle(A4.getWidth() + 2 * bleed, A4.getHeight() + 2 * bleed);
        return pdf(2, media, (_, page, pen) -> {
            page.setTrimBox(new PDRectangle(bleed, bleed, A4.getWidth(), A4.getHeight()));
            page.setBleedBox(media);
            fill(pen, media, 0.4f, 0f);
        });
    }

    /// A font that is named, with the widths of its letters, and not there.
    public static PDFont named(String name) throws IOException {
        var font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TRUE_TYPE);
        font.setItem(COSName.BASE_FONT, COSName.getPDFName(name));
        font.setItem(COSName.ENCODING, COSName.WIN_ANSI_ENCODING);
        font.setInt(COSName.FIRST_CHAR, 0);
        font.setInt(COSName.LAST_CHAR, 255);
        var widths = new COSArray();
        for (int i = 0; i < 256; i++) widths.add(COSInteger.get(500));
        font.setItem(COSName.WIDTHS, widths);
        return PDFontFactory.createFont(font);
    }
}
