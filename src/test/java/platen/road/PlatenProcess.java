package platen.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// The packaged program as a process of its own, its output in a file.
final class PlatenProcess implements AutoCloseable {
    /// How Java ends after SIGTERM, when its shutdown hooks have run.
    static final int TERMINATED = 143;

    /// For what must happen at last: a build on a busy machine, a soak whose last print cools down.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final Path output;

    private PlatenProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Runs the packaged jar with these arguments; its temporary files and its output lie in `folder`.
    static PlatenProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, jar(folder), List.of(arguments));
    }

    /// Runs Platen by the command line that `program` begins.
    static PlatenProcess start(Path folder, List<String> program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(program);
        command.addAll(arguments);
        var output = Files.createTempFile(folder, arguments.getFirst(), ".log");
        return new PlatenProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /// How the packaged jar is run, with its temporary files in `folder` and these options of Java.
    static List<String> jar(Path folder, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder));
        command.add("-Djdk.virtualThreadScheduler.parallelism=16");
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", System.getProperty("platen.jar", "target/platen.jar")));
        return command;
    }

    /// The first group of `pattern` in the output, as soon as it is there.
    String says(String pattern) {
        var found = new String[1];
        until(pattern, () -> {
            var match = Pattern.compile(pattern).matcher(output());
            if (!match.find()) return false;
            found[0] = match.group(1);
            return true;
        });
        return found[0];
    }

    long pid() {
        return process.pid();
    }

    /// SIGTERM, and the exit code when it has ended.
    int end() throws InterruptedException {
        process.destroy();
        return exit();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("still runs:\n" + output());
        return process.exitValue();
    }

    /// SIGKILL: no last words.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Looks until `condition` holds, at most for so long; whether it did.
    static boolean isSoon(Duration patience, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) return false;
            LockSupport.parkNanos(50_000_000);
        }
        return true;
    }

    /// Looks until `condition` holds; fails with `what` after a while.
    static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    static void until(String what, Duration patience, BooleanSupplier condition) {
        if (!isSoon(patience, condition)) throw new AssertionError("never came true: " + what);
    }
}
