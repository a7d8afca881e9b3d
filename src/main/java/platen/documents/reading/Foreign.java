package platen.documents.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// Files that people send and that no printer takes as they are, each with the way that its own program has to
/// make one that does. The content tells, not the name.
///
/// Only the beginning and the end are looked at: an archive lists its files at the end, and is never unpacked.
public enum Foreign {
    HEIC("documents.is-heic"),
    AVIF("documents.is-avif"),
    WEBP("documents.is-webp"),
    GIF("documents.is-gif"),
    TIFF("documents.is-tiff"),
    BMP("documents.is-bmp"),
    JPEG_XL("documents.is-jpeg-xl"),
    MOVIE("documents.is-movie"),
    WORD("documents.is-word"),
    EXCEL("documents.is-excel"),
    POWERPOINT("documents.is-powerpoint"),
    PUBLISHER("documents.is-publisher"),
    LIBREOFFICE("documents.is-libreoffice"),
    APPLE("documents.is-apple"),
    EPUB("documents.is-epub"),
    XPS("documents.is-xps"),
    RTF("documents.is-rtf"),
    SVG("documents.is-svg"),
    WEB_PAGE("documents.is-web-page"),
    POSTSCRIPT("documents.is-postscript"),
    ILLUSTRATOR("documents.is-illustrator"),
    PHOTOSHOP("documents.is-photoshop"),
    INDESIGN("documents.is-indesign"),
    AFFINITY("documents.is-affinity"),
    GIMP("documents.is-gimp"),
    CORELDRAW("documents.is-coreldraw"),
    ARCHIVE("documents.is-archive");

    private static final int HEAD_BYTES = 8 << 10;
    private static final int TAIL_BYTES = 64 << 10;
    private static final Map<String, Foreign> SIGNATURES = Map.ofEntries(
            Map.entry("GIF8", GIF),
            Map.entry("II*\0", TIFF),
            Map.entry("MM\0*", TIFF),
            Map.entry("\u00ff\n", JPEG_XL),
            Map.entry("\0\0\0\fJXL ", JPEG_XL),
            Map.entry("{\\rtf", RTF),
            Map.entry("8BPS", PHOTOSHOP),
            Map.entry("\u0006\u0006\u00ed\u00f5\u00d8\u001dF\u00e5", INDESIGN),
            Map.entry("\0\u00ffKA", AFFINITY),
            Map.entry("gimp xcf", GIMP),
            Map.entry("Rar!\u001a\u0007", ARCHIVE),
            Map.entry("7z\u00bc\u00af'\u001c", ARCHIVE),
            Map.entry("\u001f\u008b", ARCHIVE));
    private static final Pattern BRAND = Pattern.compile("(?s).{4}ftyp(.{4}).*");
    private static final Pattern SVG_ROOT = Pattern.compile("(?s).*<svg[\\s>].*");
    private static final Pattern HTML_ROOT = Pattern.compile("(?s)\\s*(<!doctype html|<html)[\\s>].*");

    private final String key;

    Foreign(String key) {
        this.key = key;
    }

    /// What to do with such a file.
    public Message remedy() {
        return Message.of(key);
    }

    /// What a file is that we can name and cannot print; empty for anything else. A plain archive counts only
    /// where its name does not promise a 3D model, whose reader says better what is wrong.
    public static Optional<Foreign> of(Path file, String name) throws IOException {
        var head = text(file, 0, HEAD_BYTES);
        if (head.startsWith("PK\u0003\u0004")) return Optional.ofNullable(zipped(head + tail(file), name));
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) return Optional.of(office(head + tail(file)));
        return Optional.ofNullable(plain(head));
    }

    private static @Nullable Foreign plain(String head) {
        var brand = BRAND.matcher(head);
        if (brand.matches()) return film(brand.group(1));
        var signature = SIGNATURES.entrySet().stream()
                .filter(entry -> head.startsWith(entry.getKey()))
                .findFirst();
        if (signature.isPresent()) return signature.get().getValue();
        if (head.startsWith("BM") && head.startsWith("\0\0\0\0", 6)) return BMP;
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return WEBP;
        if (head.startsWith("RIFF") && head.startsWith("CDR", 8)) return CORELDRAW;
        if (head.startsWith("%!PS")) return head.contains("Adobe Illustrator") ? ILLUSTRATOR : POSTSCRIPT;
        var small = head.toLowerCase(Locale.ROOT);
        if (HTML_ROOT.matcher(small).matches()) return WEB_PAGE;
        return SVG_ROOT.matcher(small).matches() && small.stripLeading().startsWith("<") ? SVG : null;
    }

    /// The family of ISO media files: pictures of telephones, and films.
    private static Foreign film(String brand) {
        return switch (brand) {
            case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" -> HEIC;
            case "avif", "avis" -> AVIF;
            default -> MOVIE;
        };
    }

    private static @Nullable Foreign zipped(String content, String name) {
        if (content.contains("word/document")) return WORD;
        if (content.contains("xl/workbook")) return EXCEL;
        if (content.contains("ppt/presentation")) return POWERPOINT;
        if (content.contains("mimetypeapplication/vnd.oasis.opendocument")) return LIBREOFFICE;
        if (content.contains("mimetypeapplication/epub+zip")) return EPUB;
        if (content.contains("Index/Document.iwa") || content.contains("Index.zip")) return APPLE;
        if (content.contains("FixedDocSeq.fdseq") || content.contains("FixedDocumentSequence.fdseq")) return XPS;
        var promisesModel = name.toLowerCase(Locale.ROOT).endsWith(".3mf") || content.contains("3D/");
        return promisesModel ? null : ARCHIVE;
    }

    /// The old files of Office; they name their parts in letters of two bytes.
    private static Foreign office(String content) {
        var names = content.replace("\0", "");
        if (names.contains("PowerPoint Document")) return POWERPOINT;
        if (names.contains("Workbook")) return EXCEL;
        if (names.contains("Quill")) return PUBLISHER;
        return WORD;
    }

    private static String tail(Path file) throws IOException {
        return text(file, Math.max(0, Files.size(file) - TAIL_BYTES), TAIL_BYTES);
    }

    private static String text(Path file, long from, int bytes) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }
    }
}
