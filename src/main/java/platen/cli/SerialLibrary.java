package platen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import platen.serial.Ports;

/// Where the commands that have no data folder keep the native serial library: in the user's cache.
final class SerialLibrary {
    private SerialLibrary() {}

    static Ports ports() throws IOException {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return Ports.with(cache.resolve("platen").resolve("serial"));
    }
}
