package platen.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import platen.values.Json;

/// One sender that streams a program to a measuring firmware: what the firmware saw, and what the sender took.
///
/// @param complete  the firmware accepted just the program, each command once and in order
/// @param report    the firmware's own figures
/// @param cpuS      user and system time of the sender, in seconds
/// @param memoryMb  the most that was resident, in MB
record SenderRun(boolean complete, JsonNode report, double cpuS, double memoryMb) {
    private static final long LOOK_MS = 10;
    private static final long DEVICE_PATIENCE_S = 10;

    /// Runs both. `{port}`, `{file}` and `{report}` in a command stand for paths.
    static SenderRun of(List<String> device, List<String> sender, Path program, String sha256, Duration longest)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("platen-bench");
        var link = folder.resolve("port");
        var report = folder.resolve("report.json");
        var firmware = start(filled(device, link.toString(), program, report), folder);
        try {
            awaitLink(link, firmware);
            var usage = run(filled(sender, link.toRealPath().toString(), program, report), folder, longest);
            if (!firmware.waitFor(DEVICE_PATIENCE_S, TimeUnit.SECONDS)) {
                firmware.destroy();
                firmware.waitFor(DEVICE_PATIENCE_S, TimeUnit.SECONDS);
            }
            var figures = Json.MAPPER.readTree(Files.readString(report));
            boolean complete = sha256.equals(figures.path("sha256").asText());
            return new SenderRun(complete, figures, usage.cpuS(), usage.peakMb());
        } finally {
            firmware.destroyForcibly();
            delete(folder);
        }
    }

    private static List<String> filled(List<String> command, String port, Path program, Path report) {
        return command.stream()
                .map(word -> word.replace("{port}", port)
                        .replace("{file}", program.toString())
                        .replace("{report}", report.toString()))
                .toList();
    }

    private static Process start(List<String> command, Path folder) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    private static void awaitLink(Path link, Process firmware) throws IOException, InterruptedException {
        for (long waited = 0; !Files.exists(link); waited += LOOK_MS) {
            if (!firmware.isAlive() || waited > TimeUnit.SECONDS.toMillis(DEVICE_PATIENCE_S))
                throw new IOException("the measuring firmware makes no port at {port}");
            Thread.sleep(LOOK_MS);
        }
    }

    private static ProcessUse run(List<String> command, Path folder, Duration longest)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sender.txt").toFile())
                .start();
        try {
            var last = new ProcessUse(0, 0, 0, 0, 0);
            long until = System.nanoTime() + longest.toNanos();
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                last = ProcessUse.of(process.pid()).orElse(last);
                if (System.nanoTime() > until) throw new IOException("a sender takes longer than " + longest);
            }
            return last;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
