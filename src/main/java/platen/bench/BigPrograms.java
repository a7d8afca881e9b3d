package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import platen.printers.Profiles;
import platen.values.Json;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// How soon the first lines of a large program are carried out, which are moves, and what it takes in memory, against a
/// small one: by
/// `platen stream`, and in a shop from the release of its job.
public final class BigPrograms {
    private static final long SMALL_MB = 2;
    private static final long MB = 1_000_000;
    private static final int STREAM_MB = 32;
    private static final double SPEED = 10;
    private static final double SOON_S = 2;
    /// What memory may differ by chance, from one run to the next.
    private static final double SAME_MB = 16;

    /// The index of times takes two bytes for each line, which has more than twenty.
    private static final double INDEX_SHARE = 0.1;

    private static final long LOOK_MS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration LONGEST_READING = Duration.ofMinutes(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(90);

    private final long bigMb;
    private final int baud;
    private final Path folder;

    /// One print's begin. `peakMb` is the most in memory until also its time was reckoned to the end of the file.
    private record Start(long megabytes, double firstMoveS, double peakMb, JavaPauses pauses) {}

    public BigPrograms(long bigMb, int baud, Path folder) {
        this.bigMb = bigMb;
        this.baud = baud;
        this.folder = folder;
    }

    /// Measures; false when a large program begins late or takes more memory than a small one.
    public boolean run(PrintStream out, boolean json) throws IOException, InterruptedException {
        var small = DenseProgram.ofSize(SMALL_MB * MB, folder.resolve("small.gcode"));
        var big = DenseProgram.ofSize(bigMb * MB, folder.resolve("big.gcode"));
        out.printf(Locale.ROOT, "%-36s %8s %16s %12s%n", "", "MB", "first move, s", "memory, MB");
        var figures = new LinkedHashMap<String, Object>();
        boolean streams = compare(out, figures, "platen stream", stream(small), stream(big));
        boolean prints = compare(out, figures, "a shop, from grant", inShop(small, out), inShop(big, out));
        if (json) out.println(Json.write(figures));
        return streams && prints;
    }

    private static boolean compare(PrintStream out, Map<String, Object> figures, String way, Start small, Start big) {
        for (var start : List.of(small, big)) {
            out.printf(
                    Locale.ROOT,
                    "%-36s %8d %16.2f %12.0f   %s%n",
                    way,
                    start.megabytes(),
                    start.firstMoveS(),
                    start.peakMb(),
                    start.pauses());
            figures.put(way + ", " + start.megabytes() + " MB", start);
        }
        boolean soon = big.firstMoveS() <= SOON_S;
        boolean lean = big.peakMb() <= small.peakMb() + SAME_MB + big.megabytes() * INDEX_SHARE;
        if (!soon) out.println("It begins later than " + SOON_S + " s.");
        if (!lean) out.println("Its memory grows with the file.");
        return soon && lean;
    }

    private Start stream(Path program) throws IOException, InterruptedException {
        var settings = Settings.of(Profiles.shipped().profile("virtual").orElseThrow())
                .withSpeed(SPEED)
                .withWire(baud, Duration.ZERO);
        try (var printer = VirtualPrinter.open(settings)) {
            long began = System.nanoTime();
            var process = startStream(program, printer.path().toString());
            try {
                awaitMove(printer);
                double firstMove = (System.nanoTime() - began) / 1e9;
                double peak = peakWhenRead(process.pid(), Files.size(program));
                process.destroy();
                if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS))
                    throw new IOException("platen stream does not end");
                return new Start(Files.size(program) / MB, firstMove, peak, JavaPauses.of(folder, process.pid()));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private Process startStream(Path program, String port) throws IOException {
        var command = Soak.program(
                STREAM_MB,
                "stream",
                program.toString(),
                "--port",
                port,
                "--profile",
                "virtual",
                "--baud",
                Integer.toString(baud));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("stream.log").toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", JavaPauses.option(folder));
        return builder.start();
    }

    /// From grant: before it the host fetches the program and checks its digest, which takes longer the larger it is.
    private Start inShop(Path program, PrintStream out) throws IOException, InterruptedException {
        var own = Files.createDirectories(folder.resolve("shop-of-" + program.getFileName()));
        try (var shop = new PrintersShop(own, 1, baud, SPEED, program)) {
            long host = shop.hostPid();
            long released = System.nanoTime();
            shop.releaseAll();
            awaitMove(shop.printers().getFirst());
            var moved = Instant.now();
            double sinceRelease = (System.nanoTime() - released) / 1e9;
            var granted = shop.attempt(0).orElseThrow().grantedAt();
            if (granted == null) throw new IllegalStateException("it moves without a grant");
            double peak = peakWhenRead(host, 3 * Files.size(program)); // it came, and was looked at for its digest
            out.printf(
                    Locale.ROOT,
                    "%-36s %8d %16.2f%n",
                    "a shop, from release, with its fetch",
                    Files.size(program) / MB,
                    sinceRelease);
            return new Start(
                    Files.size(program) / MB,
                    Duration.between(granted, moved).toMillis() / 1e3,
                    peak,
                    shop.hostPauses());
        }
    }

    private static void awaitMove(VirtualPrinter printer) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (printer.report().last().pace().lines() == 0) {
            if (System.nanoTime() > end) throw new IOException("nothing moves within " + LONGEST.toSeconds() + " s");
            Thread.sleep(LOOK_MS);
        }
    }

    /// The most that a process has had in memory when it has read so much; that is when it has made its plan.
    private static double peakWhenRead(long pid, long bytes) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_READING.toNanos();
        while (true) {
            var use = ProcessUse.of(pid).orElseThrow(() -> new IOException("it ended before it was told to"));
            if (use.readBytes() >= bytes || System.nanoTime() > end) return use.peakMb();
            Thread.sleep(LOOK_MS);
        }
    }
}
