package platen.slicing;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.gcode.ProgramReading;
import platen.printers.Profile;
import platen.printers.Profiles;

class EarlyReadingTest {
    private static final String HEAD = "G28\nG1 Z0.2 F600\n; time to come\n";
    private static final String MOVE = "G1 X100 F600\n";

    private final Profile profile =
            Profiles.load(Path.of("none")).profile("ender3").orElseThrow();

    @TempDir
    Path folder;

    @Test
    void readsWhatIsWrittenInPieces() throws IOException, InterruptedException {
        var program = folder.resolve("out.gcode");
        try (var early = EarlyReading.in(folder, "out.gcode", profile)) {
            var unfinished = unfinished(HEAD.substring(0, 10));
            Files.writeString(unfinished, HEAD.substring(10), APPEND);
            Files.writeString(unfinished, MOVE, APPEND);
            Files.writeString(program, HEAD.replace("to come", "1 h") + MOVE);
            Files.delete(unfinished);
            assertEquals(3, commands(early), "the remark is none");
        }
    }

    @Test
    void readsAgainWhatBecameAnother() throws IOException, InterruptedException {
        var program = folder.resolve("out.gcode");
        try (var early = EarlyReading.in(folder, "out.gcode", profile)) {
            unfinished(HEAD);
            Files.writeString(program, HEAD + MOVE + MOVE);
            assertEquals(4, commands(early));
        }
    }

    @Test
    void readsWhatWasWrittenInItsPlaceAtOnce() throws IOException, InterruptedException {
        var program = folder.resolve("out.gcode");
        try (var early = EarlyReading.in(folder, "out.gcode", profile)) {
            Files.writeString(program, HEAD + MOVE);
            assertEquals(3, commands(early));
        }
    }

    private Path unfinished(String text) throws IOException {
        return Files.writeString(folder.resolve("out.gcode.tmp"), text, CREATE);
    }

    private static long commands(EarlyReading early) throws IOException, InterruptedException {
        return assertInstanceOf(ProgramReading.Read.class, early.ended()).plan().commands();
    }
}
