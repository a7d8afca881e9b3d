package platen.documents.reading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import platen.documents.Kind;
import platen.documents.Paper;

/// Makes a page of a picture, upright, without decoding or changing a dot of it.
public final class PicturePage {
    private static final double POINTS_PER_INCH = 72;
    private static final double POINT_MM = 25.4 / 72;
    /// For a picture that neither says how large it is nor is laid on a paper.
    private static final double FINE_DPI = 300;

    private PicturePage() {}

    public static void add(PDDocument document, Path file, Kind kind, @Nullable Paper paper) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            add(document, file, kind == Kind.PNG ? PngChunks.read(in) : Jpeg.read(in), paper);
        }
    }

    /// Adds the page: of the picture's own size where it says one and no paper is given. On a paper, which is turned
    /// like it, it stands in the middle, at its own size, or else as large as comes whole onto it.
    static void add(PDDocument document, Path file, Image image, @Nullable Paper paper) throws IOException {
        var dpi = image.dpi();
        double perPixel = POINTS_PER_INCH / (dpi == null ? FINE_DPI : dpi);
        double width = image.seenWidthPx() * perPixel;
        double height = image.seenHeightPx() * perPixel;
        var turned = paper == null ? null : paper.turnedLike(width, height);
        double sheetWidth = turned == null ? width : turned.widthMm() / POINT_MM;
        double sheetHeight = turned == null ? height : turned.heightMm() / POINT_MM;
        double fitting = Math.min(sheetWidth / width, sheetHeight / height);
        double scale = dpi == null ? fitting : Math.min(1, fitting);
        var page = new PDPage(new PDRectangle((float) sheetWidth, (float) sheetHeight));
        document.addPage(page);
        var upright = upright(image.orientation(), (float) (width * scale), (float) (height * scale));
        var place = Matrix.concatenate(
                Matrix.getTranslateInstance(
                        (float) (sheetWidth - width * scale) / 2, (float) (sheetHeight - height * scale) / 2),
                upright);
        try (var pen = new PDPageContentStream(document, page)) {
            pen.drawImage(PDImageXObject.createFromFileByContent(file.toFile(), document), place);
        }
    }

    /// From the unit square, in which PDF draws pictures, to one that a camera noted as held so.
    private static Matrix upright(int orientation, float width, float height) {
        return switch (orientation) {
            case 2 -> new Matrix(-width, 0, 0, height, width, 0);
            case 3 -> new Matrix(-width, 0, 0, -height, width, height);
            case 4 -> new Matrix(width, 0, 0, -height, 0, height);
            case 5 -> new Matrix(0, -height, -width, 0, width, height);
            case 6 -> new Matrix(0, -height, width, 0, 0, height);
            case 7 -> new Matrix(0, height, width, 0, 0, 0);
            case 8 -> new Matrix(0, height, -width, 0, width, 0);
            default -> new Matrix(width, 0, 0, height, 0, 0);
        };
    }
}
