package platen.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Runs a program that we do not trust with our machine, confined, without input, and ended with us.
public final class Child {
    /// Holds the other end of a pipe to us, and ends the whole group when that breaks: also when we were killed, and
    /// whichever of our threads started it (the kernel's own signal of a parent's death is of a thread's).
    private static final String WATCH = """
        exec 3<&0 </dev/null
        (read _ <&3; kill -KILL 0) >/dev/null 2>&1 &
        exec 3<&-
        exec "$@"
        """;

    private Child() {}

    /// Runs `command` in `folder`, which is its home and its place for temporary files as well.
    public static Outcome run(List<String> command, Path folder, Limits limits) throws InterruptedException {
        Process process;
        try {
            var watch = List.of("sh", "-c", WATCH, "sh");
            process = Confined.builder(watch, command, folder, limits, Confined.cpuSeconds(limits))
                    .start();
        } catch (IOException e) {
            return new Outcome.NotStarted(String.valueOf(e.getMessage()));
        }
        var tail = new Tail(process.getInputStream(), limits.outputBytes());
        var reader = Thread.ofPlatform()
                .daemon()
                .name("output of " + command.getFirst())
                .start(tail);
        try {
            var ended = process.waitFor(limits.time().toMillis(), MILLISECONDS);
            // Its pipe is closed only when its last words are read: a short one would else be lost now and then.
            Confined.endGroup(process);
            reader.join(SECONDS.toMillis(Confined.LAST_WORDS_S));
            Confined.end(process);
            return ended
                    ? new Outcome.Ended(process.exitValue(), tail.text(), tail.cut())
                    : new Outcome.TimedOut(tail.text());
        } catch (InterruptedException e) {
            Confined.end(process);
            throw e;
        }
    }
}
