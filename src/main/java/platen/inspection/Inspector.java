package platen.inspection;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import platen.inspection.Inspection.Unreadable;
import platen.processes.Child;
import platen.processes.Limits;
import platen.processes.Outcome;
import platen.values.Message;

/// Inspects strangers' files, each in a child process of our own program (`platen check`), so that a
/// hostile one can take its memory and its time but not the server's.
public final class Inspector {
    private static final Logger LOG = System.getLogger(Inspector.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long LARGEST_FILE_BYTES = 1L << 30;
    private static final int OUTPUT_BYTES = 1 << 20;
    /// So much of what a child said is written to the log: it may be a customer's own text.
    private static final int LOGGED = 2_000;
    private static final int NICENESS = 5;
    /// A picture shows the same for every printer.
    private static final String JUDGED_FOR = "generic-marlin";
    private static final int AT_ONCE = 2;
    /// With `-XX:+ExitOnOutOfMemoryError` a JVM ends so.
    private static final int OUT_OF_MEMORY = 3;

    private final Path temporary;
    private final Path ownProfiles;
    private final Limits limits;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);

    /// `temporary` is a folder for the children's own use, `ownProfiles` the shop's folder of printer profiles.
    public Inspector(Path temporary, Path ownProfiles) {
        this(temporary, ownProfiles, LONGEST);
    }

    Inspector(Path temporary, Path ownProfiles, Duration longest) {
        this.temporary = temporary;
        this.ownProfiles = ownProfiles;
        this.limits = new Limits(longest, 0, LARGEST_FILE_BYTES, OUTPUT_BYTES, NICENESS);
    }

    /// What a stored file is, judged for a printer and, where it is chosen, a material.
    public Inspection inspect(Path stored, String originalName, String profile, @Nullable String material)
            throws InterruptedException {
        return inspect(stored, originalName, profile, material, null);
    }

    /// Writes a mesh as our own STL, in the middle of the printer's plate, for the slicer. There is such a
    /// file afterwards if this gives an [Inspection.OfMesh] and the part fits on the plate.
    public Inspection rewrite(Path stored, String originalName, String profile, Path stl) throws InterruptedException {
        return inspect(stored, originalName, profile, null, stl);
    }

    /// Draws a mesh as PNG; false for what is none, or cannot be read.
    public boolean draw(Path stored, Path png) throws InterruptedException, IOException {
        slots.acquire();
        try {
            Files.createDirectories(temporary);
            var command = command(stored, "part", JUDGED_FOR, null, null);
            command.add("--picture=" + png.toAbsolutePath());
            var outcome = Child.run(command, temporary, limits);
            return understood("part", outcome) instanceof Inspection.OfMesh && Files.exists(png) && Files.size(png) > 0;
        } finally {
            slots.release();
        }
    }

    private Inspection inspect(
            Path stored, String originalName, String profile, @Nullable String material, @Nullable Path stl)
            throws InterruptedException {
        var name = DisplayName.of(originalName);
        slots.acquire();
        try {
            Files.createDirectories(temporary);
            return understood(name, Child.run(command(stored, name, profile, material, stl), temporary, limits));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot inspect " + name, e);
            return new Unreadable(name, Message.of("inspection.failed"));
        } finally {
            slots.release();
        }
    }

    private static Inspection understood(String name, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ended(int code, var output, var _)
            when code == OUT_OF_MEMORY -> {
                LOG.log(Level.INFO, "too large to inspect: {0}: {1}", name, end(output));
                yield new Unreadable(name, Message.of("inspection.too-large"));
            }
            case Outcome.Ended(var _, var output, var cut) -> {
                var json = output.lines().filter(line -> line.startsWith("{")).reduce((_, last) -> last);
                if (json.isPresent() && !cut) yield Inspection.ofJson(json.get());
                LOG.log(Level.WARNING, "the inspection of {0} failed: {1}", name, end(output));
                yield new Unreadable(name, Message.of("inspection.failed"));
            }
            case Outcome.TimedOut _ -> new Unreadable(name, Message.of("inspection.too-long"));
            case Outcome.NotStarted(var reason) -> {
                LOG.log(Level.WARNING, "no process to inspect {0}: {1}", name, reason);
                yield new Unreadable(name, Message.of("inspection.failed"));
            }
        };
    }

    private static String end(String output) {
        return output.substring(Math.max(0, output.length() - LOGGED));
    }

    private List<String> command(
            Path stored, String name, String profile, @Nullable String material, @Nullable Path stl) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-Xss1m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable"));
        sharedArchive().forEach(command::add);
        command.addAll(List.of("-cp", classPath(), "platen.Main"));
        command.addAll(List.of("check", stored.toAbsolutePath().toString(), "--json", "--as=" + name));
        command.addAll(List.of("--profile=" + profile, "--printers=" + ownProfiles.toAbsolutePath()));
        if (material != null) command.add("--material=" + material);
        if (stl != null) command.add("--stl=" + stl.toAbsolutePath());
        return command;
    }

    /// Our own archive of loaded classes halves the start of a child, where we run with one.
    private static Stream<String> sharedArchive() {
        return ProcessHandle.current().info().arguments().stream()
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile="));
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(place -> Path.of(place).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
