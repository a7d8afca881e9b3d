package platen.orders;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import platen.documents.Fix;
import platen.documents.Needs;
import platen.documents.Pages;
import platen.meshes.Measures;
import platen.values.Digest;
import platen.values.Finding;
import platen.values.Message;

/// What a customer's file turned out to be, as far as an order needs to know; `notes` is what a
/// person should know about it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Contents.Part.class, name = "part"),
    @JsonSubTypes.Type(value = Contents.Program.class, name = "program"),
    @JsonSubTypes.Type(value = Contents.Document.class, name = "document")
})
public sealed interface Contents {

    /// `overhangShare` of its surface hangs over, as it lies; nobody knew it in former versions. While it is `unseen`,
    /// only its size is known, and `stop` is why it can't be printed, once that was found.
    record Part(
            Measures measures,
            List<Message> notes,
            double overhangShare,
            boolean unseen,
            @Nullable Message stop) implements Contents {
        public Part(Measures measures, List<Message> notes) {
            this(measures, notes, 0, false, null);
        }

        public Part(Measures measures, List<Message> notes, double overhangShare) {
            this(measures, notes, overhangShare, false, null);
        }

        /// What is known with the last byte.
        static Part unseen(Measures measures) {
            return new Part(measures, List.of(), 0, true, null);
        }

        Part refused(Message why) {
            return new Part(measures, List.of(), 0, false, why);
        }
    }

    /// G-code that somebody sliced already and that passed the file check for the printer `profile`:
    /// the time and the plastic (mm³) of one copy. `text` is the stored text of one that came in a wrapping, as
    /// binary G-code does; `sliced` is what its slicer says, which nobody kept in former versions.
    record Program(
            String profile,
            long seconds,
            double filamentMm3,
            List<Message> notes,
            @Nullable Digest text,
            @Nullable Sliced sliced)
            implements Contents {
        public Program(String profile, long seconds, double filamentMm3, List<Message> notes) {
            this(profile, seconds, filamentMm3, notes, null, null);
        }

        public Program withText(Digest unwrapped) {
            return new Program(profile, seconds, filamentMm3, notes, unwrapped, sliced);
        }

        /// The nozzle that its slicer names, in thousandths of a millimetre; nothing where it names none.
        public @Nullable Integer nozzleUm() {
            return sliced == null || sliced.nozzleMm() == null ? null : (int) Math.round(sliced.nozzleMm() * 1_000);
        }

        /// What a printer gets of the file: its text where it came in a wrapping.
        public Digest forTheWire(Digest file) {
            return text == null ? file : text;
        }
    }

    /// A PDF or a picture; `sizeMm` is width and height of its first page, empty where nobody knows. `facts` are
    /// judged again for what the customer chooses; documents of former versions have none.
    record Document(
            int pages,
            List<Double> sizeMm,
            List<Message> notes,
            @Nullable Pages facts) implements Contents {
        public Document(int pages, List<Double> sizeMm, List<Message> notes) {
            this(pages, sizeMm, notes, null);
        }
    }

    /// What a person should know about it, printed as was chosen.
    default List<Message> notes(@Nullable Choices choices) {
        if (!(this instanceof Document document) || document.facts() == null) return notes();
        var needs = choices instanceof Choices.Paper paper ? paper.needs() : Needs.NONE;
        return document.facts().findings(needs).stream().map(Finding::message).toList();
    }

    List<Message> notes();

    /// Looks into files. The one that serves the shop reads them in a child process.
    interface Reader {
        /// A file is on its way, and will soon be read.
        default void expect() {}

        /// Judges a program for the printer model `profile`.
        Outcome read(Path file, String name, String profile) throws InterruptedException;

        /// Makes of a document a PDF at `out` in which `fixes` are done, for what is asked of it; false where that
        /// can't be.
        default boolean remake(Path file, Needs needs, Set<Fix> fixes, Path out)
                throws IOException, InterruptedException {
            return false;
        }

        /// Draws a part as PNG, or takes the slicer's picture of a program; false for what has none.
        default boolean draw(Path file, Path png) throws IOException, InterruptedException {
            return false;
        }

        /// Writes a part for the view in a browser; false where that can't be.
        default boolean writeSolid(Path file, Path solid) throws IOException, InterruptedException {
            return false;
        }

        /// Writes the layers of a program, and pictures of three of them beside it; false for what has none.
        default boolean writeLayers(Path file, Path layers) throws IOException, InterruptedException {
            return false;
        }

        /// Draws a page of a document, counted from 1, large and as it is printed; false where that can't be.
        default boolean drawPage(Path file, int page, Path jpeg) throws IOException, InterruptedException {
            return false;
        }

        /// Writes the text of a program that came in a wrapping, for a printer; false where it cannot be opened.
        default boolean unwrap(Path file, Path text) throws IOException, InterruptedException {
            return false;
        }
    }

    sealed interface Outcome {
        record Read(Contents contents) implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }
}
