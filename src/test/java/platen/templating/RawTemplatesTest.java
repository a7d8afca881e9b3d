package platen.templating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Where a template leaves something as it is. A new such place has to be thought about, and written down here.
class RawTemplatesTest {
    private static final Path TEMPLATES = Path.of("templates");
    private static final Pattern UNESCAPED =
            Pattern.compile("\\{\\{[^}]*\\|\\s*raw[^}]*}}|\\{%-?\\s*autoescape[^%]*%}|escape\\(strategy");
    private static final Pattern SAFE = Pattern.compile("new SafeString\\(");

    @Test
    void nothingIsPrintedUnescapedButWhatTheServerMade() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(one -> one.toString().endsWith(".peb")).toList())
                UNESCAPED
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(place -> found.add(TEMPLATES.relativize(file) + " " + place.group()));
        }
        var known = new TreeSet<String>();
        // Parts of a page that are templates themselves.
        known.add("board.peb {{ columns | raw }}");
        known.add("timeline.peb {{ lanes | raw }}");
        // A mail's plain text, which nothing takes for HTML.
        known.add("mail/text.peb {% autoescape false %}");
        assertEquals(known, found);
    }

    /// Only one class says of a text that it is HTML: it escapes what it weaves in.
    @Test
    void onlyOneClassMakesHtmlOfText() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".java")).toList())
                if (SAFE.matcher(Files.readString(file)).find())
                    found.add(file.getFileName().toString());
        }
        assertEquals(Set.of("Writing.java"), found);
    }
}
