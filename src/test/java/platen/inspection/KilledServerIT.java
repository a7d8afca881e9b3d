package platen.inspection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import platen.processes.Child;
import platen.processes.Limits;

/// A server that is killed can end nothing any more: what it started ends by itself.
@Timeout(120)
class KilledServerIT {
    @TempDir
    Path folder;

    @Test
    void takesItsProcessesWithIt() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var server = new ProcessBuilder(java, "-cp", classes, Server.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            long reader = Long.parseLong(Objects.requireNonNull(out.readLine()));
            long slicer = Long.parseLong(Objects.requireNonNull(out.readLine()));
            assertTrue(isAlive(reader) && isAlive(slicer));
            server.destroyForcibly().waitFor();
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (isAlive(reader) || isAlive(slicer)) {
                assertTrue(System.nanoTime() < end, reader + " or " + slicer + " is alive");
                Thread.onSpinWait();
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
    }

    /// Says the numbers of a reader that waits and of a child's own child that works, and then is there.
    static final class Server {
        private static final Limits LIMITS = new Limits(Duration.ofMinutes(10), 0, 1_000, 1_000, 5);

        private Server() {}

        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            var said = folder.resolve("said");
            var inspector = new Inspector(folder.resolve("tmp"), folder.resolve("printers"));
            inspector.expectFile();
            while (inspector.waiting().isEmpty()) Thread.onSpinWait();
            var script = "sleep 1000 & echo $! > part; mv part said; wait";
            var work = Thread.ofPlatform().start(() -> {
                try {
                    Child.run(List.of("sh", "-c", script), folder, LIMITS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            while (!Files.exists(said)) Thread.onSpinWait();
            System.out.println(inspector.waiting().getFirst());
            System.out.print(Files.readString(said));
            System.out.flush();
            work.join();
        }
    }
}
