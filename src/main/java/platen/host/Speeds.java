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
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import platen.values.Json;

/// At which speed a printer has answered at each port, so that it is tried first the next time. Printers' threads
/// note; one thread writes.
final class Speeds {
    private static final Logger LOG = Logger.getLogger(Speeds.class.getName());
    private static final int PORTS_KEPT = 200;

    private final Path file;
    private final Map<String, Integer> bauds = new ConcurrentHashMap<>();
    private volatile boolean changed;

    Speeds(Path folder) {
        file = folder.resolve("speeds.json");
        if (!Files.exists(file)) return;
        try {
            bauds.putAll(Json.read(Files.readString(file), new TypeReference<Map<String, Integer>>() {}));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "the speeds found before are not known", e);
        }
    }

    @Nullable
    Integer at(String port) {
        return bauds.get(port);
    }

    void note(String port, int baud) {
        if (!bauds.containsKey(port) && bauds.size() >= PORTS_KEPT) bauds.clear();
        Integer before = bauds.put(port, baud);
        if (before == null || before != baud) changed = true;
    }

    void write() {
        if (!changed) return;
        changed = false;
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, Json.write(new TreeMap<>(bauds)));
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the speed that was found could not be written", e);
        }
    }
}
