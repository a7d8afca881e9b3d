package platen.documents.reading;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import platen.documents.Content;

/// Runs through a page's commands, drawing nothing, and notes what matters for printing. A picture is not decoded.
final class PageScan extends PDFGraphicsStreamEngine {
    private static final double POINT_MM = 25.4 / 72;
    private static final double POINTS_PER_INCH = 72;
    /// A smaller picture is an icon, and one of fewer pixels a gradient or a plain colour.
    private static final double LEAST_IMAGE_MM = 8;
    private static final int LEAST_IMAGE_PX = 16;
    private static final double CAPITAL_HEIGHT = 0.7;
    private static final double SAME_COLOUR = 0.01;
    private static final int MOST_FONTS = 20;
    private static final int LONGEST_NAME = 60;

    private final Deadline deadline;
    private final PDRectangle finished;
    private final double userUnit;
    private final TreeSet<String> missing = new TreeSet<>();
    private final TreeSet<String> common = new TreeSet<>();
    private double toEdge = Double.POSITIVE_INFINITY;
    private double dpi = Double.POSITIVE_INFINITY;
    private boolean rgb;
    private boolean transparent;

    private PageScan(PDPage page, PDRectangle finished, Deadline deadline) {
        super(page);
        this.deadline = deadline;
        this.finished = finished;
        this.userUnit = page.getUserUnit();
    }

    static Content of(PDPage page, PDRectangle finished, Deadline deadline) throws IOException {
        var scan = new PageScan(page, finished, deadline);
        scan.processPage(page);
        return new Content(
                scan.toEdge == Double.POSITIVE_INFINITY ? null : rounded(scan.toEdge * POINT_MM * scan.userUnit),
                scan.dpi == Double.POSITIVE_INFINITY ? null : (int) Math.round(scan.dpi),
                scan.rgb,
                scan.transparent,
                List.copyOf(scan.missing),
                List.copyOf(scan.common));
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        deadline.check();
        super.processOperator(operator, operands);
    }

    @Override
    protected void showFontGlyph(Matrix place, PDFont font, int code, Vector displacement) throws IOException {
        if (getGraphicsState().getTextState().getRenderingMode() == RenderingMode.NEITHER) return;
        note(font);
        notePaint(true);
        var letter = font.toUnicode(code);
        if (code == ' ' || (letter != null && letter.isBlank())) return;
        var nearest = nearest(place, displacement.getX());
        toEdge = Math.min(toEdge, nearest);
    }

    /// Infinite where the letter lies wholly beyond the edge, as crop marks and their notes do.
    private double nearest(Matrix place, double width) {
        var one = place.transformPoint(0, 0);
        var other = place.transformPoint((float) width, (float) CAPITAL_HEIGHT);
        double left = Math.min(one.x, other.x);
        double right = Math.max(one.x, other.x);
        double bottom = Math.min(one.y, other.y);
        double top = Math.max(one.y, other.y);
        boolean isOutside = right < finished.getLowerLeftX()
                || left > finished.getUpperRightX()
                || top < finished.getLowerLeftY()
                || bottom > finished.getUpperRightY();
        if (isOutside || !Double.isFinite(left + right + bottom + top)) return Double.POSITIVE_INFINITY;
        return Math.min(
                Math.min(left - finished.getLowerLeftX(), finished.getUpperRightX() - right),
                Math.min(bottom - finished.getLowerLeftY(), finished.getUpperRightY() - top));
    }

    private void note(PDFont font) {
        if (font.isEmbedded()) return;
        var name = font.getName();
        if (name == null) return;
        var list = Standard14Fonts.containsName(name) ? common : missing;
        if (list.size() < MOST_FONTS) list.add(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
        var state = getGraphicsState();
        noteSeeThrough(state.getNonStrokeAlphaConstant() < 1);
        if (image instanceof PDImageXObject object) {
            transparent |= object.getCOSObject().containsKey(COSName.SMASK);
        }
        if (image.isStencil()) notePaint(true);
        else if (!"jpx".equals(image.getSuffix())) rgb |= isScreens(image.getColorSpace());
        var place = state.getCurrentTransformationMatrix();
        double widthPt = Math.hypot(place.getScaleX(), place.getShearY()) * userUnit;
        double heightPt = Math.hypot(place.getShearX(), place.getScaleY()) * userUnit;
        if (Math.min(widthPt, heightPt) * POINT_MM < LEAST_IMAGE_MM) return;
        if (Math.min(image.getWidth(), image.getHeight()) < LEAST_IMAGE_PX) return;
        var across = image.getWidth() * POINTS_PER_INCH / widthPt;
        var along = image.getHeight() * POINTS_PER_INCH / heightPt;
        dpi = Math.min(dpi, Math.min(across, along));
    }

    @Override
    public void strokePath() throws IOException {
        notePaint(false);
    }

    @Override
    public void fillPath(int rule) throws IOException {
        notePaint(true);
    }

    @Override
    public void fillAndStrokePath(int rule) throws IOException {
        notePaint(true);
        notePaint(false);
    }

    @Override
    public void shadingFill(COSName name) throws IOException {
        noteSeeThrough(getGraphicsState().getNonStrokeAlphaConstant() < 1);
        var resources = getResources();
        var shading = resources == null ? null : resources.getShading(name);
        if (shading != null) rgb |= isScreens(shading.getColorSpace());
    }

    private void notePaint(boolean fills) {
        var state = getGraphicsState();
        noteSeeThrough((fills ? state.getNonStrokeAlphaConstant() : state.getAlphaConstant()) < 1);
        rgb |= isColourOfScreens(fills ? state.getNonStrokingColor() : state.getStrokingColor());
    }

    @SuppressWarnings("ReferenceEquality") // the modes are constants, and know no other equality
    private void noteSeeThrough(boolean isThin) {
        var state = getGraphicsState();
        var isMixed = state.getBlendMode() != BlendMode.NORMAL && state.getBlendMode() != BlendMode.COMPATIBLE;
        transparent |= isThin || isMixed || state.getSoftMask() != null;
    }

    /// Grey given as three equal numbers is grey.
    private static boolean isColourOfScreens(@Nullable PDColor colour) {
        if (colour == null || !isScreens(colour.getColorSpace())) return false;
        var parts = colour.getComponents();
        if (parts.length != 3) return true;
        return Math.abs(parts[0] - parts[1]) > SAME_COLOUR || Math.abs(parts[1] - parts[2]) > SAME_COLOUR;
    }

    private static boolean isScreens(@Nullable PDColorSpace space) {
        return switch (space) {
            case null -> false;
            case PDIndexed indexed -> isScreens(indexed.getBaseColorSpace());
            case PDICCBased profiled -> profiled.getNumberOfComponents() == 3;
            default -> space.getName().equals("DeviceRGB") || space.getName().equals("CalRGB");
        };
    }

    private static double rounded(double mm) {
        return Math.round(mm * 10) / 10.0;
    }

    @Override
    public void appendRectangle(Point2D one, Point2D two, Point2D three, Point2D four) {}

    @Override
    public void clip(int rule) {}

    @Override
    public void moveTo(float x, float y) {}

    @Override
    public void lineTo(float x, float y) {}

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}
}
