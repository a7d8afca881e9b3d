package platen.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a program that we do not trust with our machine.
///
/// It becomes the leader of a process group of its own (`setsid`), so that everything it starts can be
/// ended with it, gets limits that hold even if we die (`prlimit`), no input, and hardly an environment.
public final class Child {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final long LAST_WORDS_S = 2;

    private Child() {}

    /// Runs `command` in `folder`, which is its home and its place for temporary files as well.
    public static Outcome run(List<String> command, Path folder, Limits limits) throws InterruptedException {
        Process process;
        try {
            process = builder(command, folder, limits).start();
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
            endGroup(process);
            reader.join(SECONDS.toMillis(LAST_WORDS_S));
            return ended
                    ? new Outcome.Ended(process.exitValue(), tail.text(), tail.cut())
                    : new Outcome.TimedOut(tail.text());
        } catch (InterruptedException e) {
            endGroup(process);
            throw e;
        }
    }

    private static ProcessBuilder builder(List<String> command, Path folder, Limits limits) {
        var line = new ArrayList<>(List.of("setsid", "nice", "-n", Integer.toString(limits.niceness()), "prlimit"));
        line.addAll(List.of("--core=0", "--fsize=" + limits.fileBytes(), "--cpu=" + cpuSeconds(limits)));
        if (limits.memoryBytes() > 0) line.add("--as=" + limits.memoryBytes());
        line.add("--");
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")));
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", folder.toString());
        environment.put("TMPDIR", folder.toString());
        return builder;
    }

    /// A program with threads on every core may use its time so many times over.
    private static long cpuSeconds(Limits limits) {
        return Math.multiplyExact(
                limits.time().toSeconds() + 1, Runtime.getRuntime().availableProcessors());
    }

    /// Ends what is left of the group. Java's own `destroyForcibly` would reach the leader alone.
    private static void endGroup(Process leader) throws InterruptedException {
        var group = "-" + leader.pid();
        try {
            new ProcessBuilder("/bin/kill", "-KILL", "--", group)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor(LAST_WORDS_S, SECONDS);
        } catch (IOException _) {
            leader.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        leader.destroyForcibly().waitFor(LAST_WORDS_S, SECONDS);
    }
}
