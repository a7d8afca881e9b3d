package platen;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page on security answers each requirement of the standard once, and names only what is there.
class SecurityDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/security.md");
    private static final Path TESTS = Path.of("src/test/java/platen");
    /// OWASP ASVS 4.0.3, levels 1 and 2, without what was deleted from it.
    private static final String REQUIREMENTS = """
        1.1: 1 2 3 4 5 6 7; 1.2: 1 2 3 4; 1.4: 1 4 5; 1.5: 1 2 3 4; 1.6: 1 2 3 4; 1.7: 1 2; 1.8: 1 2; 1.9: 1 2;
        1.10: 1; 1.11: 1 2; 1.12: 2; 1.14: 1 2 3 4 5 6;
        2.1: 1 2 3 4 5 6 7 8 9 10 11 12; 2.2: 1 2 3; 2.3: 1 2 3; 2.4: 1 2 3 4 5; 2.5: 1 2 3 4 5 6 7; 2.6: 1 2 3;
        2.7: 1 2 3 4 5 6; 2.8: 1 2 3 4 5 6 7; 2.9: 1 2 3; 2.10: 1 2 3 4;
        3.1: 1; 3.2: 1 2 3 4; 3.3: 1 2 3 4; 3.4: 1 2 3 4 5; 3.5: 1 2 3; 3.7: 1;
        4.1: 1 2 3 5; 4.2: 1 2; 4.3: 1 2 3;
        5.1: 1 2 3 4 5; 5.2: 1 2 3 4 5 6 7 8; 5.3: 1 2 3 4 5 6 7 8 9 10; 5.4: 1 2 3; 5.5: 1 2 3 4;
        6.1: 1 2 3; 6.2: 1 2 3 4 5 6; 6.3: 1 2; 6.4: 1 2;
        7.1: 1 2 3 4; 7.2: 1 2; 7.3: 1 3 4; 7.4: 1 2 3;
        8.1: 1 2 3 4; 8.2: 1 2 3; 8.3: 1 2 3 4 5 6 7 8;
        9.1: 1 2 3; 9.2: 1 2 3 4; 10.2: 1 2; 10.3: 1 2 3; 11.1: 1 2 3 4 5 6 7 8;
        12.1: 1 2 3; 12.2: 1; 12.3: 1 2 3 4 5 6; 12.4: 1 2; 12.5: 1 2; 12.6: 1;
        13.1: 1 3 4 5; 13.2: 1 2 3 5 6; 13.3: 1 2; 13.4: 1 2;
        14.1: 1 2 3 4; 14.2: 1 2 3 4 5 6; 14.3: 2 3; 14.4: 1 2 3 4 5 6 7; 14.5: 1 2 3 4
        """;
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+\\.\\d+\\.\\d+[\\d., ]*) \\|[^|]+\\| ([^|]+?) \\|$", Pattern.MULTILINE);
    private static final Pattern COUNT = Pattern.compile("^\\| ([`*][^|]+) \\|[^|]+\\| (\\d+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern NAMED_FILE = Pattern.compile("`([\\w./-]+(?:/run|\\.(?:md|xml|java|peb|js|txt)))`");
    private static final String HELD = "`Class.method`";

    @Test
    void answersEachRequirementOnce() throws IOException {
        var answered =
                rows().flatMap(row -> Stream.of(row.group(1).split(", ", -1))).toList();
        assertEquals(answered.size(), new TreeSet<>(answered).size(), "each once");
        assertEquals(required(), new TreeSet<>(answered));
    }

    private static Set<String> required() {
        return Stream.of(REQUIREMENTS.split(";", -1))
                .map(section -> section.strip().split(": ", -1))
                .flatMap(section -> Stream.of(section[1].split(" ", -1)).map(one -> section[0] + "." + one))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void countsItsAnswers() throws IOException {
        var told = COUNT.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> Long.valueOf(row.group(2))));
        var counted = rows().flatMap(
                        row -> Stream.of(row.group(1).split(", ", -1)).map(_ -> kind(row.group(2))))
                .collect(groupingBy(kind -> kind, counting()));
        assertEquals(counted, told);
    }

    @Test
    void namesATestAFileOrAReason() throws IOException {
        rows().forEach(row -> {
            var answer = row.group(2);
            var names = NAMED_TEST.matcher(answer).find()
                    || NAMED_FILE.matcher(answer).find();
            assertTrue(kind(answer).equals(HELD) ? names : answer.matches("\\*(open|not applicable)\\*: .+"), answer);
        });
    }

    @Test
    void namesTestsAndFilesThatExist() throws IOException {
        var text = Files.readString(DOCUMENT);
        var sources = sources();
        assertEquals(
                List.of(),
                NAMED_TEST
                        .matcher(text)
                        .results()
                        .filter(named -> !isThere(named, sources))
                        .map(MatchResult::group)
                        .toList());
        assertEquals(
                List.of(),
                NAMED_FILE
                        .matcher(text)
                        .results()
                        .map(named -> named.group(1))
                        .filter(file -> !Files.exists(Path.of(file)))
                        .toList());
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results();
    }

    private static String kind(String answer) {
        return answer.startsWith("*") ? answer.substring(0, answer.indexOf('*', 1) + 1) : HELD;
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
                            SecurityDocumentTest::text,
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
