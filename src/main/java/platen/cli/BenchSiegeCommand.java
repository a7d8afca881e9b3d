package platen.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import platen.bench.SiegeBench;

/// `platen bench siege`: slow strangers by the thousand.
@Command(
        name = "siege",
        mixinStandardHelpOptions = true,
        description = {
            "Lets strangers stall at a server of its own: many follow an order and read nothing, many send a file byte by"
                    + " byte, while printers print. Tells how long a worker's pages take without them and with them.",
            "",
            "Ends 1 when a page was not answered, a stranger was turned away or a print did not end whole."
        })
final class BenchSiegeCommand implements Callable<Integer> {
    @Option(names = "--streams", defaultValue = "1000", paramLabel = "N")
    private int streams;

    @Option(names = "--uploads", defaultValue = "1000", paramLabel = "N")
    private int uploads;

    @Option(names = "--times", defaultValue = "200", paramLabel = "N", description = "Asks for each page so often.")
    private int times;

    @Option(names = "--printers", defaultValue = "4", paramLabel = "N", description = "Print meanwhile.")
    private int printers;

    @Option(names = "--moves", defaultValue = "40000", paramLabel = "N", description = "Of each print, 286 a second.")
    private int moves;

    @Override
    public Integer call() throws Exception {
        var plan = new SiegeBench.Plan(streams, uploads, times, printers, moves);
        try (var own = TemporaryFolder.create("platen-siege");
                var bench = new SiegeBench(plan, own.path())) {
            return bench.run(System.out) ? 0 : 1;
        }
    }
}
