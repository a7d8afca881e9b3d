package platen.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.sync.Reached;
import platen.values.Json;

/// How far each print is, in a small file that is on disk about once a second and at each new layer: after a
/// crash, or a loss of power, it tells what the printer had accepted, to within that second.
final class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class.getName());
    private static final int PRINTS_KEPT = 50;

    private final Path file;
    private final SequencedMap<String, Reached> prints = new LinkedHashMap<>();
    private boolean changed;
    private boolean newLayer;

    Progress(Path folder) {
        file = folder.resolve("progress.json");
        if (!Files.exists(file)) return;
        try {
            Json.read(Files.readString(file), new TypeReference<LinkedHashMap<String, JsonNode>>() {})
                    .forEach((attempt, noted) -> prints.put(attempt, read(noted)));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "how far the last print was is not known", e);
        }
    }

    /// Older versions wrote the number of the line alone.
    private static Reached read(JsonNode noted) {
        return noted.isNumber()
                ? new Reached(noted.asLong(), 0, 0, null, null, false)
                : Json.MAPPER.convertValue(noted, Reached.class);
    }

    @Nullable
    Reached reached(String attempt) {
        return prints.get(attempt);
    }

    /// Notes in memory; [#write] makes it last.
    void note(String attempt, Reached reached) {
        var before = prints.get(attempt);
        if (reached.equals(before)) return;
        if (before == null && prints.size() >= PRINTS_KEPT) prints.pollFirstEntry();
        prints.put(attempt, reached);
        changed = true;
        newLayer |= before == null || before.layer() != reached.layer();
    }

    boolean hasNewLayer() {
        return newLayer;
    }

    void write() {
        if (!changed) return;
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var out = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
                var text = ByteBuffer.wrap(Json.write(prints).getBytes(UTF_8));
                while (text.hasRemaining()) out.write(text);
                out.force(true);
            }
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
            try (var folder = FileChannel.open(file.getParent())) {
                folder.force(true);
            }
            changed = false;
            newLayer = false;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "how far the print is could not be written", e);
        }
    }
}
