package platen.documents.remaking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static platen.documents.Fix.BLANKS;
import static platen.documents.Fix.FIT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.documents.Ink;
import platen.documents.Kind;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Pages;
import platen.documents.Paper;
import platen.documents.reading.DocumentFile;
import platen.documents.reading.DocumentReading;
import platen.documents.reading.Drafts;

class RemakeTest {
    private static final Needs BOOKLET = new Needs(new Paper(148, 210), Make.BOOKLET, Ink.BLACK);

    @TempDir
    Path folder;

    @Test
    void shrinksPagesToThePaperAndFillsTheSheets() throws IOException {
        var pages = remade(Drafts.plain(6), Kind.PDF);
        assertEquals(8, pages.pages());
        assertEquals(1, pages.sizes().size());
        assertEquals(148, pages.sizes().getFirst().widthMm(), 0.1);
        assertEquals(
                List.of("documents.blank"),
                pages.findings(BOOKLET).stream()
                        .map(finding -> finding.message().key())
                        .toList());
        assertEquals(ink(pages(Drafts.plain(1), Kind.PDF)), ink(pages), 0.4);
    }

    @Test
    void turnsAPageThatLiesOnItsSide() throws IOException {
        var turned = Drafts.pdf(1, PDRectangle.A4, (_, page, _) -> page.setRotation(90));
        var size = remade(turned, Kind.PDF).sizes().getFirst();
        assertEquals(210, size.widthMm(), 0.1);
        assertEquals(148, size.heightMm(), 0.1);
    }

    @Test
    void leavesPagesThatFitAsTheyAre() throws IOException {
        var pages = remade(Drafts.pdf(4, PDRectangle.A5, (_, _, _) -> {}), Kind.PDF);
        assertEquals(4, pages.pages());
        assertEquals(List.of(), pages.findings(BOOKLET));
    }

    @Test
    void laysAPictureOntoThePaper() throws IOException {
        var picture = folder.resolve("picture.png");
        ImageIO.write(Drafts.photo(600, 400, true), "png", picture.toFile());
        var pages = remade(Files.readAllBytes(picture), Kind.PNG);
        assertEquals(4, pages.pages());
        assertEquals(210, pages.sizes().getFirst().widthMm(), 0.1);
    }

    private Pages remade(byte[] document, Kind kind) throws IOException {
        var out = folder.resolve("out.pdf");
        Remake.write(Files.write(folder.resolve("in"), document), kind, BOOKLET, EnumSet.of(FIT, BLANKS), out);
        return pages(Files.readAllBytes(out), Kind.PDF);
    }

    private Pages pages(byte[] document, Kind kind) throws IOException {
        var file = Files.write(folder.resolve("look"), document);
        return assertInstanceOf(DocumentReading.Read.class, DocumentFile.examine(file, kind, null, _ -> {}))
                .pages();
    }

    private static double ink(Pages pages) {
        var ink = pages.facts().getFirst().ink();
        assertNotNull(ink);
        return ink.blackPercent();
    }
}
