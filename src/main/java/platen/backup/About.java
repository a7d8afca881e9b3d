package platen.backup;

import java.time.Instant;

/// The first entry of a backup: `schema` is the last migration that its tables have seen.
public record About(int format, String madeAt, String schema) {
    static final String ENTRY = "about.json";
    static final int FORMAT = 1;

    static About of(Instant madeAt, String schema) {
        return new About(FORMAT, madeAt.toString(), schema);
    }
}
