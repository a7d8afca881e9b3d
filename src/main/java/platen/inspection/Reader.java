package platen.inspection;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import platen.processes.Limits;
import platen.processes.Outcome;
import platen.processes.Standby;
import platen.values.Json;

/// A process of our own program that waits for files to read (`platen reader`), in a folder of its own that is empty
/// again after each.
final class Reader implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Reader.class.getName());
    private static final String FOLDER = "look";
    /// However well all goes: what we don't know of can't add up.
    static final int MOST_FILES = 16;
    /// Of its own, shared files apart; one that waits takes a third of it.
    private static final long MOST_MEMORY_BYTES = 256L << 20;

    private final Standby process;
    private final Path folder;
    private int files;
    private boolean hasFailed;

    private Reader(Standby process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    static Reader start(Path temporary, Limits limits) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(temporary), FOLDER);
        try {
            return new Reader(Standby.start(command(folder), folder, limits), folder);
        } catch (IOException e) {
            clear(folder);
            Files.delete(folder);
            throw e;
        }
    }

    /// What processes left behind when the server was killed.
    static void sweep(Path temporary) {
        if (!Files.isDirectory(temporary)) return;
        try (var left = Files.newDirectoryStream(temporary, FOLDER + "*")) {
            for (var folder : left) {
                clear(folder);
                Files.delete(folder);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what former readers left in " + temporary + " stays there", e);
        }
    }

    Outcome read(List<String> arguments) throws InterruptedException, IOException {
        files++;
        var outcome = process.ask(Json.write(arguments));
        hasFailed = outcome instanceof Outcome.Ended && !process.hasAnswered();
        clear(folder);
        return outcome;
    }

    boolean hasRead() {
        return files > 0;
    }

    /// It ended, where an answer was due in time.
    boolean hasFailed() {
        return hasFailed;
    }

    boolean isFit() {
        return files < MOST_FILES && process.isFit(MOST_MEMORY_BYTES);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
        try {
            clear(folder);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a reader's folder stays: " + folder, e);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var left = Files.walk(folder)) {
            for (var path : left.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<String> command(Path folder) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms16m", "-Xmx512m", "-Xss1m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC"));
        // What a large file took is given back to the machine when the next collection of all finds it empty.
        command.addAll(List.of("-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=30"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable"));
        command.addAll(List.of("-Djava.awt.headless=true", "-Djava.io.tmpdir=" + folder.toAbsolutePath()));
        cache().forEach(command::add);
        command.addAll(List.of("-cp", classPath(), "platen.Main", "reader"));
        return command;
    }

    /// Our own cache of loaded classes halves a start, where we run with one.
    private static Stream<String> cache() {
        return ProcessHandle.current().info().arguments().stream()
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith("-XX:AOTCache="));
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(place -> Path.of(place).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
