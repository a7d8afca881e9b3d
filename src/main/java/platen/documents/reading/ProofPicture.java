package platen.documents.reading;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.RenderDestination;
import platen.documents.Kind;

/// A large picture of one page as it is printed: where the sheet is cut runs a line, and what falls away is pale.
///
/// It is drawn in the process that reads strangers' files, which ends with its time.
public final class ProofPicture {
    public static final int LARGEST_BYTES = 400_000;

    private static final int LONGEST_SIDE_PX = 1_600;
    /// Beyond so much of it nobody cuts: a page in the corner of a large sheet is not made tiny.
    private static final float MOST_BESIDE_POINTS = 40;

    private static final float LEAST_BESIDE_POINTS = 1;
    private static final Color CUT = new Color(0xd0006f);
    private static final Color PALE = new Color(255, 255, 255, 150);
    private static final float[] DASHES = {14, 8};

    static {
        PreviewFonts.use();
    }

    private ProofPicture() {}

    /// False where there is no such page, or it can't be drawn.
    public static boolean write(Path file, Kind kind, int page, Path jpeg) throws IOException {
        try (var document = open(file, kind)) {
            if (page < 1 || page > document.getNumberOfPages()) return false;
            var picture = draw(document, page - 1);
            return Thumbnails.jpeg(picture, LARGEST_BYTES)
                    .map(bytes -> write(bytes, jpeg))
                    .orElse(false);
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // Whatever PDFBox says to damaged input: the page has no picture.
            return false;
        }
    }

    private static boolean write(byte[] bytes, Path jpeg) {
        try {
            Files.write(jpeg, bytes);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static PDDocument open(Path file, Kind kind) throws IOException {
        if (kind == Kind.PDF)
            return Loader.loadPDF(new RandomAccessReadBufferedFile(file), IOUtils.createTempFileOnlyStreamCache());
        var document = new PDDocument();
        try {
            PicturePage.add(document, file, kind, null);
        } catch (IOException | RuntimeException e) {
            document.close();
            throw e;
        }
        return document;
    }

    private static BufferedImage draw(PDDocument document, int index) throws IOException {
        var page = document.getPage(index);
        var trim = PdfLook.finished(page);
        var sheet = sheet(page, trim);
        page.setCropBox(sheet);
        float scale = LONGEST_SIDE_PX / Math.max(sheet.getWidth(), sheet.getHeight());
        var renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
        var picture = renderer.renderImage(index, scale, ImageType.RGB, RenderDestination.EXPORT);
        if (hasBeside(sheet, trim)) cut(picture, turned(sheet, trim, page.getRotation(), scale));
        return picture;
    }

    /// The page and what there is to print around it.
    private static PDRectangle sheet(PDPage page, PDRectangle trim) {
        var media = page.getMediaBox();
        var bleed = page.getBleedBox();
        float left = Math.max(media.getLowerLeftX(), Math.min(bleed.getLowerLeftX(), trim.getLowerLeftX()));
        float low = Math.max(media.getLowerLeftY(), Math.min(bleed.getLowerLeftY(), trim.getLowerLeftY()));
        float right = Math.min(media.getUpperRightX(), Math.max(bleed.getUpperRightX(), trim.getUpperRightX()));
        float high = Math.min(media.getUpperRightY(), Math.max(bleed.getUpperRightY(), trim.getUpperRightY()));
        left = Math.max(left, trim.getLowerLeftX() - MOST_BESIDE_POINTS);
        low = Math.max(low, trim.getLowerLeftY() - MOST_BESIDE_POINTS);
        right = Math.min(right, trim.getUpperRightX() + MOST_BESIDE_POINTS);
        high = Math.min(high, trim.getUpperRightY() + MOST_BESIDE_POINTS);
        return new PDRectangle(left, low, right - left, high - low);
    }

    private static boolean hasBeside(PDRectangle sheet, PDRectangle trim) {
        return sheet.getWidth() - trim.getWidth() > LEAST_BESIDE_POINTS
                || sheet.getHeight() - trim.getHeight() > LEAST_BESIDE_POINTS;
    }

    /// Where the page is in the picture, which is turned as the document asks, clockwise.
    private static Rectangle2D turned(PDRectangle sheet, PDRectangle trim, int degrees, float scale) {
        double left = (trim.getLowerLeftX() - sheet.getLowerLeftX()) * scale;
        double right = (sheet.getUpperRightX() - trim.getUpperRightX()) * scale;
        double low = (trim.getLowerLeftY() - sheet.getLowerLeftY()) * scale;
        double high = (sheet.getUpperRightY() - trim.getUpperRightY()) * scale;
        double width = trim.getWidth() * scale;
        double height = trim.getHeight() * scale;
        return switch (Math.floorMod(degrees, 360)) {
            case 90 -> new Rectangle2D.Double(low, left, height, width);
            case 180 -> new Rectangle2D.Double(right, low, width, height);
            case 270 -> new Rectangle2D.Double(high, right, height, width);
            default -> new Rectangle2D.Double(left, high, width, height);
        };
    }

    private static void cut(BufferedImage picture, Rectangle2D page) {
        var pen = picture.createGraphics();
        pale(pen, picture, page);
        pen.setColor(CUT);
        pen.setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0));
        pen.draw(page);
        pen.dispose();
    }

    private static void pale(Graphics2D pen, BufferedImage picture, Rectangle2D page) {
        double width = picture.getWidth();
        double height = picture.getHeight();
        pen.setColor(PALE);
        pen.fill(new Rectangle2D.Double(0, 0, width, page.getMinY()));
        pen.fill(new Rectangle2D.Double(0, page.getMaxY(), width, height - page.getMaxY()));
        pen.fill(new Rectangle2D.Double(0, page.getMinY(), page.getMinX(), page.getHeight()));
        pen.fill(new Rectangle2D.Double(page.getMaxX(), page.getMinY(), width - page.getMaxX(), page.getHeight()));
    }
}
