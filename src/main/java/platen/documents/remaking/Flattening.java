package platen.documents.remaking;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.util.Matrix;

/// Draws what lies on a page (stamps, notes, what was filled into a form) into the page itself, so that it comes along
/// wherever the page's content is drawn.
final class Flattening {
    private Flattening() {}

    /// Makes looks for the fields of a form that have none: many programs leave that to who shows it.
    static void prepare(PDDocument document) {
        try {
            var _ = document.getDocumentCatalog().getAcroForm();
        } catch (RuntimeException _) {
            // What PDFBox thinks of a damaged form; its pages are there all the same.
        }
    }

    static void of(PDDocument document, PDPage page) throws IOException {
        var looks = page.getAnnotations().stream()
                .filter(Flattening::isPrinted)
                .flatMap(note -> look(document, note).stream())
                .toList();
        if (looks.isEmpty()) return;
        try (var pen = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            for (var look : looks) look.draw(pen);
        }
        page.setAnnotations(List.of());
    }

    private static boolean isPrinted(PDAnnotation note) {
        boolean isOnPaper = !(note instanceof PDAnnotationLink) && !(note instanceof PDAnnotationPopup);
        return isOnPaper && note.isPrinted() && !note.isHidden();
    }

    private record Look(PDFormXObject form, AffineTransform place) {
        void draw(PDPageContentStream pen) throws IOException {
            pen.saveGraphicsState();
            pen.transform(new Matrix(place));
            pen.drawForm(form);
            pen.restoreGraphicsState();
        }
    }

    /// Nothing where it has no look, or a damaged one.
    private static Optional<Look> look(PDDocument document, PDAnnotation note) {
        try {
            if (note.getNormalAppearanceStream() == null) note.constructAppearances(document);
            var form = note.getNormalAppearanceStream();
            var on = note.getRectangle();
            if (form == null || form.getBBox() == null || on == null) return Optional.empty();
            var own = form.getBBox().transform(form.getMatrix()).getBounds2D();
            if (own.isEmpty()) return Optional.empty();
            var place = AffineTransform.getTranslateInstance(on.getLowerLeftX(), on.getLowerLeftY());
            place.scale(on.getWidth() / own.getWidth(), on.getHeight() / own.getHeight());
            place.translate(-own.getX(), -own.getY());
            return Optional.of(new Look(form, place));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
