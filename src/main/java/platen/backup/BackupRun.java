package platen.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Message;

/// A backup or a drill that came to an end.
public record BackupRun(
        long id,
        Kind kind,
        Instant beganAt,
        Instant endedAt,
        String file,
        long bytes,
        long rowCount,
        long uploads,
        @Nullable Message problem) {
    public enum Kind {
        BACKUP,
        DRILL
    }
}
