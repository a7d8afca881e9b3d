package platen.gcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import platen.printers.Profile;

/// How far a part has grown at one line of its program: the last layer that was begun by then, counted from 1, and
/// the height of its plastic. Both are 0 before the first.
public record Height(int layer, double mm) {

    /// Walks through the program up to this line, that line included.
    public static Height at(Path program, Profile profile, long line) throws IOException {
        try (var in = Files.newInputStream(program)) {
            var lines = new Lines(in);
            var walk = new Walk(profile);
            while (lines.next() && lines.number() <= line) walk.line(lines);
            return new Height(walk.layer(), walk.heightMm());
        }
    }
}
