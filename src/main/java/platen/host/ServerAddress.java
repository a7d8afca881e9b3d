package platen.host;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import platen.values.Json;

/// Where a host's server is and the key that opens it; a file in the host's folder that only its
/// owner can read. A server that comes back at another port writes it anew.
public record ServerAddress(String url, String key) {
    private static final String NAME = "server.json";

    public void write(Path folder) throws IOException {
        var fresh = folder.resolve(NAME + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Json.write(this));
        Files.move(fresh, folder.resolve(NAME), ATOMIC_MOVE, REPLACE_EXISTING);
    }

    public static Optional<ServerAddress> read(Path folder) {
        var file = folder.resolve(NAME);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), ServerAddress.class))
                    : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
