package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import platen.bench.Senders;
import platen.bench.Simulations;
import platen.bench.Soak;
import platen.printers.Profiles;

/// `platen bench`: our benchmarks.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        description =
                "Measures what Platen promises, on the same code as the shop's. Quote ratios of what ran side by side.")
final class BenchCommand {

    @Command(
            name = "senders",
            mixinStandardHelpOptions = true,
            description = {
                "Streams a program by several senders, in turns, to a measuring firmware, and compares the medians with"
                        + " those of the first.",
                "",
                "The firmware is a program that makes a tty at {port}, speaks Marlin's side there, and when the sender"
                        + " has closed the port writes a JSON object to {report}: sha256, lines_per_s, elapsed_s,"
                        + " lat_line_us {p50, p99, p99_9}, wire_rx_fraction, starved_s, resends_sent.",
                "Times are those of the firmware; CPU is in seconds for 100,000 lines, start included."
            })
    int senders(
            @Option(names = "--firmware", required = true, paramLabel = "COMMAND") String firmware,
            @Option(names = "--file", required = true, paramLabel = "FILE.gcode") Path file,
            @Option(names = "--sender", required = true, paramLabel = "NAME=COMMAND") Map<String, String> senders,
            @Option(names = "--rounds", defaultValue = "5", paramLabel = "N") int rounds,
            @Option(names = "--longest-s", defaultValue = "600", paramLabel = "S") int longestS)
            throws IOException, InterruptedException {
        var commands = new LinkedHashMap<String, List<String>>();
        senders.forEach((name, command) -> commands.put(name, words(command)));
        var bench = new Senders(words(firmware), commands, file.toAbsolutePath());
        return bench.run(rounds, Duration.ofSeconds(longestS), System.out) ? 0 : 1;
    }

    @Command(
            name = "simulate",
            mixinStandardHelpOptions = true,
            description = {
                "Prints random programs on firmwares in software, in their own time, with faults of all kinds: each command"
                        + " must be executed once and in order, or the print must end with a reason and cold heaters.",
                "",
                "A seed that breaks this is shown with its dialogue, and ends the command with 1."
            })
    int simulate(
            @Option(names = "--prints", defaultValue = "100000", paramLabel = "N") long prints,
            @Option(names = "--seed", defaultValue = "1", paramLabel = "N") long seed,
            @Option(names = "--threads", defaultValue = "0", paramLabel = "N") int threads)
            throws InterruptedException {
        int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        var model = Profiles.shipped().profile("virtual").orElseThrow();
        return new Simulations(model, seed, prints).run(workers, System.out) ? 0 : 1;
    }

    @Command(
            name = "soak",
            mixinStandardHelpOptions = true,
            description = {
                "Runs a shop of two printer computers whose processes are killed, ended, unplugged and started again at"
                        + " random, while people order and print; then holds its records and what the printers executed"
                        + " against the laws.",
                "",
                "Ends 1 when a law is broken. A seed repeats the choices, though not the times."
            })
    int soak(
            @Option(
                            names = "--minutes",
                            defaultValue = "10",
                            paramLabel = "N",
                            description = "How long trouble is made.")
                    double minutes,
            @Option(names = "--seed", defaultValue = "1", paramLabel = "N") long seed,
            @Option(
                            names = "--speed",
                            defaultValue = "20",
                            paramLabel = "X",
                            description = "How many times faster than real printers the virtual ones are.")
                    double speed,
            @Option(
                            names = "--every-s",
                            defaultValue = "8",
                            paramLabel = "S",
                            description = "About so often something is killed, ended or switched off.")
                    double everyS,
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            description = "An empty folder that keeps everything to look at: data, logs, reports.")
                    @Nullable
                    Path folder)
            throws IOException, InterruptedException {
        var plan = new Soak.Plan(seconds(60 * minutes), seed, speed, seconds(everyS));
        if (folder != null) return new Soak(plan, Files.createDirectories(folder)).run(System.out) ? 0 : 1;
        try (var own = TemporaryFolder.create("platen-soak")) {
            return new Soak(plan, own.path()).run(System.out) ? 0 : 1;
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1_000 * seconds));
    }

    private static List<String> words(String command) {
        return List.of(command.strip().split("\\s+", -1));
    }
}
