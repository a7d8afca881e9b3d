package platen.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of the rules says for each of them how far it is kept, and tells the truth where a test can know it.
class SerialRulesDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/serial-rules.md");
    private static final Path TESTS = Path.of("src/test/java/platen");
    private static final int RULES = 118;
    private static final Pattern ROW = Pattern.compile("^\\| *(\\d+) *\\|[^|]+\\| *([^|]+?) *\\|$", Pattern.MULTILINE);
    private static final Pattern COUNT =
            Pattern.compile("^\\| *([`*][^|]+) \\|[^|]+\\| *(\\d+) *\\|$", Pattern.MULTILINE);
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void answersEachRuleOnce() throws IOException {
        assertEquals(
                IntStream.rangeClosed(1, RULES).boxed().toList(),
                rows().map(row -> Integer.valueOf(row.group(1))).toList());
    }

    @Test
    void countsItsAnswers() throws IOException {
        var told = COUNT.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> Long.valueOf(row.group(2))));
        assertEquals(
                rows().map(row -> kind(row.group(2)))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())),
                told);
    }

    @Test
    void namesTestsThatExist() throws IOException {
        var sources = sources();
        assertEquals(
                List.of(),
                NAMED_TEST
                        .matcher(Files.readString(DOCUMENT))
                        .results()
                        .filter(named -> !isThere(named, sources))
                        .map(MatchResult::group)
                        .toList());
    }

    @Test
    void namesATestOrAReason() throws IOException {
        rows().forEach(row -> {
            var answer = row.group(2);
            assertTrue(
                    kind(answer).startsWith("*")
                            ? answer.contains(": ")
                            : NAMED_TEST.matcher(answer).find(),
                    row.group());
        });
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results();
    }

    private static String kind(String answer) {
        return answer.startsWith("`") ? "`Class.method`" : answer.substring(0, answer.indexOf('*', 1) + 1);
    }

    private static boolean isThere(MatchResult named, Map<String, String> sources) {
        var source = sources.getOrDefault(named.group(1) + ".java", "");
        return Pattern.compile("^    (?:void|Stream<DynamicTest>) " + named.group(2) + "\\(", Pattern.MULTILINE)
                .matcher(source)
                .find();
    }

    private static Map<String, String> sources() throws IOException {
        try (var files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(),
                            SerialRulesDocumentTest::text,
                            (one, other) -> one + other));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
