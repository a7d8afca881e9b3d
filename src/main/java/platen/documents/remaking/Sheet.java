package platen.documents.remaking;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;
import platen.documents.Needs;
import platen.documents.Paper;

/// A new page that shows one of a customer's: whole on the paper, in its middle, upright, and with its rim mirrored
/// outward where that is wanted. The page's own content is drawn, so that type and lines stay what they are.
final class Sheet {
    private static final double POINT_MM = 25.4 / 72;
    private static final int RIGHT_ANGLE = 90;
    private static final double BLEED_PT = Needs.BLEED_MM / POINT_MM;

    private final PDDocument made;
    private final PDFormXObject content;
    private final double width;
    private final double height;
    /// From the content to the finished page, whose lower left corner is the origin.
    private final AffineTransform onPaper;
    private final boolean hasBleed;

    Sheet(PDDocument made, LayerUtility layers, PDDocument from, PDPage page, Paper paper) throws IOException {
        this.made = made;
        width = paper.widthMm() / POINT_MM;
        height = paper.heightMm() / POINT_MM;
        Flattening.of(from, page);
        content = layers.importPageAsForm(from, page);
        content.setMatrix(new AffineTransform());
        var box = finished(page);
        var turn = AffineTransform.getQuadrantRotateInstance(-page.getRotation() / RIGHT_ANGLE);
        var corners = box.transform(new Matrix(turn)).getBounds2D();
        double scale = Math.min(width / corners.getWidth(), height / corners.getHeight());
        onPaper = AffineTransform.getTranslateInstance(
                (width - corners.getWidth() * scale) / 2 - corners.getX() * scale,
                (height - corners.getHeight() * scale) / 2 - corners.getY() * scale);
        onPaper.scale(scale, scale);
        onPaper.concatenate(turn);
        hasBleed = bleedMm(page) / page.getUserUnit() * scale >= Needs.ENOUGH_BLEED_MM;
        content.setBBox(hasBleed ? page.getMediaBox() : box);
    }

    /// The size as it is to be seen.
    static Paper seen(PDPage page) {
        var box = finished(page);
        double unit = POINT_MM * page.getUserUnit();
        var upright = new Paper(box.getWidth() * unit, box.getHeight() * unit);
        return page.getRotation() % 180 == 0 ? upright : upright.turned();
    }

    /// What is left when the sheet is cut.
    static PDRectangle finished(PDPage page) {
        var trim = page.getTrimBox();
        return trim.getWidth() >= 1 && trim.getHeight() >= 1 ? trim : page.getCropBox();
    }

    /// How much picture there is beyond the edge, on the poorest side.
    static double bleedMm(PDPage page) {
        var trim = finished(page);
        var box = page.getCOSObject().containsKey(COSName.BLEED_BOX) ? page.getBleedBox() : page.getMediaBox();
        double across =
                Math.min(trim.getLowerLeftX() - box.getLowerLeftX(), box.getUpperRightX() - trim.getUpperRightX());
        double along =
                Math.min(trim.getLowerLeftY() - box.getLowerLeftY(), box.getUpperRightY() - trim.getUpperRightY());
        return Math.max(0, Math.min(across, along)) * POINT_MM * page.getUserUnit();
    }

    /// Adds the page, a quarter turned with its top to the left where it lies among standing ones.
    void add(boolean turned, boolean mirrored) throws IOException {
        double around = mirrored || hasBleed ? BLEED_PT : 0;
        double across = turned ? height : width;
        double up = turned ? width : height;
        var sheet = new PDPage(box(0, across + 2 * around, up + 2 * around));
        sheet.setTrimBox(box(around, across, up));
        sheet.setBleedBox(sheet.getMediaBox());
        made.addPage(sheet);
        try (var pen = new PDPageContentStream(made, sheet)) {
            pen.transform(new Matrix(AffineTransform.getTranslateInstance(around, around)));
            if (turned) pen.transform(new Matrix(0, 1, -1, 0, (float) height, 0));
            if (mirrored && !hasBleed) drawMirrored(pen);
            draw(pen, new AffineTransform());
        }
    }

    /// Eight times around the page, over each edge and each corner, and only as far as the bleed goes.
    private void drawMirrored(PDPageContentStream pen) throws IOException {
        for (int x = -1; x <= 1; x++) {
            for (int y = -1; y <= 1; y++) {
                if (x == 0 && y == 0) continue;
                pen.saveGraphicsState();
                pen.addRect(
                        (float) (x < 0 ? -BLEED_PT : x * width),
                        (float) (y < 0 ? -BLEED_PT : y * height),
                        (float) (x == 0 ? width : BLEED_PT),
                        (float) (y == 0 ? height : BLEED_PT));
                pen.clip();
                draw(pen, mirror(x, y));
                pen.restoreGraphicsState();
            }
        }
    }

    private AffineTransform mirror(int x, int y) {
        return new AffineTransform(
                x == 0 ? 1 : -1, 0, 0, y == 0 ? 1 : -1, x == 1 ? 2 * width : 0, y == 1 ? 2 * height : 0);
    }

    private void draw(PDPageContentStream pen, AffineTransform how) throws IOException {
        var place = new AffineTransform(how);
        place.concatenate(onPaper);
        pen.saveGraphicsState();
        pen.transform(new Matrix(place));
        pen.drawForm(content);
        pen.restoreGraphicsState();
    }

    private static PDRectangle box(double corner, double width, double height) {
        return new PDRectangle((float) corner, (float) corner, (float) width, (float) height);
    }
}
