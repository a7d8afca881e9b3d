package platen.documents.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.RenderDestination;
import org.jspecify.annotations.Nullable;
import platen.documents.Coverage;

/// Draws pages small, sees how much ink they take, and keeps pictures of the first.
///
/// Nobody can stop a drawing that does not end. So it has a thread of its own, which is left behind with its page
/// when it takes too long; the process ends soon after.
final class Painter {
    /// About 40 dots per inch for a letter, however large the page is.
    private static final int LONGEST_SIDE_PX = 480;
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(6);

    private final PDDocument document;
    private final List<PDRectangle> finished;
    private final @Nullable Path pictures;
    private final BlockingQueue<Optional<Coverage>> painted = new LinkedBlockingQueue<>();
    private volatile boolean isGivenUp;

    /// `finished` is what to see of each page; their pictures go into the folder `pictures`, if there is one.
    Painter(PDDocument document, List<PDRectangle> finished, @Nullable Path pictures) {
        this.document = document;
        this.finished = finished;
        this.pictures = pictures;
    }

    /// What the pages look like; empty for one that cannot be drawn. Shorter than asked where time ran out.
    List<Optional<Coverage>> paint(Deadline deadline) throws InterruptedException {
        Thread.ofPlatform().daemon().name("painter").start(this::paintAll);
        var seen = new ArrayList<Optional<Coverage>>();
        while (seen.size() < finished.size()) {
            var patience = Math.min(deadline.leftNanos(), LONGEST_PAGE.toNanos());
            var next = patience > 0 ? painted.poll(patience, TimeUnit.NANOSECONDS) : null;
            if (next == null) break;
            seen.add(next);
        }
        isGivenUp = true;
        return seen;
    }

    private void paintAll() {
        var renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
        int index = 0;
        for (var page : document.getPages()) {
            if (isGivenUp || index == finished.size()) return;
            painted.add(paint(renderer, page, index++));
        }
    }

    private Optional<Coverage> paint(PDFRenderer renderer, PDPage page, int index) {
        try {
            var box = finished.get(index);
            page.setCropBox(box);
            float scale = LONGEST_SIDE_PX / Math.max(box.getWidth(), box.getHeight());
            var picture = renderer.renderImage(index, scale, ImageType.RGB, RenderDestination.EXPORT);
            if (pictures != null && index < Thumbnails.MOST) Thumbnails.write(picture, pictures, index + 1);
            return Optional.of(InkCount.of(picture));
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // Whatever PDFBox says to damaged input: the page has no picture, and that is told.
            return Optional.empty();
        }
    }
}
