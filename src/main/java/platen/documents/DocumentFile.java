package platen.documents;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    public static DocumentReading read(Path file, Kind kind) throws IOException {
        if (kind == Kind.PDF) return Pdf.read(file);
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            return new DocumentReading.Read(kind == Kind.PNG ? Png.read(in) : Jpeg.read(in));
        } catch (EOFException _) {
            return refused("documents.truncated");
        } catch (BrokenImage _) {
            return refused("documents.broken");
        }
    }

    /// Whether a picture is there to its end, as far as can be told without decoding it. A reader of pages looks at
    /// its beginning only.
    public static boolean isWhole(Path picture, Kind kind) throws IOException {
        return switch (kind) {
            case PDF -> throw new IllegalArgumentException("a PDF is no picture");
            case PNG -> Png.isWhole(picture);
            case JPEG -> Jpeg.isWhole(picture);
        };
    }

    static DocumentReading refused(String key) {
        return new DocumentReading.Refused(Message.of(key));
    }
}
