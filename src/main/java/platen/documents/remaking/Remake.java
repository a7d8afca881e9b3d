package platen.documents.remaking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import platen.documents.Fix;
import platen.documents.Kind;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.documents.reading.PicturePage;

/// Makes of a document a PDF in which is put right what a customer lets us: see [Fix]. A picture becomes a page. The
/// customer's file stays as it is, and so does each page in which there is nothing to put right.
///
/// It runs where documents are read: in a process of its own.
public final class Remake {
    private final PDDocument from;
    private final PDDocument made;
    private final Needs needs;
    private final Set<Fix> fixes;
    private final LayerUtility layers;

    private Remake(PDDocument from, PDDocument made, Needs needs, Set<Fix> fixes) {
        this.from = from;
        this.made = made;
        this.needs = needs;
        this.fixes = fixes;
        this.layers = new LayerUtility(made);
    }

    /// Writes the new document to `out`, which is none where the file is damaged.
    public static void write(Path file, Kind kind, Needs needs, Set<Fix> fixes, Path out) throws IOException {
        try (var made = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
                var from = opened(file, kind, needs)) {
            var remake = new Remake(from, made, needs, fixes);
            remake.addPages();
            if (fixes.contains(Fix.GREY)) Greying.all(made);
            if (fixes.contains(Fix.BLANKS)) remake.addBlanks();
            made.save(out.toFile());
        }
    }

    private static PDDocument opened(Path file, Kind kind, Needs needs) throws IOException {
        if (kind == Kind.PDF) return Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache());
        var document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
        try {
            PicturePage.add(document, file, kind, needs.paper());
            return document;
        } catch (IOException | RuntimeException e) {
            document.close();
            throw e;
        }
    }

    private void addPages() throws IOException {
        Flattening.prepare(from);
        var isLying = isMostlyLying();
        for (var page : from.getPages()) {
            var seen = Sheet.seen(page);
            var paper = paper(seen);
            var turns = fixes.contains(Fix.UPRIGHT) && isLying(seen) != isLying && !isSquare(seen);
            var mirrors = fixes.contains(Fix.BLEED) && lacksBleed(page, seen, paper);
            if (paper.equals(seen) && !turns && !mirrors) made.importPage(page);
            else new Sheet(made, layers, from, page, paper).add(turns, mirrors);
        }
    }

    private boolean lacksBleed(PDPage page, Paper seen, Paper paper) {
        return !paper.equals(seen)
                || (Sheet.bleedMm(page) < Needs.ENOUGH_BLEED_MM
                        && !needs.hasBleedWithin(seen.widthMm(), seen.heightMm()));
    }

    /// What the page is printed on: the page's own size where it fits, or is not to be fitted.
    private Paper paper(Paper seen) {
        var paper = needs.paper();
        if (paper == null || !fixes.contains(Fix.FIT) || needs.fits(seen.widthMm(), seen.heightMm())) return seen;
        return paper.turnedLike(seen.widthMm(), seen.heightMm());
    }

    /// Pages that stand win where there are as many that lie.
    private boolean isMostlyLying() {
        int lying = 0;
        for (var page : from.getPages()) lying += isLying(Sheet.seen(page)) ? 1 : -1;
        return lying > 0;
    }

    private static boolean isLying(Paper seen) {
        return seen.widthMm() > seen.heightMm();
    }

    private static boolean isSquare(Paper seen) {
        return Math.abs(seen.widthMm() - seen.heightMm()) < 1;
    }

    /// Like the last page, with the same bleed around.
    private void addBlanks() {
        var make = needs.make();
        if (make == null || made.getNumberOfPages() == 0) return;
        var last = made.getPage(made.getNumberOfPages() - 1);
        int missing = Math.floorMod(-made.getNumberOfPages(), make.pagesPerSheet());
        for (int i = 0; i < missing; i++) {
            var blank = new PDPage(last.getMediaBox());
            blank.setTrimBox(Sheet.finished(last));
            blank.setRotation(last.getRotation());
            if (last.getCOSObject().containsKey(COSName.BLEED_BOX)) blank.setBleedBox(last.getBleedBox());
            made.addPage(blank);
        }
    }
}
