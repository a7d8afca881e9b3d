package platen.processes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a program is started that we do not trust with our machine, and how it is ended.
///
/// It becomes the leader of a process group of its own (`setsid`), so that everything it starts can be
/// ended with it, gets limits that hold even if we die (`prlimit`), and hardly an environment.
final class Confined {
    static final long LAST_WORDS_S = 2;
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    /// Kernels with `CONFIG_SCHED_AUTOGROUP`, as Debian's, share the processor among sessions first, and `nice` tells
    /// only within one: a session of its own says by this file how nice it is to ours.
    private static final String NICE_AS_A_SESSION = "{ echo \"$0\" >/proc/self/autogroup; } 2>/dev/null; exec \"$@\"";

    private Confined() {}

    /// `command` in `folder`, which is its home and its place for temporary files as well; `before` is what starts it.
    static ProcessBuilder builder(
            List<String> before, List<String> command, Path folder, Limits limits, long cpuSeconds) {
        var niceness = Integer.toString(limits.niceness());
        var line = new ArrayList<>(List.of("setsid", "sh", "-c", NICE_AS_A_SESSION, niceness));
        line.addAll(before);
        line.addAll(List.of("nice", "-n", niceness, "prlimit"));
        line.addAll(List.of("--core=0", "--fsize=" + limits.fileBytes(), "--cpu=" + cpuSeconds));
        if (limits.memoryBytes() > 0) line.add("--as=" + limits.memoryBytes());
        line.add("--");
        line.addAll(command);
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", folder.toString());
        environment.put("TMPDIR", folder.toString());
        return builder;
    }

    /// A program with threads on every core may use its time so many times over.
    static long cpuSeconds(Limits limits) {
        return Math.multiplyExact(
                limits.time().toSeconds() + 1, Runtime.getRuntime().availableProcessors());
    }

    /// Ends what is left of the group, and closes its pipes, with what nobody has read of them yet.
    static void end(Process leader) throws InterruptedException {
        endGroup(leader);
        leader.destroyForcibly().waitFor(LAST_WORDS_S, SECONDS);
    }

    /// Java's own `destroyForcibly` would reach the leader alone.
    static void endGroup(Process leader) throws InterruptedException {
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
    }
}
