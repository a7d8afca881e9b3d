package platen.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;

/// A file that arrived with a form. It lies on disk until the answer is sent.
public record Upload(String name, long bytes, Part part) {
    private static final int LONGEST_NAME = 150;

    static Upload of(Part part) {
        return new Upload(plain(part.getSubmittedFileName()), part.getSize(), part);
    }

    public InputStream open() throws IOException {
        return part.getInputStream();
    }

    /// The last part of a path, without what cannot be seen. It is shown to people and used for nothing else.
    static String plain(String submitted) {
        var name =
                Form.line(submitted.substring(Math.max(submitted.lastIndexOf('/'), submitted.lastIndexOf('\\')) + 1));
        if (name.isBlank() || name.equals(".") || name.equals("..")) return "file";
        if (name.length() <= LONGEST_NAME) return name;
        var dot = name.lastIndexOf('.');
        var end = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return name.substring(0, LONGEST_NAME - end.length()) + end;
    }
}
