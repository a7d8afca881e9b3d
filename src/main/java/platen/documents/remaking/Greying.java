package platen.documents.remaking;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDShadingPattern;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDTilingPattern;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/// Takes the colours out of a document: type and lines stay what they are, in grey. A page with something in it that
/// has no simple grey form becomes a picture of itself.
final class Greying {
    private static final double FINE_DPI = 300;
    private static final double MOST_DOTS = 16e6;
    private static final double POINTS_PER_INCH = 72;

    private final PDDocument document;
    /// A form that many pages draw is turned once.
    private final IdentityHashMap<COSBase, COSBase> turned = new IdentityHashMap<>();

    private Greying(PDDocument document) {
        this.document = document;
    }

    static void all(PDDocument document) throws IOException {
        var greying = new Greying(document);
        for (int i = 0; i < document.getNumberOfPages(); i++) greying.page(i);
    }

    private void page(int index) throws IOException {
        var page = document.getPage(index);
        try {
            var resources = page.getResources() == null ? new PDResources() : page.getResources();
            var grey = resources(resources);
            var stream = new PDStream(document);
            write(page, resources, grey, stream.getCOSObject());
            for (var annotation : page.getAnnotations()) appearances(annotation.getCOSObject(), resources);
            page.setContents(stream);
            page.setResources(grey);
            greyGroup(page.getCOSObject());
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // What PDFBox thinks of damaged or rare content.
            becomePicture(page, index);
        }
    }

    private void becomePicture(PDPage page, int index) throws IOException {
        var crop = page.getCropBox();
        int rotation = page.getRotation();
        var whole = page.getMediaBox();
        page.setCropBox(whole);
        page.setRotation(0);
        double inches = whole.getWidth() / POINTS_PER_INCH * whole.getHeight() / POINTS_PER_INCH;
        double dpi = Math.min(FINE_DPI, Math.sqrt(MOST_DOTS / inches));
        var dots = new PDFRenderer(document).renderImageWithDPI(index, (float) dpi, ImageType.RGB);
        var picture = GreyImage.of(document, dots);
        page.setAnnotations(List.of());
        page.setResources(new PDResources());
        try (var pen = new PDPageContentStream(document, page)) {
            pen.drawImage(picture, whole.getLowerLeftX(), whole.getLowerLeftY(), whole.getWidth(), whole.getHeight());
        }
        page.setCropBox(crop);
        page.setRotation(rotation);
    }

    private void write(PDContentStream content, PDResources from, PDResources grey, COSStream into) throws IOException {
        try (var out = into.createOutputStream(COSName.FLATE_DECODE)) {
            new GreyContent(document, from, grey, new ContentStreamWriter(out)).run(content);
        }
    }

    private PDResources resources(PDResources from) throws IOException {
        var before = turned.get(from.getCOSObject());
        if (before instanceof COSDictionary known) return new PDResources(known);
        var grey = new PDResources(new COSDictionary(from.getCOSObject()));
        turned.put(from.getCOSObject(), grey.getCOSObject());
        for (var kind : new COSName[] {COSName.XOBJECT, COSName.PATTERN, COSName.SHADING}) {
            grey.getCOSObject().setItem(kind, new COSDictionary());
        }
        grey.getCOSObject().removeItem(COSName.COLORSPACE);
        for (var name : from.getFontNames()) {
            if (from.getFont(name) instanceof PDType3Font) throw new IOException("letters may have colours");
        }
        for (var name : from.getXObjectNames()) {
            switch (from.getXObject(name)) {
                case PDFormXObject form -> put(grey, COSName.XOBJECT, name, form(form, from));
                case PDImageXObject image -> put(grey, COSName.XOBJECT, name, image(image));
                case null, default -> throw new IOException("no picture and no form");
            }
        }
        for (var name : from.getShadingNames()) {
            put(grey, COSName.SHADING, name, GreyShading.of(from.getShading(name)));
        }
        for (var name : from.getPatternNames()) put(grey, COSName.PATTERN, name, pattern(from, name));
        return grey;
    }

    private static void put(PDResources resources, COSName kind, COSName name, COSBase what) {
        resources.getCOSObject().getCOSDictionary(kind).setItem(name, what);
    }

    private COSBase image(PDImageXObject image) throws IOException {
        var before = turned.get(image.getCOSObject());
        if (before != null) return before;
        var grey = GreyImage.isNeeded(image) ? GreyImage.of(document, image).getCOSObject() : image.getCOSObject();
        turned.put(image.getCOSObject(), grey);
        return grey;
    }

    private COSBase form(PDFormXObject form, PDResources around) throws IOException {
        return stream(form, form.getCOSObject(), form.getResources() == null ? around : form.getResources());
    }

    private COSBase pattern(PDResources from, COSName name) throws IOException {
        return switch (from.getPattern(name)) {
            case PDTilingPattern tiles
            when tiles.getPaintType() == PDTilingPattern.PAINT_UNCOLORED -> tiles.getCOSObject();
            case PDTilingPattern tiles -> {
                var own = tiles.getResources();
                yield stream(tiles, (COSStream) tiles.getCOSObject(), own == null ? from : own);
            }
            case PDShadingPattern shaded -> {
                var grey = new COSDictionary(shaded.getCOSObject());
                grey.setItem(COSName.SHADING, GreyShading.of(shaded.getShading()));
                yield grey;
            }
            case null, default -> throw new IOException("no pattern");
        };
    }

    private COSBase stream(PDContentStream content, COSStream stream, PDResources resources) throws IOException {
        var before = turned.get(stream);
        if (before != null) return before;
        var grey = new COSStream();
        // Before its own content is read, which could name it.
        turned.put(stream, grey);
        for (var entry : stream.entrySet()) {
            if (entry.getKey().equals(COSName.FILTER) || entry.getKey().equals(COSName.DECODE_PARMS)) continue;
            if (!entry.getKey().equals(COSName.LENGTH)) grey.setItem(entry.getKey(), entry.getValue());
        }
        var own = resources(resources);
        write(content, resources, own, grey);
        grey.setItem(COSName.RESOURCES, own);
        greyGroup(grey);
        return grey;
    }

    /// What shines through is mixed in grey.
    private static void greyGroup(COSDictionary of) {
        var group = of.getCOSDictionary(COSName.GROUP);
        if (group == null || !group.containsKey(COSName.CS)) return;
        var grey = new COSDictionary(group);
        grey.setItem(COSName.CS, COSName.DEVICEGRAY);
        of.setItem(COSName.GROUP, grey);
    }

    /// How notes and fields of forms look.
    private void appearances(COSDictionary annotation, PDResources around) throws IOException {
        var looks = annotation.getCOSDictionary(COSName.AP);
        if (looks == null) return;
        for (var entry : looks.entrySet()) {
            var grey = appearance(looks.getDictionaryObject(entry.getKey()), around);
            if (grey != null) entry.setValue(grey);
        }
    }

    private @Nullable COSBase appearance(@Nullable COSBase look, PDResources around) throws IOException {
        return switch (look) {
            case COSStream stream -> form(new PDFormXObject(stream), around);
            case COSDictionary states -> {
                for (var entry : states.entrySet()) {
                    var grey = appearance(states.getDictionaryObject(entry.getKey()), around);
                    if (grey != null) entry.setValue(grey);
                }
                yield states;
            }
            case null, default -> null;
        };
    }
}
