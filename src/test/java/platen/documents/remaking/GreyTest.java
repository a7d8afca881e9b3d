package platen.documents.remaking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShadingType1;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShadingType2;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.documents.Fix;
import platen.documents.Kind;
import platen.documents.Needs;
import platen.documents.reading.Drafts;

/// What is printed in black loses its colours and nothing else: read back, no colour space but grey is left.
class GreyTest {
    private static final Set<String> COLOUR_COMMANDS =
            Set.of("rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN");

    @TempDir
    Path folder;

    @Test
    void takesColoursOutOfTypeLinesAndFills() throws IOException {
        var grey = grey(Drafts.pdf(1, PDRectangle.A5, (_, _, pen) -> {
            pen.setNonStrokingColor(1f, 0f, 0f);
            pen.addRect(50, 50, 100, 100);
            pen.fill();
            pen.setNonStrokingColor(0f, 0f, 0f, 1f);
            pen.addRect(200, 50, 100, 100);
            pen.fill();
        }));
        try (var document = Loader.loadPDF(grey)) {
            assertEquals(Set.of(), colourCommands(document));
            assertTrue(new PDFTextStripper().getText(document).contains("community garden"), "type stays type");
            assertEquals(0.3, light(document, 100, 100), 0.02, "red is as dark as it looks");
            assertEquals(0, light(document, 250, 100), 0.02, "black ink stays black");
            assertEquals(1, light(document, 20, 20), 0.02);
        }
    }

    @Test
    void takesColoursOutOfPicturesAndKeepsWhatShinesThrough() throws IOException {
        var grey = grey(Drafts.pdf(1, PDRectangle.A5, (document, _, pen) -> {
            var photo = JPEGFactory.createFromImage(document, Drafts.photo(300, 200, true));
            pen.drawImage(photo, 50, 50, 150, 100);
        }));
        try (var document = Loader.loadPDF(grey)) {
            var resources = document.getPage(0).getResources();
            var pictures = 0;
            for (var name : resources.getXObjectNames()) {
                var picture = assertInstanceOf(PDImageXObject.class, resources.getXObject(name));
                assertEquals(PDDeviceGray.INSTANCE, picture.getColorSpace());
                assertEquals(300, picture.getWidth(), "each dot stays");
                pictures++;
            }
            assertEquals(1, pictures);
            assertFalse(isColoured(document));
        }
    }

    @Test
    void reachesFormsAndGradients() throws IOException {
        var grey = grey(Drafts.pdf(1, PDRectangle.A5, (document, _, pen) -> {
            pen.shadingFill(gradient());
            var form = new PDAppearanceStream(document);
            form.setBBox(new PDRectangle(100, 100));
            form.setResources(new PDResources());
            try (var inner =
                    new PDPageContentStream(document, form, form.getStream().createOutputStream())) {
                inner.setNonStrokingColor(0f, 0.8f, 0f);
                inner.addRect(0, 0, 50, 50);
                inner.fill();
            }
            pen.drawForm(form);
        }));
        try (var document = Loader.loadPDF(grey)) {
            var resources = document.getPage(0).getResources();
            for (var name : resources.getShadingNames()) {
                assertEquals(PDDeviceGray.INSTANCE, resources.getShading(name).getColorSpace());
            }
            assertEquals(Set.of(), colourCommands(document));
            assertFalse(isColoured(document));
            assertEquals(0.47, light(document, 20, 20), 0.03);
            assertTrue(new PDFTextStripper().getText(document).contains("garden"));
        }
    }

    @Test
    void makesAPictureOfAPageThatHasNoSimpleGrey() throws IOException {
        var grey = grey(Drafts.pdf(1, PDRectangle.A5, (_, _, pen) -> {
            var odd = new PDShadingType1(gradient().getCOSObject());
            odd.setShadingType(PDShadingType1.SHADING_TYPE1);
            odd.getCOSObject().removeItem(COSName.DOMAIN);
            pen.shadingFill(odd);
        }));
        try (var document = Loader.loadPDF(grey)) {
            assertFalse(isColoured(document));
            assertEquals(
                    PDRectangle.A5.getWidth(), document.getPage(0).getMediaBox().getWidth(), 0.1);
        }
    }

    /// From red at the left to blue at the right.
    private static PDShadingType2 gradient() {
        var step = new COSDictionary();
        step.setInt(COSName.FUNCTION_TYPE, 2);
        step.setItem(COSName.DOMAIN, numbers(0, 1));
        step.setItem(COSName.C0, numbers(1, 0, 0));
        step.setItem(COSName.C1, numbers(0, 0, 1));
        step.setItem(COSName.N, COSInteger.ONE);
        var gradient = new PDShadingType2(new COSDictionary());
        gradient.setShadingType(PDShadingType2.SHADING_TYPE2);
        gradient.setColorSpace(PDDeviceRGB.INSTANCE);
        gradient.setCoords(numbers(0, 0, 400, 0));
        gradient.getCOSObject().setItem(COSName.FUNCTION, step);
        return gradient;
    }

    private static COSArray numbers(float... values) {
        var array = new COSArray();
        for (float value : values) array.add(new COSFloat(value));
        return array;
    }

    private byte[] grey(byte[] document) throws IOException {
        var out = folder.resolve("out.pdf");
        var in = Files.write(folder.resolve("in.pdf"), document);
        Remake.write(in, Kind.PDF, Needs.NONE, EnumSet.of(Fix.GREY), out);
        return Files.readAllBytes(out);
    }

    /// On pages and in the forms that they draw.
    private static Set<String> colourCommands(PDDocument document) throws IOException {
        var commands = new TreeSet<String>();
        for (var page : document.getPages()) {
            note(new PDFStreamParser(page).parse(), commands);
            for (var name : page.getResources().getXObjectNames()) {
                if (page.getResources().getXObject(name) instanceof PDFormXObject form) {
                    note(new PDFStreamParser(form).parse(), commands);
                }
            }
        }
        return commands;
    }

    private static void note(List<Object> tokens, Set<String> commands) {
        for (var token : tokens) {
            if (token instanceof Operator one && COLOUR_COMMANDS.contains(one.getName())) commands.add(one.getName());
        }
    }

    private static boolean isColoured(PDDocument document) throws IOException {
        var page = new PDFRenderer(document).renderImage(0);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                int dot = page.getRGB(x, y);
                if ((dot & 0xff) != (dot >> 8 & 0xff) || (dot & 0xff) != (dot >> 16 & 0xff)) return true;
            }
        }
        return false;
    }

    /// How light a point is, in points from the lower left corner.
    private static double light(PDDocument document, int x, int y) throws IOException {
        var page = new PDFRenderer(document).renderImage(0);
        return (page.getRGB(x, page.getHeight() - 1 - y) & 0xff) / 255.0;
    }
}
