package platen.gcode;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import platen.gcode.pictures.ProgramPicture;
import platen.printers.Profile;
import platen.printers.Profiles;
import platen.templating.Words;
import platen.values.Json;
import platen.values.Message;

/// Gives bytes to the reader of programs as a child process does, and holds the answer against what is promised for any
/// bytes at all: an answer in time, in words, without an exception.
final class FuzzedProgram {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final List<Profile> PRINTERS = List.of(
            Profiles.shipped().profile("ender3").orElseThrow(),
            Profiles.shipped().profile("voron-klipper").orElseThrow());

    private FuzzedProgram() {}

    static void look(byte[] bytes) {
        try {
            var file = Files.createTempFile("fuzzed", "");
            var png = Files.createTempFile("fuzzed", ".png");
            try {
                look(Files.write(file, bytes), png);
            } finally {
                Files.delete(file);
                Files.deleteIfExists(png);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void look(Path file, Path png) throws IOException {
        var start = System.nanoTime();
        ProgramReader.looksLikeOne(Files.readAllBytes(file));
        for (var printer : PRINTERS) {
            switch (ProgramReader.read(file, printer)) {
                case ProgramReading.Refused(var why) -> say(why);
                case ProgramReading.Read(var plan) -> {
                    Json.write(plan);
                    Preflight.check(plan, printer, printer.materials().getFirst())
                            .forEach(finding -> say(finding.message()));
                }
            }
        }
        ProgramPicture.write(file, png);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(LONGEST) < 0, "it hangs");
    }

    private static void say(Message message) {
        var words = Words.say(message, Locale.ENGLISH);
        assertFalse(words.startsWith(message.key()), message.toString());
        assertFalse(words.contains("NaN"), message.toString());
    }
}
