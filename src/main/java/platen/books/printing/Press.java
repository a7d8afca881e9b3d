package platen.books.printing;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// Sets text, rules and pictures on the pages of one PDF, from the top down: `y` counts points from the upper edge.
/// The same calls make the same bytes.
final class Press implements AutoCloseable {
    static final Color INK = new Color(0.11f, 0.10f, 0.09f);
    static final Color FADED = new Color(0.38f, 0.36f, 0.32f);
    static final Color HAIR = new Color(0.80f, 0.77f, 0.71f);
    static final Color RED = new Color(0.69f, 0.16f, 0.11f);
    /// How much thicker letters become that are drawn with an outline: the typeface has no bold.
    private static final float BOLD = 0.032f;

    private final PDDocument document = new PDDocument();
    private final Tags tags = new Tags(document);
    private final Glyphs glyphs;
    private final PDRectangle size;
    private PDPageContentStream content;
    private int page;

    /// How a text looks.
    record Look(float size, boolean bold, Color colour) {
        static Look plain(float size) {
            return new Look(size, false, INK);
        }

        static Look bold(float size) {
            return new Look(size, true, INK);
        }

        static Look faded(float size) {
            return new Look(size, false, FADED);
        }

        Look in(Color other) {
            return new Look(size, bold, other);
        }
    }

    Press(PDRectangle size, String title, String author, Locale language, Instant at) {
        this.size = size;
        try {
            this.glyphs = new Glyphs(document);
            describe(title, author, language, at);
            this.content = nextPage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(String title, String author, Locale language, Instant at) {
        var made = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        made.setTimeInMillis(at.toEpochMilli());
        var about = document.getDocumentInformation();
        about.setTitle(title);
        about.setAuthor(author);
        about.setCreator("Platen");
        about.setCreationDate(made);
        document.setDocumentId(at.toEpochMilli());
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(language.toLanguageTag());
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
    }

    float width() {
        return size.getWidth();
    }

    float height() {
        return size.getHeight();
    }

    int pages() {
        return document.getNumberOfPages();
    }

    /// Goes on with a new page.
    void newPage() {
        doing(() -> {
            content.close();
            content = nextPage();
        });
    }

    private PDPageContentStream nextPage() throws IOException {
        var next = new PDPage(size);
        document.addPage(next);
        page = document.getNumberOfPages() - 1;
        tags.begin(next, page);
        return new PDPageContentStream(document, next);
    }

    /// Goes back to a page that is set already, to add to it.
    void turnTo(int earlier) {
        doing(() -> {
            content.close();
            page = earlier;
            content = new PDPageContentStream(document, document.getPage(earlier), AppendMode.APPEND, true, true);
        });
    }

    /// Sets a text whose foot stands at `y`.
    void text(float x, float y, String text, Look look) {
        var signs = glyphs.writable(text);
        if (signs.isBlank()) return;
        doing(() -> {
            tags.open(content, page, COSName.P);
            set(x, y, signs, look);
            content.endMarkedContent();
        });
    }

    private void set(float x, float y, String signs, Look look) throws IOException {
        content.beginText();
        content.setFont(glyphs.font(), look.size());
        colour(look.colour());
        content.setRenderingMode(look.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.setLineWidth(look.size() * BOLD);
        content.newLineAtOffset(x, size.getHeight() - y);
        content.showText(signs);
        content.endText();
    }

    /// The same, ending at `x`.
    void textTo(float x, float y, String text, Look look) {
        text(x - width(text, look), y, text, look);
    }

    float width(String text, Look look) {
        return glyphs.width(glyphs.writable(text), look.size());
    }

    /// Breaks a text where it is too long for a line, within words where it has to.
    List<String> lines(String text, float widest, Look look) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            var line = new StringBuilder();
            for (var word : paragraph.strip().split("\\s+", -1)) {
                var longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, look) <= widest) {
                    line.setLength(0);
                    line.append(longer);
                    continue;
                }
                if (!line.isEmpty()) lines.add(line.toString());
                line.setLength(0);
                line.append(cut(word, widest, look, lines));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private String cut(String word, float widest, Look look, List<String> lines) {
        var rest = word;
        while (width(rest, look) > widest && rest.length() > 1) {
            var end = rest.length() - 1;
            while (end > 1 && width(rest.substring(0, end), look) > widest) end--;
            if (Character.isHighSurrogate(rest.charAt(end - 1)) && end < rest.length()) end++;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    void rule(float x, float y, float to, float thickness, Color colour) {
        doing(() -> {
            tags.openDecoration(content);
            content.setStrokingColor(colour);
            content.setLineWidth(thickness);
            content.moveTo(x, size.getHeight() - y);
            content.lineTo(to, size.getHeight() - y);
            content.stroke();
            content.endMarkedContent();
        });
    }

    /// A picture in the upper right corner of a place, as large as it fits; false where it is none that can be set.
    boolean picture(byte[] picture, String name, float right, float top, float widest, float highest) {
        try {
            var image = PDImageXObject.createFromByteArray(document, picture, name);
            var scale = Math.min(widest / image.getWidth(), highest / image.getHeight());
            var wide = image.getWidth() * scale;
            var high = image.getHeight() * scale;
            tags.openDecoration(content);
            content.drawImage(image, right - wide, size.getHeight() - top - high, wide, high);
            content.endMarkedContent();
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void colour(Color colour) throws IOException {
        content.setNonStrokingColor(colour);
        content.setStrokingColor(colour);
    }

    byte[] finish() {
        var out = new ByteArrayOutputStream();
        doing(() -> {
            content.close();
            tags.finish();
            document.save(out);
        });
        return out.toByteArray();
    }

    private interface Doing {
        void run() throws IOException;
    }

    private static void doing(Doing doing) {
        try {
            doing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        doing(document::close);
    }
}
