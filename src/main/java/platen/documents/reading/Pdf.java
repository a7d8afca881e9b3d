package platen.documents.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import platen.documents.Pages;

/// PDF, by PDFBox. It is parsed in a process of its own, which bounds what a hostile one can take.
final class Pdf {
    static final int MOST_PAGES = 5_000;
    /// The mark of the end stands in the last line; some programs write blanks after it.
    private static final int END_BYTES = 4_096;

    private Pdf() {}

    static DocumentReading read(Path file) throws IOException {
        return open(file, PdfLook::atBoxes);
    }

    /// Looks at all that can be known, and says what it knows each time that it knows more.
    static DocumentReading examine(Path file, @Nullable Path pictures, Consumer<Pages> soFar) throws IOException {
        return open(file, document -> PdfLook.at(document, pictures, soFar));
    }

    private interface View {
        DocumentReading of(PDDocument document) throws IOException;
    }

    private static DocumentReading open(Path file, View view) throws IOException {
        if (isCutOff(file)) return DocumentFile.truncated(file);
        var source = new Followed(file);
        try (source;
                var document = Loader.loadPDF(source, IOUtils.createTempFileOnlyStreamCache())) {
            if (document.isEncrypted() && !document.getCurrentAccessPermission().canPrint()) {
                return DocumentFile.refused("documents.must-not-print");
            }
            return view.of(document);
        } catch (InvalidPasswordException _) {
            return DocumentFile.refused("documents.encrypted");
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // Damaged input brings PDFBox to all of these.
            return DocumentFile.broken(source.reached);
        }
    }

    /// PDFBox makes the best of half a file; a customer wants all of it printed.
    private static boolean isCutOff(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - END_BYTES));
            return !new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }

    /// A file that knows how far it was read when reading it failed.
    private static final class Followed extends RandomAccessReadBufferedFile {
        private long reached;

        Followed(Path file) throws IOException {
            super(file);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            reached = getPosition();
            return read;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            reached = getPosition();
            return read;
        }
    }
}
