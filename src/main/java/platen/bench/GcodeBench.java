package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import platen.gcode.Preflight;
import platen.gcode.ProgramDigest;
import platen.gcode.ProgramReader;
import platen.gcode.ProgramReading;
import platen.gcode.TimePlan;
import platen.printers.Profile;

/// Reads, plans and judges programs: megabytes per second of a warm process, what the index of times takes, and how
/// long a cold `platen check` of a large one takes.
public final class GcodeBench {
    private static final long MB = 1_000_000;
    private static final int LONGEST_S = 300;
    /// A cold process gets no more, so that it cannot keep the file.
    private static final int COLD_HEAP_MB = 64;

    private static final int WARM_UP_ROUNDS = 20;
    private static final long WARM_UP_MB = 8;
    /// Of each file itself: what it has and others have not is compiled when it first occurs.
    private static final long OWN_WARM_UP_MB = 100;

    private final Profile profile;
    private final Path folder;

    /// Files are written to `folder`, and stay there for other programs to read.
    public GcodeBench(Profile profile, Path folder) {
        this.profile = profile;
        this.folder = folder;
    }

    /// Measures a vase and plates of so many megabytes, and `others`.
    public void run(long megabytes, int rounds, List<Path> others, PrintStream out)
            throws IOException, InterruptedException {
        var vase = SlicedPrograms.vase(megabytes * MB, folder.resolve("vase.gcode"));
        var plate = SlicedPrograms.plate(megabytes * MB, folder.resolve("plate.gcode"));
        warmUp();
        out.printf(
                Locale.ROOT,
                "%-28s %7s %10s %9s %9s %10s %12s%n",
                "file, for " + profile.name(),
                "MB",
                "lines",
                "MB/s",
                "best",
                "digest",
                "index B/line");
        for (var file : Stream.concat(Stream.of(vase, plate), others.stream()).toList()) row(file, rounds, out);
        out.println(
                "MB for each second that the one thread had a core: read, planned and judged, digest included; digest alone.");
        for (var file : List.of(vase, plate)) {
            double[] cold = new double[rounds];
            for (int round = 0; round < rounds; round++) cold[round] = coldS(file);
            Arrays.sort(cold);
            out.printf(
                    Locale.ROOT,
                    "platen check %s, %d MB, cold, heap of %d MB: %.2f s (%.2f to %.2f)%n",
                    file.getFileName(),
                    Files.size(file) / MB,
                    COLD_HEAP_MB,
                    cold[rounds / 2],
                    cold[0],
                    cold[rounds - 1]);
        }
    }

    private void warmUp() throws IOException {
        var vase = SlicedPrograms.vase(WARM_UP_MB * MB, folder.resolve("small-vase.gcode"));
        var plate = SlicedPrograms.plate(WARM_UP_MB * MB, folder.resolve("small-plate.gcode"));
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            readS(vase);
            readS(plate);
        }
    }

    private void row(Path file, int rounds, PrintStream out) throws IOException {
        double mb = (double) Files.size(file) / MB;
        for (double read = 0; read < OWN_WARM_UP_MB; read += mb) readS(file);
        var reading = sorted(rounds, () -> readS(file));
        var digest = sorted(rounds, () -> digestS(file));
        long lines = lines(file);
        out.printf(
                Locale.ROOT,
                "%-28s %7.1f %,10d %9.1f %9.1f %10.1f %12.2f%n",
                file.getFileName(),
                mb,
                lines,
                mb / reading[rounds / 2],
                mb / reading[0],
                mb / digest[rounds / 2],
                (double) TimePlan.of(file, profile).bytes() / lines);
    }

    /// What this thread has had of a core: that others want it too, is none of our time.
    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private interface Timed {
        double seconds() throws IOException;
    }

    private static double[] sorted(int rounds, Timed timed) {
        return IntStream.range(0, rounds)
                .mapToDouble(_ -> {
                    try {
                        return timed.seconds();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .sorted()
                .toArray();
    }

    private double readS(Path file) throws IOException {
        long began = cpuNs();
        if (!(ProgramReader.read(file, profile) instanceof ProgramReading.Read(var plan)))
            throw new IOException(file + " is no program");
        Preflight.check(plan, profile, null);
        return (cpuNs() - began) / 1e9;
    }

    private static double digestS(Path file) throws IOException {
        long began = cpuNs();
        ProgramDigest.of(file);
        return (cpuNs() - began) / 1e9;
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /// As the launcher runs `platen check`, in a process of its own, from its start to its end.
    private double coldS(Path file) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var classes = System.getProperty("java.class.path");
        var cache = Path.of(classes.replaceFirst("\\.jar$", ".aot"));
        if (classes.endsWith(".jar") && Files.exists(cache)) command.add("-XX:AOTCache=" + cache);
        command.addAll(List.of("-Xmx" + COLD_HEAP_MB + "m", "-XX:+UseSerialGC", "-cp", classes, "platen.Main"));
        command.addAll(List.of("check", file.toString(), "--profile", profile.name(), "--json"));
        long began = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("check.json").toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) throw new IOException("platen check does not end");
        } finally {
            process.destroyForcibly();
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
