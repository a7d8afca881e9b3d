package platen.uploads;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.meshes.Measures;
import platen.values.Digest;
import platen.values.Json;

/// A file on its way in: `received` of its bytes are on disk. With its `digest` it is whole and stored, and waits for
/// an order until it was not touched for a day; `measures` are those of a binary STL, as JSON.
public record IncomingFile(
        String id,
        String name,
        long bytes,
        long received,
        Instant touchedAt,
        @Nullable Digest digest,
        @Nullable String measures) {

    public boolean isWhole() {
        return digest != null;
    }

    /// How much is here, of a hundred.
    public int percent() {
        return (int) (100 * received / bytes);
    }

    /// What was measured of it while it came in, if it is a binary STL.
    public Optional<Measures> measured() {
        return Optional.ofNullable(measures).map(json -> Json.read(json, Measures.class));
    }
}
