package platen.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import platen.gcode.ProgramDigest;

/// Senders side by side: each streams the same program to a measuring firmware, in turns, and the medians are
/// compared with those of the first.
public final class Senders {
    private static final double LINES = 100_000;

    private final List<String> device;
    private final Map<String, List<String>> senders;
    private final Path program;
    private final String sha256;
    private final int commands;

    /// `device` is the command of the measuring firmware, `senders` those of the senders, by name.
    public Senders(List<String> device, Map<String, List<String>> senders, Path program) throws IOException {
        this.device = List.copyOf(device);
        this.senders = new LinkedHashMap<>(senders);
        this.program = program;
        var counted = ProgramDigest.of(program);
        this.sha256 = counted.digest().hex();
        this.commands = (int) counted.commands();
    }

    /// Runs them; false when one was not complete.
    public boolean run(int rounds, Duration longest, PrintStream out) throws IOException, InterruptedException {
        var runs = new LinkedHashMap<String, List<SenderRun>>();
        for (int round = 0; round < rounds; round++) {
            for (var sender : senders.entrySet()) {
                var run = SenderRun.of(device, sender.getValue(), program, sha256, longest);
                runs.computeIfAbsent(sender.getKey(), _ -> new ArrayList<>()).add(run);
            }
        }
        out.printf(
                Locale.ROOT,
                "%-14s %9s %6s %8s %8s %8s %6s %9s %6s %7s %8s%n",
                "sender",
                "lines/s",
                "ratio",
                "p50 µs",
                "p99 µs",
                "p999 µs",
                "wire",
                "stands %",
                "CPU s",
                "MB",
                "resends");
        var first = runs.firstEntry().getValue();
        runs.forEach((name, each) -> out.println(row(name, each, first)));
        return runs.values().stream().flatMap(List::stream).allMatch(SenderRun::complete);
    }

    private String row(String name, List<SenderRun> runs, List<SenderRun> first) {
        return String.format(
                Locale.ROOT,
                "%-14s %9.0f %6.2f %8.0f %8.0f %8.0f %6.3f %9.1f %6.2f %7.0f %8.0f%s",
                name,
                median(runs, run -> figure(run, "/lines_per_s")),
                median(runs, run -> figure(run, "/lines_per_s")) / median(first, run -> figure(run, "/lines_per_s")),
                median(runs, run -> figure(run, "/lat_line_us/p50")),
                median(runs, run -> figure(run, "/lat_line_us/p99")),
                median(runs, run -> figure(run, "/lat_line_us/p99_9")),
                median(runs, run -> figure(run, "/wire_rx_fraction")),
                median(runs, run -> 100 * figure(run, "/starved_s") / Math.max(1e-9, figure(run, "/elapsed_s"))),
                median(runs, run -> run.cpuS() * LINES / Math.max(1, commands)),
                median(runs, SenderRun::memoryMb),
                median(runs, run -> figure(run, "/resends_sent")),
                runs.stream().allMatch(SenderRun::complete) ? "" : "  NOT COMPLETE");
    }

    private static double figure(SenderRun run, String pointer) {
        return run.report().at(pointer).asDouble();
    }

    private static double median(List<SenderRun> runs, ToDoubleFunction<SenderRun> figure) {
        var sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
