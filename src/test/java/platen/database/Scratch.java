package platen.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders of tests whose life no `@TempDir` has; they go with the build folder.
public final class Scratch {
    private Scratch() {}

    public static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "scratch")), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
