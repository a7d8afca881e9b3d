package platen.orders;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import platen.values.Message;

/// What a customer's file turned out to be, as far as an order needs to know. Lengths are in
/// millimetres; `notes` is what a person should know about the file.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Contents.Part.class, name = "part"),
    @JsonSubTypes.Type(value = Contents.Program.class, name = "program"),
    @JsonSubTypes.Type(value = Contents.Document.class, name = "document")
})
public sealed interface Contents {

    /// A mesh; volume in mm³, area in mm².
    record Part(double xMm, double yMm, double zMm, double volumeMm3, double areaMm2, List<Message> notes)
            implements Contents {}

    /// G-code that somebody sliced already: the time and the plastic of one copy.
    record Program(long seconds, long milligrams, List<Message> notes) implements Contents {}

    /// A PDF or a picture; the size is that of its first page.
    record Document(int pages, double widthMm, double heightMm, List<Message> notes) implements Contents {}

    List<Message> notes();

    /// Looks into files. The one that serves the shop reads them in a child process.
    interface Reader {
        /// For a mesh, also writes its geometry to `stl`: the slicer never sees the customer's file.
        Outcome read(Path file, String name, Path stl) throws IOException;
    }

    sealed interface Outcome {
        record Read(Contents contents) implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }
}
