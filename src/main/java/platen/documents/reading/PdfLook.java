package platen.documents.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import platen.documents.Coverage;
import platen.documents.Kind;
import platen.documents.PageFacts;
import platen.documents.PageSize;
import platen.documents.Pages;
import platen.values.Message;

/// Looks at an open PDF in three steps, each of which needs more time and trust than the one before: the boxes of its
/// pages, the commands in them, and what they look like. A step that does not end in time leaves what is known.
final class PdfLook {
    /// Of so many pages all is told; of what follows, the sizes.
    static final int MOST_FACTS = 1_000;

    private static final double POINT_MM = 25.4 / 72;
    private static final double LEAST_POINTS = 1;
    private static final Duration LONGEST_SCAN = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAINTING = Duration.ofSeconds(20);

    static {
        PreviewFonts.use();
    }

    private final PDDocument document;
    private final List<PageFacts> facts = new ArrayList<>();
    private final List<PDRectangle> finished = new ArrayList<>();
    private final List<PageSize> sizes = new ArrayList<>();
    private int pages;

    private PdfLook(PDDocument document) {
        this.document = document;
    }

    static DocumentReading atBoxes(PDDocument document) throws IOException {
        var look = new PdfLook(document);
        var refused = look.boxes();
        return refused.isPresent() ? refused.get() : new DocumentReading.Read(look.known());
    }

    static DocumentReading at(PDDocument document, @Nullable Path pictures, Consumer<Pages> soFar) throws IOException {
        var look = new PdfLook(document);
        var refused = look.boxes();
        if (refused.isPresent()) return refused.get();
        soFar.accept(look.known());
        look.scan();
        soFar.accept(look.known());
        look.paint(pictures);
        return new DocumentReading.Read(look.known());
    }

    /// Draws a picture as the one page that it becomes; its other facts its head has told.
    static PageFacts at(Path file, Image image, @Nullable Path pictures) {
        try (var document = new PDDocument()) {
            PicturePage.add(document, file, image, null);
            var look = new PdfLook(document);
            look.boxes();
            look.paint(pictures);
            return look.facts.getFirst();
        } catch (IOException | RuntimeException _) {
            // A kind of picture that we cannot draw: what it looks like stays unknown.
            return new PageFacts(image.seenWidthPx(), image.seenHeightPx(), 0, null, null);
        }
    }

    private Pages known() {
        return new Pages(Kind.PDF, pages, sizes, facts, null, null, null);
    }

    private static Optional<DocumentReading> refused(String key, int number) {
        var why = Message.of(key, String.format(Locale.ROOT, "%,d", number));
        return Optional.of(new DocumentReading.Refused(why));
    }

    /// A refusal where there are too many, or one is damaged; what a document says of their number is not believed.
    private Optional<DocumentReading> boxes() {
        try {
            for (var page : document.getPages()) {
                if (++pages > Pdf.MOST_PAGES) return refused("documents.too-many-pages", Pdf.MOST_PAGES);
                addBoxes(page);
            }
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // Damaged input brings PDFBox to all of these.
            return refused("documents.broken-page", Math.max(1, pages));
        }
        return Optional.empty();
    }

    private void addBoxes(PDPage page) throws IOException {
        var box = finished(page);
        var unit = POINT_MM * page.getUserUnit();
        boolean isTurned = page.getRotation() % 180 != 0;
        double width = (isTurned ? box.getHeight() : box.getWidth()) * unit;
        double height = (isTurned ? box.getWidth() : box.getHeight()) * unit;
        PageSize.add(sizes, width, height, pages);
        if (pages > MOST_FACTS) return;
        finished.add(box);
        facts.add(new PageFacts(rounded(width), rounded(height), rounded(bleed(page, box) * unit), null, null));
    }

    /// What is left when the printed sheet is cut: the trim box, or, in a document that has none, what viewers show.
    static PDRectangle finished(PDPage page) throws IOException {
        var trim = page.getTrimBox();
        var box = isReal(trim) ? trim : page.getCropBox();
        if (!isReal(box)) throw new IOException("a page has no size");
        return box;
    }

    private static boolean isReal(PDRectangle box) {
        return box.getWidth() >= LEAST_POINTS
                && box.getHeight() >= LEAST_POINTS
                && Float.isFinite(box.getWidth() + box.getHeight());
    }

    /// In points. Without a bleed box all that there is beyond the edge counts.
    private static double bleed(PDPage page, PDRectangle trim) {
        var media = page.getMediaBox();
        var box = page.getCOSObject().containsKey(COSName.BLEED_BOX) ? page.getBleedBox() : media;
        double across =
                Math.min(trim.getLowerLeftX() - box.getLowerLeftX(), box.getUpperRightX() - trim.getUpperRightX());
        double along =
                Math.min(trim.getLowerLeftY() - box.getLowerLeftY(), box.getUpperRightY() - trim.getUpperRightY());
        return Math.max(0, Math.min(across, along));
    }

    private void scan() {
        var deadline = Deadline.in(LONGEST_SCAN);
        int index = 0;
        for (var page : document.getPages()) {
            if (index == facts.size() || deadline.isOver()) return;
            try {
                facts.set(index, facts.get(index).with(PageScan.of(page, finished.get(index), deadline)));
            } catch (IOException | RuntimeException | StackOverflowError _) {
                // A damaged page: what it is made of stays unknown, and that is told.
            }
            index++;
        }
    }

    private void paint(@Nullable Path pictures) {
        List<Optional<Coverage>> seen;
        try {
            seen = new Painter(document, finished, pictures).paint(Deadline.in(LONGEST_PAINTING));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        for (int i = 0; i < seen.size(); i++) {
            facts.set(i, facts.get(i).with(seen.get(i).orElse(null)));
        }
    }

    private static double rounded(double mm) {
        return Math.round(mm * 10) / 10.0;
    }
}
