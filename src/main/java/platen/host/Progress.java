package platen.host;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import platen.values.Json;

/// How far each print is, in a small file that is written about once a second: after a crash it
/// tells the last line that the printer had accepted, to within that second.
final class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class.getName());
    private static final int PRINTS_KEPT = 50;

    private final Path file;
    private final Map<String, Long> lines = new TreeMap<>();
    private boolean changed;

    Progress(Path folder) {
        file = folder.resolve("progress.json");
        if (!Files.exists(file)) return;
        try {
            lines.putAll(Json.read(Files.readString(file), new TypeReference<Map<String, Long>>() {}));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "how far the last print was is not known", e);
        }
    }

    long lastLine(String attempt) {
        return lines.getOrDefault(attempt, 0L);
    }

    void note(String attempt, long line) {
        if (!lines.containsKey(attempt) && lines.size() >= PRINTS_KEPT) lines.clear();
        Long before = lines.put(attempt, line);
        if (before == null || before != line) changed = true;
    }

    void write() {
        if (!changed) return;
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, Json.write(lines));
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
            changed = false;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "how far the print is could not be written", e);
        }
    }
}
