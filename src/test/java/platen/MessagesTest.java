package platen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What is said to people is written down: each key in the code has words, and the words are well formed.
class MessagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/messages");
    private static final Pattern KEY = Pattern.compile("([a-z]+)\\.[a-z0-9]+(-[a-z0-9]+)*");

    /// Names of files have the form of keys, too.
    private static final Pattern FILE = Pattern.compile(".*\\.(lock|log|pid|sock|json|toml|db|stl|gcode|tmp)");

    @Test
    void everyKeyInTheCodeHasWords() throws IOException {
        var words = words();
        var without = new TreeSet<String>();
        keysInCode().forEach(key -> {
            var bundle = words.get(key.substring(0, key.indexOf('.')));
            if (bundle != null && !bundle.containsKey(key)) without.add(key);
        });
        assertEquals(new TreeSet<String>(), without);
    }

    @Test
    void wordsAreWellFormed() throws IOException {
        words().values().stream()
                .map(Properties::values)
                .flatMap(Collection::stream)
                .forEach(text -> {
                    new MessageFormat(text.toString());
                    assertFalse(
                            text.toString().matches(".*[^']'[^'].*"),
                            "a single ' vanishes: write two of them, or better, another word: " + text);
                });
    }

    private static Map<String, Properties> words() throws IOException {
        var words = new TreeMap<String, Properties>();
        try (var files = Files.newDirectoryStream(FOLDER, "*.properties")) {
            for (var file : files) {
                var name = file.getFileName().toString().replace(".properties", "");
                try (Reader in = Files.newBufferedReader(file)) {
                    words.computeIfAbsent(name, _ -> new Properties()).load(in);
                }
            }
        }
        return words;
    }

    private static List<String> keysInCode() throws IOException {
        try (var classes = Files.walk(Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath()))) {
            return classes.filter(file -> file.toString().endsWith(".class"))
                    .flatMap(MessagesTest::texts)
                    .filter(text ->
                            KEY.matcher(text).matches() && !FILE.matcher(text).matches())
                    .distinct()
                    .toList();
        }
    }

    private static Stream<String> texts(Path file) {
        try {
            var pool = ClassFile.of().parse(file).constantPool();
            return StreamSupport.stream(pool.spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
