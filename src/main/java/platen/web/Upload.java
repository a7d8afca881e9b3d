package platen.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import platen.inspection.DisplayName;

/// A file that arrived with a form. It lies on disk until the answer is sent.
public record Upload(String name, long bytes, Part part) {
    static Upload of(Part part) {
        return new Upload(DisplayName.of(part.getSubmittedFileName()), part.getSize(), part);
    }

    public InputStream open() throws IOException {
        return part.getInputStream();
    }
}
