package platen.books.printing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The typeface of our documents: the one that PDFBox brings, which has Latin, Greek, Cyrillic and Hebrew. A sign that
/// it does not have is written as a box, so that no name keeps a document from being made.
final class Glyphs {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int BOX = '□';
    private static final float UNITS = 1000;

    private final PDType0Font font;
    private final CmapLookup known;

    Glyphs(PDDocument document) throws IOException {
        try (InputStream in = Objects.requireNonNull(Loader.class.getResourceAsStream(FONT))) {
            TrueTypeFont face = new TTFParser().parse(new RandomAccessReadBuffer(in));
            this.known = face.getUnicodeCmapLookup();
            this.font = PDType0Font.load(document, face, true);
        }
    }

    PDType0Font font() {
        return font;
    }

    /// What can be written of a text, as it is read from left to right.
    String writable(String text) {
        var signs = new StringBuilder();
        text.codePoints()
                .filter(sign -> !isUnseen(sign))
                .forEach(sign -> signs.appendCodePoint(
                        Character.isWhitespace(sign) || sign == 0xA0 || sign == 0x202F ? ' ' : has(sign) ? sign : BOX));
        return leftToRight(signs.toString());
    }

    float width(String writable, float size) {
        try {
            return font.getStringWidth(writable) * size / UNITS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean has(int sign) {
        return known.getGlyphId(sign) != 0;
    }

    private static boolean isUnseen(int sign) {
        var type = Character.getType(sign);
        return type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || (type == Character.CONTROL && !Character.isWhitespace(sign));
    }

    private static String leftToRight(String text) {
        var bidi = new Bidi(text, Bidi.DIRECTION_LEFT_TO_RIGHT);
        if (bidi.isLeftToRight()) return text;
        var levels = new byte[bidi.getRunCount()];
        var runs = new String[levels.length];
        for (int i = 0; i < runs.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            var run = text.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            runs[i] =
                    levels[i] % 2 == 0 ? run : new StringBuilder(run).reverse().toString();
        }
        Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
        return String.join("", runs);
    }
}
