package platen.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// PDF, by PDFBox. It is parsed in a process of its own, which bounds what a hostile one can take.
final class Pdf {
    private static final double POINT_MM = 25.4 / 72;
    private static final double SAME_MM = 0.5;
    private static final int MOST_PAGES = 5_000;
    private static final int MOST_SIZES = 20;
    /// The mark of the end stands in the last line; some programs write blanks after it.
    private static final int END_BYTES = 4_096;

    private Pdf() {}

    static DocumentReading read(Path file) throws IOException {
        if (isCutOff(file)) return DocumentFile.refused("documents.truncated");
        try (var document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            if (document.isEncrypted() && !document.getCurrentAccessPermission().canPrint()) {
                return DocumentFile.refused("documents.must-not-print");
            }
            if (document.getNumberOfPages() > MOST_PAGES) return DocumentFile.refused("documents.too-many-pages");
            return new DocumentReading.Read(pages(document));
        } catch (InvalidPasswordException _) {
            return DocumentFile.refused("documents.encrypted");
        } catch (IOException _) {
            return DocumentFile.refused("documents.broken");
        }
    }

    /// PDFBox makes the best of half a file; a customer wants all of it printed.
    private static boolean isCutOff(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - END_BYTES));
            return !new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }

    private static Pages pages(PDDocument document) {
        var sizes = new ArrayList<PageSize>();
        int number = 0;
        for (var page : document.getPages()) add(sizes, page, ++number);
        return new Pages(Kind.PDF, number, sizes, null, null, null);
    }

    private static void add(List<PageSize> sizes, PDPage page, int number) {
        var box = page.getCropBox();
        var unit = POINT_MM * page.getUserUnit();
        boolean turned = page.getRotation() % 180 != 0;
        double width = (turned ? box.getHeight() : box.getWidth()) * unit;
        double height = (turned ? box.getWidth() : box.getHeight()) * unit;
        for (int i = 0; i < sizes.size(); i++) {
            var size = sizes.get(i);
            if (Math.abs(size.widthMm() - width) > SAME_MM || Math.abs(size.heightMm() - height) > SAME_MM) continue;
            sizes.set(i, new PageSize(size.widthMm(), size.heightMm(), size.pages() + 1, size.firstPage()));
            return;
        }
        if (sizes.size() < MOST_SIZES) sizes.add(new PageSize(width, height, 1, number));
    }
}
