package platen.documents.reading;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import platen.documents.Ink;
import platen.documents.Make;
import platen.documents.Needs;
import platen.documents.Paper;
import platen.templating.Words;
import platen.values.Finding;
import platen.values.Message;

/// Gives bytes to the readers of documents as a child process does, and holds the answer against what is promised for
/// any bytes at all: an answer in time, in words, without an exception, and a refusal of damage that names the byte.
final class Fuzzed {
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final List<String> AT_A_BYTE = List.of("documents.broken", "documents.truncated");

    private Fuzzed() {}

    static void look(byte[] bytes) {
        try {
            var file = Files.createTempFile("fuzzed", "");
            try {
                look(Files.write(file, bytes), bytes.length);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void look(Path file, int length) throws IOException {
        var start = System.nanoTime();
        Foreign.of(file, "fuzzed").ifPresent(kind -> say(kind.remedy()));
        var kind = DocumentFile.kind(file);
        if (kind.isEmpty()) return;
        switch (DocumentFile.examine(file, kind.get(), null, known -> say(known.findings()))) {
            case DocumentReading.Refused(var why) -> {
                say(why);
                if (AT_A_BYTE.contains(why.key())) {
                    assertTrue(Long.parseLong(why.args().getFirst().replace(",", "")) <= length, why.toString());
                }
            }
            case DocumentReading.Read(var pages) -> {
                for (var ink : Ink.values()) say(pages.findings(new Needs(new Paper(210, 297), Make.BOOKLET, ink)));
            }
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(LONGEST) < 0, "it hangs");
    }

    private static void say(List<Finding> findings) {
        findings.forEach(finding -> say(finding.message()));
    }

    private static void say(Message message) {
        assertFalse(Words.say(message, Locale.ENGLISH).startsWith(message.key()), message.toString());
    }
}
