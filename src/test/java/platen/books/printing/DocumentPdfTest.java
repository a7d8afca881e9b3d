package platen.books.printing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import platen.books.Document.Kind;
import platen.books.Given;
import platen.books.Method;
import platen.values.Money;

/// Documents as people get them: every amount and name is on them, in their language, whatever a name is made of.
class DocumentPdfTest {
    private static final Path PICTURES = Path.of("target", "papers");
    private static final String HOW = "By check to Gable & Daughters, or by transfer:\nFirst Bank, 0123 4567 89";

    @Test
    void invoicesSayAllAndAreTheSameBytesEachTime() throws IOException {
        var given = invoice("en-US", "US", "Mara Quill", rows(4));
        var pdf = DocumentPdf.of(given, logo(), false);
        draw("invoice", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = text(document);
            for (var said : List.of(
                    "Gable & Daughters",
                    "Invoice",
                    "I-2026-000123",
                    "Mara Quill",
                    "PO 4711",
                    "500 × flyer.pdf",
                    "Sales tax 8.25 %",
                    "$3.30",
                    "$43.30",
                    "$33.30",
                    "May 31, 2026",
                    "First Bank",
                    "Page 1 of 1")) assertTrue(text.contains(said), said + " in " + text);
            assertEquals("en-US", document.getDocumentCatalog().getLanguage());
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
            assertEquals(
                    "Invoice I-2026-000123 · Gable & Daughters",
                    document.getDocumentInformation().getTitle());
            assertEquals(612, document.getPage(0).getMediaBox().getWidth());
        }
        assertArrayEquals(pdf, DocumentPdf.of(given, logo(), false));
    }

    @Test
    void speakSpanishOnTheirOwnPaper() throws IOException {
        var pdf = DocumentPdf.of(invoice("es-US", "A", "Íñigo Ibáñez", rows(4)), null, false);
        draw("factura", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = text(document);
            for (var said : List.of("Factura", "Íñigo Ibáñez", "Su referencia", "31 de mayo de 2026", "Página 1 de 1"))
                assertTrue(text.contains(said), said + " in " + text);
            assertEquals(595, document.getPage(0).getMediaBox().getWidth(), 1);
        }
    }

    @Test
    void goOnOverSeveralPages() throws IOException {
        var pdf = DocumentPdf.of(invoice("en-US", "US", "Mara Quill", rows(90)), null, false);
        draw("long", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            assertTrue(document.getNumberOfPages() >= 3, document.getNumberOfPages() + " pages");
            var text = text(document);
            assertTrue(text.contains("Work 89") && text.contains("Page 3 of"), text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "شركة الطباعة",
                "印刷所",
                "דפוס",
                "Émile 🦊 Zoë",
                "a\u202Eb\u0000c\u0007",
                "\uD800",
                "<script>alert(1)</script>",
                "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochLlanfairpwllgwyngyllgogerychwyrndrobwll",
                ""
            })
    void takeAnyName(String name) throws IOException {
        var pdf = DocumentPdf.of(invoice("en-US", "US", name, rows(1)), new byte[] {1, 2, 3}, false);
        try (var document = Loader.loadPDF(pdf)) {
            assertTrue(text(document).contains("$43.30"));
        }
    }

    @Test
    void receiptsFitTheSheetAndTheSlip() throws IOException {
        var given = receipt(new Money(1_000), "");
        var sheet = DocumentPdf.of(given, logo(), false);
        draw("receipt", sheet);
        var slip = SlipPdf.of(given);
        draw("slip", slip);
        assertArrayEquals(slip, SlipPdf.of(given));
        try (var document = Loader.loadPDF(slip)) {
            assertEquals(226.8, document.getPage(0).getMediaBox().getWidth(), 0.1);
            assertTrue(text(document).contains("Received (cash)"), text(document));
        }
    }

    @Test
    void stampWhatWasTakenBack() throws IOException {
        var pdf = DocumentPdf.of(receipt(new Money(-1_000), "printed askew"), null, true);
        draw("refund", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = text(document);
            for (var said : List.of("Refund receipt", "Cancelled", "printed askew", "Given back (cash)"))
                assertTrue(text.contains(said), said + " in " + text);
            assertFalse(text.contains("Thank you"), text);
        }
    }

    @Test
    void creditNotesTakeOff() throws IOException {
        var before = invoice("en-US", "US", "Mara Quill", rows(2));
        var correction = new Given.Correction("I-2026-000123", "The blue came out green.", List.of(0, 1));
        var given = new Given(
                Kind.CREDIT_NOTE,
                "C-2026-000007",
                "en-US",
                "USD",
                before.zone(),
                "US",
                before.atMillis(),
                before.shop(),
                before.customer(),
                before.order(),
                "",
                before.about(),
                before.rows(),
                before.amounts(),
                null,
                null,
                correction);
        var pdf = DocumentPdf.of(given, logo(), false);
        draw("credit", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = text(document);
            for (var said : List.of("Credit note", "I-2026-000123", "-$43.30", "The blue came out green."))
                assertTrue(text.contains(said), said + " in " + text);
        }
    }

    private static List<Given.Row> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Given.Row(
                        i == 1
                                ? "Printing, folding and cutting with a line that is so long that it has to be broken at the end of the column"
                                : "Work " + i,
                        new Money(4_000 / count)))
                .toList();
    }

    private static Given invoice(String language, String paper, String name, List<Given.Row> rows) {
        return new Given(
                Kind.INVOICE,
                "I-2026-000123",
                language,
                "USD",
                "America/Chicago",
                paper,
                1_777_723_200_000L,
                shop(),
                new Given.Receiver(name, "12 Elm Street\nJackson, MS 39201", "mara@example.org", ""),
                "K7PQ4X",
                "PO 4711",
                List.of("500 × flyer.pdf", "2 × bracket.stl"),
                rows,
                amounts(),
                "2026-05-31",
                null,
                null);
    }

    private static Given receipt(Money amount, String note) {
        return new Given(
                Kind.RECEIPT,
                "R-2026-000042",
                "en-US",
                "USD",
                "America/Chicago",
                "US",
                1_777_723_200_000L,
                shop(),
                new Given.Receiver("Mara Quill", "", "", ""),
                "K7PQ4X",
                "",
                List.of("500 × flyer.pdf"),
                rows(3),
                amounts(),
                null,
                new Given.Payment(Method.CASH, amount, note, new Money(3_330)),
                null);
    }

    private static Given.Amounts amounts() {
        return new Given.Amounts(
                new Money(4_000), "Sales tax", 825, new Money(330), Money.ZERO, new Money(4_330), new Money(1_000));
    }

    private static Given.Issuer shop() {
        return new Given.Issuer(
                "Gable & Daughters",
                "1 Type Lane\nJackson, MS 39201",
                "601 555 0100",
                "hello@gable.example",
                "12-3456789",
                HOW,
                null);
    }

    private static byte[] logo() throws IOException {
        var picture = new BufferedImage(200, 80, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.fillOval(60, 0, 80, 80);
        brush.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    /// Pictures to be looked at.
    private static void draw(String name, byte[] pdf) throws IOException {
        Files.createDirectories(PICTURES);
        try (var document = Loader.loadPDF(pdf)) {
            var picture = new PDFRenderer(document).renderImageWithDPI(0, 110);
            ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
        }
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document).replace(' ', ' ');
    }
}
