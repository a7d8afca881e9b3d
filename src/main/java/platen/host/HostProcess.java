package platen.host;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The host that a server on the same machine starts, and starts again if it dies.
///
/// It is a process of its own session that writes to a log file, so it outlives the server and its
/// terminal. Its lock tells whether it runs: a later server adopts it.
public final class HostProcess implements AutoCloseable {
    static final String LOCK = "host.lock";
    static final String PID = "host.pid";
    private static final Logger LOG = Logger.getLogger(HostProcess.class.getName());
    private static final String LOG_FILE = "host.log";
    private static final long LARGEST_LOG_BYTES = 10 << 20;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path folder;
    private final List<String> command;
    private final Thread keeper;

    private HostProcess(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
        this.keeper = Thread.ofPlatform().daemon().name("host keeper").unstarted(this::keep);
    }

    /// Tells the host of `folder` where its server is, and sees to it that one runs. `program` is the
    /// beginning of a command line, to which `host --data FOLDER` is added.
    public static HostProcess start(Path folder, ServerAddress server, List<String> program) throws IOException {
        Files.createDirectories(folder);
        server.write(folder);
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(program);
        command.addAll(List.of("host", "--data", folder.toString()));
        var process = new HostProcess(folder, command);
        process.keeper.start();
        return process;
    }

    /// How this very program is run again, in a heap that begins small and has room for dozens of printers.
    ///
    /// If even that is too small, the process ends as a whole: a host that lost some of its threads would leave
    /// printers hot, while the next one turns their heaters off first of all.
    public static List<String> ownProgram() {
        var own = new ArrayList<String>();
        own.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        own.addAll(List.of("-Xms16m", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError"));
        own.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        own.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        own.add("platen.Main");
        return own;
    }

    /// The process that runs in `folder`, as it said of itself.
    public static Optional<Long> pid(Path folder) {
        try {
            return Optional.of(
                    Long.parseLong(Files.readString(folder.resolve(PID)).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Whether a host runs in `folder`.
    public static boolean isRunning(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        }
    }

    /// Looks after the host no more; the process itself goes on.
    @Override
    public void close() {
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks after the host no more and asks it to end, which first cancels what it prints; true when
    /// it has within `patience`.
    public boolean end(Duration patience) throws IOException, InterruptedException {
        close();
        return end(folder, patience);
    }

    /// Asks the host of `folder` to end, whoever started it.
    public static boolean end(Path folder, Duration patience) throws IOException, InterruptedException {
        pid(folder).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
        var until = System.nanoTime() + patience.toNanos();
        while (isRunning(folder)) {
            if (System.nanoTime() > until) return false;
            Thread.sleep(Duration.ofMillis(100));
        }
        return true;
    }

    private void keep() {
        try {
            while (true) {
                if (!isRunning(folder)) launch();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "no printer host can be started: no 3D printer will print", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch() throws IOException, InterruptedException {
        var log = folder.resolve(LOG_FILE);
        var append = !Files.exists(log) || Files.size(log) < LARGEST_LOG_BYTES;
        var process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(append ? Redirect.appendTo(log.toFile()) : Redirect.to(log.toFile()))
                .start();
        // It takes its lock within moments; a process that dies at once is tried again, but not in a hot loop.
        for (int looks = 0; looks < 50 && process.isAlive() && !isRunning(folder); looks++) {
            Thread.sleep(Duration.ofMillis(200));
        }
    }
}
