package platen.documents.remaking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.documents.Fix;
import platen.documents.Ink;
import platen.documents.Kind;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.documents.reading.Drafts;

/// What is new around a page, and how it lies.
class SheetTest {
    private static final Needs FLYER = new Needs(new Paper(148, 210), Make.FLYER, Ink.COLOUR);
    private static final float BLEED = 8.504f;
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;
    private static final int WHITE = 0xffffff;

    @TempDir
    Path folder;

    @Test
    void mirrorsTheRimOutwardByTheBleed() throws IOException {
        // Red at the left edge, blue within 5 points of the lower one, and white elsewhere.
        var flyer = Drafts.pdf(1, PDRectangle.A5, (_, _, pen) -> {
            pen.setNonStrokingColor(1f, 0f, 0f);
            pen.addRect(0, 0, 4, 600);
            pen.fill();
            pen.setNonStrokingColor(0f, 0f, 1f);
            pen.addRect(100, 0, 300, 5);
            pen.fill();
        });
        try (var made = made(flyer, FLYER, EnumSet.of(Fix.BLEED))) {
            var page = made.getPage(0);
            assertEquals(
                    PDRectangle.A5.getWidth() + 2 * BLEED, page.getMediaBox().getWidth(), 0.1);
            assertEquals(BLEED, page.getTrimBox().getLowerLeftX(), 0.1);
            assertEquals(PDRectangle.A5.getHeight(), page.getTrimBox().getHeight(), 0.1);
            assertEquals(page.getMediaBox().getWidth(), page.getBleedBox().getWidth(), 0.1);
            var seen = seen(made);
            assertEquals(RED, at(seen, 6, 300), "beyond the left edge");
            assertEquals(RED, at(seen, 10, 300));
            assertEquals(WHITE, at(seen, 2, 300), "as far from the edge as the white within");
            assertEquals(BLUE, at(seen, 250, 6), "below the lower edge");
            assertEquals(RED, at(seen, 6, 6), "in the corner");
            assertTrue(new PDFTextStripper().getText(made).contains("garden"), "type stays type");
        }
    }

    @Test
    void keepsTheBleedOfAPageThatHasIt() throws IOException {
        try (var made = made(Drafts.withBleed(), FLYER, EnumSet.of(Fix.FIT, Fix.BLEED))) {
            // A4 with 3 mm comes to A5 with 2.1 mm, which is mirrored instead.
            assertEquals(148, made.getPage(0).getTrimBox().getWidth() * 25.4 / 72, 0.1);
            assertEquals(154, made.getPage(0).getMediaBox().getWidth() * 25.4 / 72, 0.1);
        }
    }

    @Test
    void turnsLyingPagesAmongStandingOnes() throws IOException {
        byte[] mixed;
        try (var document = new PDDocument()) {
            var font = Drafts.font(document);
            for (int i = 0; i < 3; i++) {
                var isLying = i == 1;
                Drafts.add(
                        document,
                        font,
                        isLying ? new PDRectangle(595, 420) : new PDRectangle(420, 595),
                        (_, _, pen) -> {
                            pen.setNonStrokingColor(1f, 0f, 0f);
                            if (isLying) pen.addRect(0, 400, 595, 20);
                            pen.fill();
                        });
            }
            mixed = Drafts.saved(document);
        }
        try (var made = made(mixed, FLYER, EnumSet.of(Fix.UPRIGHT))) {
            for (var page : made.getPages()) {
                assertEquals(0, page.getRotation());
                assertEquals(420, page.getTrimBox().getWidth(), 1);
                assertEquals(595, page.getTrimBox().getHeight(), 1);
            }
            var turned = new PDFRenderer(made).renderImage(1);
            assertEquals(RED, at(turned, 10, 300), "its top is at the left");
            assertEquals(WHITE, at(turned, 410, 300));
        }
    }

    @Test
    void drawsATurnedPageWithoutStretchingIt() throws IOException {
        // Lies on its side by its rotation: 595 wide as seen, with a square of 100 in it.
        var document = Drafts.pdf(1, new PDRectangle(420, 842), (_, page, pen) -> {
            page.setRotation(90);
            pen.setNonStrokingColor(1f, 0f, 0f);
            pen.addRect(100, 300, 100, 100);
            pen.fill();
        });
        try (var made = made(document, FLYER, EnumSet.of(Fix.FIT))) {
            var page = seen(made);
            int wide = 0;
            int high = 0;
            for (int x = 0; x < page.getWidth(); x++) {
                int inColumn = 0;
                for (int y = 0; y < page.getHeight(); y++) if ((page.getRGB(x, y) & WHITE) == RED) inColumn++;
                high = Math.max(high, inColumn);
                if (inColumn > 0) wide++;
            }
            assertEquals(wide, high, 2);
            assertEquals(70, wide, 3);
        }
    }

    private PDDocument made(byte[] document, Needs needs, Set<Fix> fixes) throws IOException {
        var out = folder.resolve("out.pdf");
        Remake.write(Files.write(folder.resolve("in.pdf"), document), Kind.PDF, needs, fixes, out);
        return Loader.loadPDF(Files.readAllBytes(out));
    }

    private static BufferedImage seen(PDDocument made) throws IOException {
        return new PDFRenderer(made).renderImage(0);
    }

    /// In points from the lower left corner.
    private static int at(BufferedImage page, int x, int y) {
        return page.getRGB(x, page.getHeight() - 1 - y) & WHITE;
    }
}
