package platen.documents.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import platen.documents.Ink;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.templating.Words;
import platen.values.Finding;
import platen.values.Severity;

/// Documents with one planted defect each, which is found, and sound ones, in which nothing is.
class DefectsTest {
    private static final Paper PAPER = new Paper(210, 297);
    private static final Needs BLACK = new Needs(PAPER, Make.SHEETS, Ink.BLACK);
    private static final Needs BOOKLET = new Needs(PAPER, Make.BOOKLET, Ink.COLOUR);
    private static final Needs FLYER = new Needs(PAPER, Make.FLYER, Ink.PRESS);

    private static final Needs LETTER = new Needs(new Paper(215.9, 279.4), Make.SHEETS, Ink.BLACK);

    @TempDir
    Path folder;

    static Stream<Arguments> defects() throws IOException {
        return Stream.of(
                arguments("no bleed", Needs.NONE, noBleed(), "documents.no-bleed"),
                arguments("wrong trim size", FLYER, wrongTrim(), "documents.other-shape"),
                arguments("mixed orientation", Needs.NONE, mixedOrientation(), "documents.turned-pages"),
                arguments("a page in colour", BLACK, oneInColour(), "documents.colour-in-black"),
                arguments("coarse picture", Needs.NONE, picture(60), "documents.image-coarse"),
                arguments("soft picture", Needs.NONE, picture(500), "documents.image-soft"),
                arguments("font missing", Needs.NONE, fontMissing(), "documents.fonts-missing"),
                arguments("mixed sizes", Needs.NONE, mixed(), "documents.mixed-sizes"),
                arguments("RGB", Needs.NONE, screenColours(), "documents.rgb"),
                arguments("RGB on a press", FLYER, screenColours(), "documents.rgb-on-press"),
                arguments("colour in black", BLACK, screenColours(), "documents.colour-in-black"),
                arguments("colour for nothing", BOOKLET, Drafts.plain(4), "documents.no-colour"),
                arguments("odd pages", BOOKLET, Drafts.plain(7), "documents.pages-missing"),
                arguments("three-sided flyer", FLYER, Drafts.plain(3), "documents.too-many-for-flat"),
                arguments("letter on A4", BLACK, letter(), "documents.other-shape"),
                arguments("transparency", Needs.NONE, seeThrough(), "documents.transparent"),
                arguments("text near the edge", Needs.NONE, text(4), "documents.text-near-edge"),
                arguments("text over the edge", Needs.NONE, text(-20), "documents.text-cut"),
                arguments("blank page", Needs.NONE, blankSecond(), "documents.blank"),
                arguments("encrypted", Needs.NONE, locked("secret", true), "documents.encrypted"),
                arguments("not to be printed", Needs.NONE, locked("", false), "documents.must-not-print"),
                arguments("cut off", Needs.NONE, cut(), "documents.truncated"),
                arguments("damaged", Needs.NONE, damaged(), "documents.broken"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void findsThePlantedDefect(String what, Needs needs, byte[] document, String expected) throws IOException {
        var found = keys(findings(document, needs));
        assertTrue(found.contains(expected), what + ": " + found);
    }

    static Stream<Arguments> sound() throws IOException {
        return Stream.of(
                arguments("a letter", Needs.NONE, Drafts.plain(1)),
                arguments("a report in black", BLACK, Drafts.plain(12)),
                arguments("a flyer with bleed", FLYER, Drafts.withBleed()),
                arguments("a booklet", new Needs(PAPER, Make.BOOKLET, Ink.BLACK), Drafts.plain(8)),
                arguments("a fine picture", Needs.NONE, picture(900)),
                arguments("a letter on Letter", LETTER, letter()),
                arguments("a poster in grey", new Needs(new Paper(420, 594), Make.POSTER, Ink.BLACK), poster()),
                arguments("a glued book", new Needs(PAPER, Make.BOOK, Ink.BLACK), Drafts.plain(30)),
                arguments("a picture at its size", BLACK, image(300)),
                arguments("Chromium: minutes", BLACK, made("chromium")),
                arguments("Chromium: a notice on its side", BLACK, made("landscape")),
                arguments("Ghostscript: a booklet", new Needs(PAPER, Make.BOOKLET, Ink.BLACK), made("ghostscript")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void findsNothingInASoundDocument(String what, Needs needs, byte[] document) throws IOException {
        assertEquals(List.of(), keys(findings(document, needs)), what);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void saysItInWords(String what, Needs needs, byte[] document, String expected) throws IOException {
        for (var finding : findings(document, needs)) {
            var words = Words.say(finding.message(), Locale.ENGLISH);
            assertTrue(words.endsWith(".") || words.endsWith("?"), what + ": " + words);
            assertTrue(!words.contains("{") && words.length() < 400, expected + ": " + words);
        }
    }

    private List<Finding> findings(byte[] document, Needs needs) throws IOException {
        var file = Files.write(folder.resolve("document"), document);
        return switch (DocumentFile.examine(file, DocumentFile.kind(file).orElseThrow(), null, _ -> {})) {
            case DocumentReading.Read(var pages) -> pages.findings(needs);
            case DocumentReading.Refused(var why) -> List.of(new Finding(Severity.STOP, why, null, null));
        };
    }

    private static List<String> keys(List<Finding> findings) {
        return findings.stream().map(finding -> finding.message().key()).toList();
    }

    /// Written by a real program.
    private static byte[] made(String name) throws IOException {
        try (var in = Objects.requireNonNull(DefectsTest.class.getResourceAsStream("/documents/" + name + ".pdf"))) {
            return in.readAllBytes();
        }
    }

    /// Its sheet is an A4 with bleed, but it says that it is cut to a square.
    private static byte[] wrongTrim() throws IOException {
        try (var document = new PDDocument()) {
            Drafts.add(
                    document,
                    Drafts.font(document),
                    new PDRectangle(612, 859),
                    (_, page, _) -> page.setTrimBox(new PDRectangle(8.5f, 8.5f, 595, 595)));
            return Drafts.saved(document);
        }
    }

    private static byte[] mixedOrientation() throws IOException {
        try (var document = new PDDocument()) {
            var font = Drafts.font(document);
            Drafts.add(document, font, Drafts.A4, (_, _, _) -> {});
            Drafts.add(document, font, new PDRectangle(842, 595), (_, _, _) -> {});
            return Drafts.saved(document);
        }
    }

    private static byte[] oneInColour() throws IOException {
        try (var document = new PDDocument()) {
            var font = Drafts.font(document);
            for (int page = 0; page < 5; page++) {
                float cyan = page == 3 ? 1 : 0;
                Drafts.add(document, font, Drafts.A4, (_, _, pen) -> {
                    pen.setNonStrokingColor(cyan, 0f, 0f, 0.4f);
                    pen.addRect(100, 100, 200, 200);
                    pen.fill();
                });
            }
            return Drafts.saved(document);
        }
    }

    private static byte[] poster() throws IOException {
        return Drafts.pdf(1, new PDRectangle(1191, 1684), (_, _, _) -> {});
    }

    /// A picture in grey, of so many dots per inch.
    private static byte[] image(int dpi) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(new PDRectangle(595, 842));
            document.addPage(page);
            try (var pen = new PDPageContentStream(document, page)) {
                Drafts.photo(document, pen, dpi * 3, 216, false);
            }
            return Drafts.saved(document);
        }
    }

    private static byte[] noBleed() throws IOException {
        return Drafts.pdf(1, Drafts.A4, (_, _, pen) -> Drafts.fill(pen, Drafts.A4, 0.5f, 0.1f));
    }

    /// So many pixels over 288 pt, which are 4 inches.
    private static byte[] picture(int pixels) throws IOException {
        return Drafts.pdf(1, Drafts.A4, (document, _, pen) -> Drafts.photo(document, pen, pixels, 288, false));
    }

    private static byte[] fontMissing() throws IOException {
        return Drafts.pdf(
                1,
                Drafts.A4,
                (_, _, pen) -> Drafts.write(pen, Drafts.named("ComicSansMS"), 60, 400, "The Neighbourhood Fair"));
    }

    private static byte[] mixed() throws IOException {
        try (var document = new PDDocument()) {
            var font = Drafts.font(document);
            Drafts.add(document, font, Drafts.A4, (_, _, _) -> {});
            Drafts.add(document, font, PDRectangle.A5, (_, _, _) -> {});
            return Drafts.saved(document);
        }
    }

    private static byte[] screenColours() throws IOException {
        return Drafts.pdf(2, Drafts.A4, (_, _, pen) -> {
            pen.setNonStrokingColor(0.9f, 0.1f, 0.1f);
            pen.addRect(100, 100, 200, 200);
            pen.fill();
        });
    }

    private static byte[] letter() throws IOException {
        return Drafts.pdf(1, PDRectangle.LETTER, (_, _, _) -> {});
    }

    private static byte[] seeThrough() throws IOException {
        return Drafts.pdf(1, Drafts.A4, (_, _, pen) -> {
            var thin = new PDExtendedGraphicsState();
            thin.setNonStrokingAlphaConstant(0.5f);
            pen.setGraphicsStateParameters(thin);
            pen.addRect(100, 100, 200, 200);
            pen.fill();
        });
    }

    /// So many points from the left edge.
    private static byte[] text(float x) throws IOException {
        return Drafts.pdf(
                1, Drafts.A4, (document, _, pen) -> Drafts.write(pen, Drafts.font(document), x, 300, "Page 1 of 1"));
    }

    private static byte[] blankSecond() throws IOException {
        try (var document = new PDDocument()) {
            Drafts.add(document, Drafts.font(document), Drafts.A4, (_, _, _) -> {});
            var blank = new PDPage(Drafts.A4);
            document.addPage(blank);
            new PDPageContentStream(document, blank).close();
            return Drafts.saved(document);
        }
    }

    private static byte[] locked(String password, boolean mayPrint) throws IOException {
        var permission = new AccessPermission();
        permission.setCanPrint(mayPrint);
        try (var document = new PDDocument()) {
            Drafts.add(document, Drafts.font(document), Drafts.A4, (_, _, _) -> {});
            document.protect(new StandardProtectionPolicy("owner", password, permission));
            return Drafts.saved(document);
        }
    }

    private static byte[] cut() throws IOException {
        var whole = Drafts.plain(3);
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    private static byte[] damaged() throws IOException {
        var whole = Drafts.plain(3);
        Arrays.fill(whole, 20, whole.length - 60, (byte) '#');
        return whole;
    }
}
