package platen.documents.remaking;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import platen.documents.Kind;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.documents.reading.PicturePage;

/// Makes of a document a PDF that fits a product: each page whole on the paper, in its middle, and blank pages at the
/// end up to whole sheets. A picture becomes a page. The customer's file stays as it is.
///
/// It runs where documents are read: in a process of its own.
public final class Remake {
    private static final double POINT_MM = 25.4 / 72;

    private Remake() {}

    /// Writes the new document to `out`, which is none where the file is damaged.
    public static void write(Path file, Kind kind, Needs needs, Path out) throws IOException {
        try (var made = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            if (kind == Kind.PDF) {
                try (var from = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
                    addPages(from, made, needs);
                    addBlanks(made, needs);
                    made.save(out.toFile());
                }
                return;
            }
            PicturePage.add(made, file, kind, needs.paper());
            addBlanks(made, needs);
            made.save(out.toFile());
        }
    }

    private static void addPages(PDDocument from, PDDocument made, Needs needs) throws IOException {
        var layers = new LayerUtility(made);
        for (var page : from.getPages()) {
            var size = seen(page);
            if (needs.paper() == null || needs.fits(size.widthMm(), size.heightMm())) made.importPage(page);
            else addFitted(from, page, size, made, layers, needs);
        }
    }

    /// A turned page is upright afterwards.
    private static void addFitted(
            PDDocument from, PDPage page, Paper size, PDDocument made, LayerUtility layers, Needs needs)
            throws IOException {
        var paper = needs.paper() == null ? size : needs.paper().turnedLike(size.widthMm(), size.heightMm());
        var sheet = new PDPage(rectangle(paper));
        made.addPage(sheet);
        var form = layers.importPageAsForm(from, page);
        var box = form.getBBox();
        var drawn = new Matrix(form.getMatrix().createAffineTransform());
        var corners = box.transform(drawn).getBounds2D();
        double scale = Math.min(
                sheet.getMediaBox().getWidth() / corners.getWidth(),
                sheet.getMediaBox().getHeight() / corners.getHeight());
        double left = (sheet.getMediaBox().getWidth() - corners.getWidth() * scale) / 2 - corners.getX() * scale;
        double bottom = (sheet.getMediaBox().getHeight() - corners.getHeight() * scale) / 2 - corners.getY() * scale;
        try (var pen = new PDPageContentStream(made, sheet)) {
            pen.transform(new Matrix((float) scale, 0, 0, (float) scale, (float) left, (float) bottom));
            pen.drawForm(form);
        }
    }

    private static void addBlanks(PDDocument made, Needs needs) {
        var make = needs.make();
        if (make == null || made.getNumberOfPages() == 0) return;
        var size = made.getPage(made.getNumberOfPages() - 1).getMediaBox();
        int missing = Math.floorMod(-made.getNumberOfPages(), make.pagesPerSheet());
        for (int i = 0; i < missing; i++) made.addPage(new PDPage(size));
    }

    private static Paper seen(PDPage page) {
        var box = page.getTrimBox();
        double unit = POINT_MM * page.getUserUnit();
        var upright = new Paper(box.getWidth() * unit, box.getHeight() * unit);
        return page.getRotation() % 180 == 0 ? upright : upright.turned();
    }

    private static PDRectangle rectangle(Paper paper) {
        return new PDRectangle((float) (paper.widthMm() / POINT_MM), (float) (paper.heightMm() / POINT_MM));
    }
}
