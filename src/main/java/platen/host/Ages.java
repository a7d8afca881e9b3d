package platen.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;

/// How old files are. One that has just been removed counts as very old.
final class Ages {
    static final Comparator<Path> OLDEST_FIRST = Comparator.comparing(Ages::modified);

    private Ages() {}

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException _) {
            return Instant.EPOCH;
        }
    }
}
