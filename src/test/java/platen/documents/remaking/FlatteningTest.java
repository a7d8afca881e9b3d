package platen.documents.remaking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
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

/// What lies on a page comes along when the page is fitted.
class FlatteningTest {
    private static final Needs FLYER = new Needs(new Paper(148, 210), Make.FLYER, Ink.COLOUR);
    private static final int RED = 0xff0000;
    private static final int WHITE = 0xffffff;

    @TempDir
    Path folder;

    @Test
    void carriesAStampToItsPlace() throws IOException {
        var seen = fitted(stamp(true));
        assertEquals(RED, at(seen, 150, 250));
        assertEquals(WHITE, at(seen, 250, 250), "beside it");
        assertEquals(WHITE, at(seen, 150, 350), "above it");
    }

    @Test
    void leavesOutWhatIsOnlyForTheScreen() throws IOException {
        assertEquals(WHITE, at(fitted(stamp(false)), 150, 250));
    }

    /// Nobody drew how it looks: that is left to who shows it.
    @Test
    void carriesWhatWasFilledIntoAForm() throws IOException {
        try (var made = made(form())) {
            assertTrue(new PDFTextStripper().getText(made).contains("Ann Lee"));
            var seen = seen(made);
            int dark = 0;
            for (int x = 100; x < 200; x++) for (int y = 600; y < 620; y++) dark += at(seen, x, y) == WHITE ? 0 : 1;
            assertTrue(dark > 20, dark + " dark dots");
        }
    }

    private BufferedImage fitted(byte[] document) throws IOException {
        try (var made = made(document)) {
            return seen(made);
        }
    }

    private PDDocument made(byte[] document) throws IOException {
        var file = Files.write(folder.resolve("in.pdf"), document);
        var out = folder.resolve("out.pdf");
        Remake.write(file, Kind.PDF, FLYER, EnumSet.of(Fix.FIT), out);
        return Loader.loadPDF(out.toFile());
    }

    private static BufferedImage seen(PDDocument document) throws IOException {
        return new PDFRenderer(document).renderImage(0, 1);
    }

    /// Where this point of the customer's page is now.
    private static int at(BufferedImage seen, int x, int y) {
        double scale = seen.getWidth() / (double) PDRectangle.A4.getWidth();
        return seen.getRGB((int) (x * scale), (int) (seen.getHeight() - y * scale)) & WHITE;
    }

    /// A hundred points square at 100, 200, drawn as half of that and lying on its side.
    private byte[] stamp(boolean isPrinted) throws IOException {
        try (var document = new PDDocument()) {
            var page = page(document);
            var look = new PDAppearanceStream(document);
            look.setBBox(new PDRectangle(10, 10, 50, 50));
            look.setMatrix(AffineTransform.getQuadrantRotateInstance(1));
            try (var out = look.getCOSObject().createOutputStream()) {
                out.write("1 0 0 rg 0 0 100 100 re f".getBytes(US_ASCII));
            }
            var stamp = new PDAnnotationRubberStamp();
            stamp.setRectangle(new PDRectangle(100, 200, 100, 100));
            stamp.setPrinted(isPrinted);
            var looks = new PDAppearanceDictionary();
            looks.setNormalAppearance(look);
            stamp.setAppearance(looks);
            page.setAnnotations(List.<PDAnnotation>of(stamp));
            return saved(document);
        }
    }

    private byte[] form() throws IOException {
        try (var document = new PDDocument()) {
            var page = page(document);
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            form.setNeedAppearances(true);
            var resources = new PDResources();
            resources.put(COSName.HELV, new PDType1Font(FontName.HELVETICA));
            form.setDefaultResources(resources);
            form.setDefaultAppearance("/Helv 12 Tf 0 g");
            var field = new PDTextField(form);
            field.setPartialName("name");
            field.getCOSObject().setString(COSName.V, "Ann Lee");
            var widget = field.getWidgets().getFirst();
            widget.setRectangle(new PDRectangle(100, 600, 200, 20));
            widget.setPage(page);
            widget.setPrinted(true);
            page.setAnnotations(List.<PDAnnotation>of(widget));
            form.setFields(List.of(field));
            return saved(document);
        }
    }

    private static PDPage page(PDDocument document) {
        var page = new PDPage(PDRectangle.A4);
        page.getCOSObject().setItem(COSName.RESOURCES, new COSDictionary());
        document.addPage(page);
        return page;
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
