package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import platen.bench.BigPrograms;
import platen.bench.Customers;
import platen.bench.FloorBench;
import platen.bench.GcodeBench;
import platen.bench.MeshBench;
import platen.bench.PlanBench;
import platen.bench.PriceBench;
import platen.bench.Printers;
import platen.bench.QueueLaws;
import platen.bench.QuoteLaws;
import platen.bench.Senders;
import platen.bench.Simulations;
import platen.bench.Soak;
import platen.database.Database;
import platen.printers.Profiles;

/// `platen bench`: our benchmarks.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {BenchCrashCommand.class, BenchHostsCommand.class, BenchSiegeCommand.class},
        description =
                "Measures what Platen promises, on the same code as the shop's. Quote ratios of what ran side by side.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand {
    @Spec
    private CommandSpec spec;

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
            name = "meshes",
            mixinStandardHelpOptions = true,
            description = "Reads, measures and draws shapes of many triangles, and tells megabytes per second.")
    int meshes(
            @Option(names = "--triangles", defaultValue = "1000000", paramLabel = "N") int triangles,
            @Option(names = "--rounds", defaultValue = "5", paramLabel = "N") int rounds,
            @Option(names = "--seed", defaultValue = "1", paramLabel = "N") long seed,
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            description = "Keeps the files, for other programs to read.")
                    @Nullable
                    Path folder)
            throws IOException {
        if (folder != null) {
            new MeshBench(triangles, Files.createDirectories(folder)).run(rounds, seed, System.out);
            return 0;
        }
        try (var own = TemporaryFolder.create("platen-meshes")) {
            new MeshBench(triangles, own.path()).run(rounds, seed, System.out);
            return 0;
        }
    }

    @Command(
            name = "gcode",
            mixinStandardHelpOptions = true,
            description = {
                "Reads, plans and judges programs as slicers write them: a vase of very many short moves, and plates of"
                        + " long ones; with --file, others too. Tells megabytes per second of a warm process, what the"
                        + " index of times takes for a line, and how long a cold check takes.",
                "",
                "Run it with taskset for the figure of one core."
            })
    int gcode(
            @Option(names = "--mb", defaultValue = "100", paramLabel = "MB", description = "The size of each.")
                    long megabytes,
            @Option(names = "--rounds", defaultValue = "5", paramLabel = "N") int rounds,
            @Option(names = "--profile", defaultValue = "ender3", paramLabel = "NAME") String profile,
            @Option(names = "--file", paramLabel = "FILE.gcode", description = "Another program.") @Nullable
                    List<Path> others,
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            description = "Keeps the files, for other programs to read.")
                    @Nullable
                    Path folder)
            throws IOException, InterruptedException {
        var model = Profiles.shipped().profile(profile).orElseThrow();
        var more = others == null ? List.<Path>of() : others;
        if (folder != null) {
            new GcodeBench(model, Files.createDirectories(folder)).run(megabytes, rounds, more, System.out);
            return 0;
        }
        try (var own = TemporaryFolder.create("platen-gcode")) {
            new GcodeBench(model, own.path()).run(megabytes, rounds, more, System.out);
            return 0;
        }
    }

    @Command(
            name = "price",
            mixinStandardHelpOptions = true,
            description = {
                "Starts a shop's server, sends it large parts by the order page's form, and tells how long after the last"
                        + " byte the page with the price is there.",
                "",
                "With --sliced also when the exact price is there, where PrusaSlicer is installed."
            })
    int price(
            @Option(names = "--triangles", defaultValue = "1000000", paramLabel = "N") int triangles,
            @Option(names = "--rounds", defaultValue = "5", paramLabel = "N") int rounds,
            @Option(names = "--sliced") boolean sliced)
            throws IOException, InterruptedException {
        try (var own = TemporaryFolder.create("platen-price");
                var bench = new PriceBench(own.path())) {
            bench.run(triangles, rounds, sliced, System.out);
            return 0;
        }
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

    @Command(
            name = "printers",
            mixinStandardHelpOptions = true,
            description = {
                "Prints on many virtual printers by one printer host, all at once, as a shop does it: with a server, its"
                        + " host and a release of each job. Says what each printer got of its wire, and what the host"
                        + " took of memory and processor, first with one printer and then with all.",
                "",
                "Ends 1 when a printer did not execute just the program, or got less than half of what the one in the"
                        + " middle got.",
                "",
                "With --big-mb, how soon a large program begins and what it takes in memory, against one of 2 MB; ends 1"
                        + " when that is more than 2 s from the grant or the call, or memory grows with the program."
            })
    int printers(
            @Option(names = "--printers", defaultValue = "32", paramLabel = "N", description = "How many.") int count,
            @Option(names = "--baud", defaultValue = "115200", paramLabel = "N", description = "Of each wire.")
                    int baud,
            @Option(
                            names = "--lines",
                            defaultValue = "20000",
                            paramLabel = "N",
                            description = "Moves of the program, which are short: the wire is the limit.")
                    int lines,
            @Option(names = "--file", paramLabel = "FILE.gcode", description = "Another program.") @Nullable Path file,
            @Option(
                            names = "--speed",
                            defaultValue = "10",
                            paramLabel = "X",
                            description = "How many times faster than real printers the virtual ones are.")
                    double speed,
            @Option(
                            names = "--big-mb",
                            defaultValue = "0",
                            paramLabel = "MB",
                            description = "Measures a large program instead, such as 200.")
                    long bigMb,
            @Option(names = "--longest-s", defaultValue = "1800", paramLabel = "S", description = "When to give up.")
                    int longestS,
            @Option(names = "--folder", paramLabel = "DIR", description = "An empty folder that keeps data and logs.")
                    @Nullable
                    Path folder,
            @Option(names = "--json", description = "Ends with a line of figures.") boolean json)
            throws IOException, InterruptedException {
        var plan = new Printers.Plan(count, baud, speed, Duration.ofSeconds(longestS));
        try (var own = TemporaryFolder.create("platen-printers")) {
            var place = folder == null
                    ? own.path()
                    : Files.createDirectories(folder).toAbsolutePath();
            if (bigMb > 0) return new BigPrograms(bigMb, baud, place).run(System.out, json) ? 0 : 1;
            var program = file == null ? Printers.denseProgram(lines, own.path().resolve("dense.gcode")) : file;
            return new Printers(plan, place, program).run(System.out, json) ? 0 : 1;
        }
    }

    @Command(
            name = "customers",
            mixinStandardHelpOptions = true,
            description = {
                "Many customers order at once at a server of its own: from the front page to the approval, with a file"
                        + " each. Tells how long pages and uploads take, and looks up whether all that was"
                        + " acknowledged is in the records and on the disk.",
                "",
                "Ends 1 when somebody met an error or something was lost."
            })
    int customers(
            @Option(names = "--customers", defaultValue = "200", paramLabel = "N") int customers,
            @Option(names = "--parts", defaultValue = "20", paramLabel = "PERCENT", description = "Who want a part.")
                    int parts,
            @Option(
                            names = "--reads-s",
                            defaultValue = "3",
                            paramLabel = "S",
                            description = "How long one reads a page.")
                    double readsS,
            @Option(names = "--arrive-s", defaultValue = "5", paramLabel = "S", description = "All come within these.")
                    double arriveS)
            throws IOException, InterruptedException {
        var plan = new Customers.Plan(customers, parts, seconds(readsS), seconds(arriveS));
        try (var own = TemporaryFolder.create("platen-customers");
                var bench = new Customers(plan, own.path())) {
            return bench.run(System.out) ? 0 : 1;
        }
    }

    @Command(
            name = "floor",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the records of a shop with many printers, much open work and a long past, starts its server, and"
                        + " tells how long the floor's pages take, how soon something that one does is on the boards of"
                        + " all others, and what the server takes of memory.",
                "",
                "Ends 1 when a page was not answered or a board never showed a change."
            })
    int floor(
            @Option(names = "--printers", defaultValue = "100", paramLabel = "N") int printers,
            @Option(names = "--open", defaultValue = "10000", paramLabel = "N", description = "Jobs that are not over.")
                    int open,
            @Option(names = "--past", defaultValue = "1000000", paramLabel = "N", description = "Jobs that are.")
                    int past,
            @Option(names = "--times", defaultValue = "200", paramLabel = "N", description = "Each page is asked for.")
                    int times,
            @Option(names = "--browsers", defaultValue = "100", paramLabel = "N", description = "Show the board.")
                    int browsers,
            @Option(names = "--rounds", defaultValue = "30", paramLabel = "N", description = "Changes on all of them.")
                    int rounds)
            throws IOException, InterruptedException {
        var plan = new FloorBench.Plan(printers, open, past, times, browsers, rounds);
        try (var own = TemporaryFolder.create("platen-floor");
                var bench = new FloorBench(plan, own.path())) {
            return bench.run(System.out) ? 0 : 1;
        }
    }

    @Command(
            name = "quotes",
            mixinStandardHelpOptions = true,
            description = {
                "Prices random requests by random price books: each price must be the same when it is reckoned anew, its"
                        + " lines must make the total, none may be negative, and two orders must not be cheaper than one.",
                "",
                "Then tells how many quotes a core reckons in a second. Ends 1 when a law is broken."
            })
    int quotes(
            @Option(names = "--requests", defaultValue = "1000000", paramLabel = "N") long requests,
            @Option(names = "--seed", defaultValue = "1", paramLabel = "N") long seed) {
        return new QuoteLaws(seed).run(requests, System.out) ? 0 : 1;
    }

    @Command(
            name = "queue",
            mixinStandardHelpOptions = true,
            description = {
                "Lets workers, printer computers and restarts loose on the queue, and holds it against its laws: never two"
                        + " starts on a machine without an empty plate between, never two open attempts of a job, never"
                        + " a job that does not say why it waits, no copies lost or doubled.",
                "",
                "Ends 1 when a law is broken, and tells at which step of the seed."
            })
    int queue(
            @Option(names = "--steps", defaultValue = "1000000", paramLabel = "N") long steps,
            @Option(names = "--seed", defaultValue = "1", paramLabel = "N") long seed)
            throws IOException {
        try (var own = TemporaryFolder.create("platen-queue");
                var database = Database.sqlite(own.path().resolve("platen.db"))) {
            return new QueueLaws(database, own.path().resolve("files"), seed).run(steps, System.out) ? 0 : 1;
        }
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Reckons when each of many jobs begins and ends, and tells how long that takes.")
    int plan(
            @Option(names = "--jobs", defaultValue = "10000", paramLabel = "N") int jobs,
            @Option(names = "--printers", defaultValue = "100", paramLabel = "N") int printers,
            @Option(names = "--rounds", defaultValue = "15", paramLabel = "N") int rounds) {
        PlanBench.run(jobs, printers, rounds, System.out);
        return 0;
    }

    @Command(
            name = "fuzz",
            description = "Lets Jazzer think of files for each reader: needs the sources, where ./platen runs it.")
    int fuzz() {
        spec.commandLine()
                .getErr()
                .println("Jazzer is not part of Platen's package. Run ./platen bench fuzz from its sources.");
        return CommandLine.ExitCode.USAGE;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1_000 * seconds));
    }

    private static List<String> words(String command) {
        return List.of(command.strip().split("\\s+", -1));
    }
}
