package platen.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import platen.bench.CrashBench;

/// `platen bench crash`: a server that is killed again and again.
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description = {
            "Kills a server of its own (SIGKILL) at random moments while people order, approve, send files in pieces, pay,"
                    + " start jobs and take them off, and a printer computer prints. After each start whatever was"
                    + " acknowledged must be there once, and everything else whole or absent, in files and database.",
            "",
            "Ends 1 when something was lost, doubled or half. A seed repeats the choices, though not the times."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCrashCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "200", paramLabel = "N", description = "Kills it so often.")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N")
    private long seed;

    @Option(
            names = "--speed",
            defaultValue = "40",
            paramLabel = "X",
            description = "How many times faster than a real printer the virtual one is.")
    private double speed;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "An empty folder that keeps everything to look at: data, logs, the report.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        var plan = new CrashBench.Plan(rounds, seed, speed);
        if (folder != null) return run(plan, Files.createDirectories(folder));
        try (var own = TemporaryFolder.create("platen-crash")) {
            return run(plan, own.path());
        }
    }

    private static int run(CrashBench.Plan plan, Path place) throws Exception {
        return new CrashBench(plan, place).run(System.out) ? 0 : 1;
    }
}
