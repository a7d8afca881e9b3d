package platen.road;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Files that customers bring.
final class Samples {
    private Samples() {}

    /// A sample of the jar, as a file in `folder`.
    static Path of(Path folder, String name) throws IOException {
        try (var in = requireNonNull(Samples.class.getResourceAsStream("/samples/" + name))) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    /// A booklet of half Letter pages, each with its number on it.
    static Path zine(Path folder, int pages) throws IOException {
        var file = folder.resolve("zine.pdf");
        try (var document = new PDDocument()) {
            for (int number = 1; number <= pages; number++) {
                var page = new PDPage(new PDRectangle(396, 612));
                document.addPage(page);
                try (var pen = new PDPageContentStream(document, page)) {
                    pen.beginText();
                    pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), 220);
                    pen.newLineAtOffset(130, 230);
                    pen.showText(Integer.toString(number));
                    pen.endText();
                }
            }
            document.save(file.toFile());
        }
        return file;
    }
}
