package platen.orders;

import org.jspecify.annotations.Nullable;
import platen.values.Digest;
import platen.values.Message;

/// What a mesh becomes when it is sliced for one printer, material and quality: G-code, its time
/// and its weight, or the problem.
public record Slice(
        long id,
        Digest mesh,
        String profile,
        String material,
        String quality,
        State state,
        @Nullable Digest program,
        @Nullable Long seconds,
        @Nullable Long milligrams,
        @Nullable Message problem) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }
}
