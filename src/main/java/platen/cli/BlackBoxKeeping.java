package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.gcode.Height;
import platen.printers.Profile;
import platen.streaming.BlackBoxFile;
import platen.streaming.Occurrence.Ended;
import platen.streaming.Outcome.End;

/// Writes the black box of a print that was sent from the terminal, where one can find it: as asked; else,
/// when the print has failed, beside its program, or in the folder for temporary files if nothing can be written there.
final class BlackBoxKeeping {
    private final String printer;
    private final Profile profile;
    private final Path program;
    private final @Nullable Path asked;

    BlackBoxKeeping(String printer, Profile profile, Path program, @Nullable Path asked) {
        this.printer = printer;
        this.profile = profile;
        this.program = program;
        this.asked = asked;
    }

    /// What to tell about it, if there is anything to tell.
    Optional<String> keep(Ended end) {
        if (asked == null && end.outcome().end() != End.FAILED) return Optional.empty();
        var text = BlackBoxFile.of(end, facts(end)).text();
        if (asked != null) return Optional.of(write(asked, text) ? found(asked) : "Could not write " + asked);
        var name = program.getFileName() + BlackBoxFile.SUFFIX;
        for (var place : new Path[] {program.resolveSibling(name), Path.of(System.getProperty("java.io.tmpdir"), name)})
            if (write(place, text)) return Optional.of(found(place));
        return Optional.of("What was said last could not be written, neither beside the program nor elsewhere.");
    }

    private static String found(Path place) {
        return "What the printer and we said last stands in " + place.toAbsolutePath();
    }

    private BlackBoxFile.Facts facts(Ended end) {
        var name = program.getFileName().toString();
        return new BlackBoxFile.Facts(
                printer, name, Instant.now(), height(end.figures().lines()));
    }

    private @Nullable Height height(long line) {
        try {
            return Height.at(program, profile, line);
        } catch (IOException _) {
            return null; // the program may be what has vanished
        }
    }

    private static boolean write(Path place, String text) {
        try {
            Files.writeString(place, text);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
