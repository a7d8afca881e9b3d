package platen.slicing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Counts the parts in a program that names each of them, as the slicer does where `gcode_label_objects` is set.
final class PlateCount {
    private static final String MARK = "; printing object ";

    private PlateCount() {}

    static int of(Path program) throws IOException {
        try (var lines = Files.lines(program, StandardCharsets.ISO_8859_1)) {
            return (int) lines.filter(line -> line.startsWith(MARK)).distinct().count();
        }
    }
}
