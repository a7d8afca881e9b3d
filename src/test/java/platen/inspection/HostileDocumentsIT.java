package platen.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.inspection.Inspection.OfDocument;
import platen.inspection.Inspection.Unreadable;

/// Documents made to take all time and all memory, in real child processes: each gets an answer.
class HostileDocumentsIT {
    /// A child may take 60 s, and it starts and is heard.
    private static final Duration LONGEST = Duration.ofSeconds(75);
    private static final float METRE = 1_000 / 25.4f * 72;

    @TempDir
    Path folder;

    private Inspector inspector;

    @BeforeEach
    void begin() {
        inspector = new Inspector(folder.resolve("tmp"), folder.resolve("printers"));
    }

    @AfterEach
    void end() {
        inspector.close();
    }

    @Test
    void refusesAHundredThousandPagesWhateverTheirNumberIsSaidToBe() throws Exception {
        var refused = assertInstanceOf(Unreadable.class, inspect(HostileDocuments.ofPages(100_000)));
        assertEquals("documents.too-many-pages", refused.why().key());
    }

    @Test
    void countsPagesItselfAndLooksAtTheFirstThousand() throws Exception {
        var document = assertInstanceOf(OfDocument.class, inspect(HostileDocuments.ofPages(3_000)));
        assertEquals(3_000, document.pages().pages());
        assertEquals(1_000, document.pages().facts().size());
        assertTrue(keys(document).contains("documents.first-pages"));
    }

    @Test
    void comesOutOfLoops() throws Exception {
        inspect(HostileDocuments.treeWithoutEnd());
        var document = assertInstanceOf(OfDocument.class, inspect(HostileDocuments.formThatDrawsItself()));
        assertEquals(1, document.pages().pages());
    }

    @Test
    void looksAtAPageOfOneMetre() throws Exception {
        var file = folder.resolve("poster.pdf");
        try (var poster = new PDDocument()) {
            var page = new PDPage(new PDRectangle(METRE, METRE));
            poster.addPage(page);
            try (var pen = new PDPageContentStream(poster, page)) {
                pen.setNonStrokingColor(1f, 0f, 0f);
                pen.addRect(0, 0, METRE / 2, METRE);
                pen.fill();
            }
            poster.save(file.toFile());
        }
        var document = assertInstanceOf(OfDocument.class, inspector.inspect(file, "poster.pdf", "ender3", null));
        assertEquals(1_000, document.pages().sizes().getFirst().widthMm(), 0.1);
        var ink = document.pages().facts().getFirst().ink();
        if (ink == null) fail("it was not drawn");
        else assertEquals(50, ink.magentaPercent(), 1);
    }

    @Test
    void saysWhatItCouldNotSeeOfAPageWithoutEnd() throws Exception {
        var document = assertInstanceOf(OfDocument.class, inspect(HostileDocuments.busy(20_000_000)));
        assertTrue(keys(document).containsAll(List.of("documents.not-read", "documents.not-drawn")));
        assertEquals(210, document.pages().sizes().getFirst().widthMm(), 0.5);
    }

    @Test
    void keepsWhatItKnewWhenMemoryRunsOut() throws Exception {
        var text = assertInstanceOf(OfDocument.class, inspect(HostileDocuments.longText(1_500)));
        assertTrue(keys(text).containsAll(List.of("documents.not-read", "documents.not-drawn")), text.toString());
        var picture = assertInstanceOf(OfDocument.class, inspect(HostileDocuments.picture(30_000)));
        assertEquals(1, picture.pages().pages());
    }

    /// In time, and with nothing left behind.
    private Inspection inspect(byte[] document) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("document"), document);
        var start = System.nanoTime();
        var inspection = inspector.inspect(file, "document.pdf", "ender3", null);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(LONGEST) < 0, "in time");
        try (var left = Files.walk(folder.resolve("tmp"))) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
        }
        return inspection;
    }

    private static List<String> keys(Inspection inspection) {
        return inspection.findings().stream()
                .map(finding -> finding.message().key())
                .toList();
    }
}
