package platen.processes;

import java.time.Duration;

/// What a child process may take. Each file that it writes is bounded too, by `fileBytes`.
///
/// `memoryBytes` bounds its addresses; 0 leaves that to the child, for a JVM, which reserves far more
/// than it uses and bounds itself. Of its output the last `outputBytes` are kept, and all is drained.
public record Limits(Duration time, long memoryBytes, long fileBytes, int outputBytes, int niceness) {

    public Limits {
        if (time.isNegative() || time.isZero()) throw new IllegalArgumentException("no time at all: " + time);
        if (memoryBytes < 0 || fileBytes < 0 || outputBytes < 0) throw new IllegalArgumentException("below nothing");
        if (niceness < 0 || niceness > 19) throw new IllegalArgumentException("niceness is 0 to 19: " + niceness);
    }
}
