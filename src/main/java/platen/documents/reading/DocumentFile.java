package platen.documents.reading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import platen.documents.Kind;
import platen.documents.Pages;
import platen.values.Message;

/// Reads a document from a file, whatever its name says: the content decides.
public final class DocumentFile {
    private static final int LOOK_BYTES = 1_024;

    private DocumentFile() {}

    public static Optional<Kind> kind(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOK_BYTES);
        }
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.contains("%PDF-")) return Optional.of(Kind.PDF);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) return Optional.of(Kind.PNG);
        if (text.startsWith("\u00ff\u00d8\u00ff")) return Optional.of(Kind.JPEG);
        return Optional.empty();
    }

    /// Reads pages and sizes, and no more: of a picture its beginning.
    public static DocumentReading read(Path file, Kind kind) throws IOException {
        if (kind == Kind.PDF) return Pdf.read(file);
        return picture(file, kind, image -> new DocumentReading.Read(image.page(kind)));
    }

    /// Looks at all that matters for printing, within a minute. `soFar` hears what is known each time that it is
    /// more: what follows may take more memory than there is. With a folder for them, small pictures of the first
    /// pages are written; see [Thumbnails].
    public static DocumentReading examine(Path file, Kind kind, @Nullable Path pictures, Consumer<Pages> soFar)
            throws IOException {
        if (kind == Kind.PDF) return Pdf.examine(file, pictures, soFar);
        return picture(file, kind, image -> {
            var page = image.page(kind);
            if (!isWhole(file, kind)) return truncated(file);
            soFar.accept(page);
            return new DocumentReading.Read(page.with(PdfLook.at(file, image, pictures)));
        });
    }

    /// Whether a picture is there to its end, as far as can be told without decoding it. A reader of pages looks at
    /// its beginning only.
    public static boolean isWhole(Path picture, Kind kind) throws IOException {
        return switch (kind) {
            case PDF -> throw new IllegalArgumentException("a PDF is no picture");
            case PNG -> PngChunks.isWhole(picture);
            case JPEG -> Jpeg.isWhole(picture);
        };
    }

    private interface View {
        DocumentReading of(Image image) throws IOException;
    }

    private static DocumentReading picture(Path file, Kind kind, View view) throws IOException {
        var counted = new Counted(new BufferedInputStream(Files.newInputStream(file)));
        try (var in = new DataInputStream(counted)) {
            return view.of(kind == Kind.PNG ? PngChunks.read(in) : Jpeg.read(in));
        } catch (EOFException _) {
            return truncated(file);
        } catch (BrokenImage _) {
            return broken(counted.bytes());
        }
    }

    static DocumentReading truncated(Path file) throws IOException {
        return new DocumentReading.Refused(Message.of("documents.truncated", grouped(Files.size(file))));
    }

    static DocumentReading broken(long at) {
        return new DocumentReading.Refused(Message.of("documents.broken", grouped(at)));
    }

    static DocumentReading refused(String key) {
        return new DocumentReading.Refused(Message.of(key));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
