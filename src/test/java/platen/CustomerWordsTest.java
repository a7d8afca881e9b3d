package platen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What customers read is in their words, and not in those of the shop's inside.
class CustomerWordsTest {
    private static final Pattern INSIDE =
            Pattern.compile("\\b(hosts?|attempts?|digests?|preflight|released?|clicks?|stencils?|sync)\\b");
    /// What is no word: commands of a template, and tags with their attributes.
    private static final Pattern NO_WORDS = Pattern.compile("\\{[{%#].*?[}%#]\\}|<[^>]*>", Pattern.DOTALL);

    private static final Path TEMPLATES = Path.of("templates");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final List<String> PAGES = List.of(
            "front",
            "order-file",
            "order-draft",
            "order-offer",
            "order-track",
            "parts/ask",
            "parts/price",
            "parts/pictures",
            "parts/book",
            "parts/solid",
            "parts/upload",
            "parts/made-of",
            "basket-add",
            "basket-file",
            "order-ask",
            "parts/basket",
            "parts/wish",
            "parts/again",
            "parts/handover",
            "layouts/customer");

    @Test
    void pagesSpeakPlainly() {
        var wrong = new TreeSet<String>();
        for (var page : PAGES)
            note(page, NO_WORDS.matcher(read(TEMPLATES.resolve(page + ".peb"))).replaceAll(" "), wrong);
        assertEquals(new TreeSet<String>(), wrong);
    }

    @Test
    void messagesSpeakPlainly() {
        var wrong = new TreeSet<String>();
        Stream.of("basket", "documents", "inspection", "meshes", "orders", "pricing", "slicing", "upload")
                .map(CustomerWordsTest::words)
                .flatMap(words -> words.entrySet().stream())
                .forEach(entry ->
                        note(entry.getKey().toString(), entry.getValue().toString(), wrong));
        assertEquals(new TreeSet<String>(), wrong);
    }

    private static void note(String where, String text, Set<String> wrong) {
        INSIDE.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(found -> wrong.add(where + ": " + found.group()));
    }

    private static Properties words(String bundle) {
        var words = new Properties();
        try (var in = Files.newBufferedReader(MESSAGES.resolve(bundle + ".properties"))) {
            words.load(in);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
