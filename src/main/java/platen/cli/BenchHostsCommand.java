package platen.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import platen.bench.HostsBench;

/// `platen bench hosts`.
@Command(
        name = "hosts",
        mixinStandardHelpOptions = true,
        description = {
            "Lets many printer computers, all of whose printers print, call a server of their own over HTTP, and tells how"
                    + " long an event takes from its call to the answer that it is on disk, what the server takes of a"
                    + " core and of memory, and what goes over the wire for each printer.",
            "",
            "The computers are simulated in this process. Ends 1 when one met an error, or an event is not on record just"
                    + " once."
        })
final class BenchHostsCommand implements Callable<Integer> {
    @Option(names = "--hosts", defaultValue = "200", paramLabel = "N")
    private int hosts;

    @Option(names = "--printers", defaultValue = "4", paramLabel = "N", description = "At each of them.")
    private int printers;

    @Option(names = "--seconds", defaultValue = "60", paramLabel = "N", description = "How long it is measured.")
    private int seconds;

    @Option(names = "--events", defaultValue = "20", paramLabel = "N", description = "In a second, at all of them.")
    private double events;

    @Override
    public Integer call() throws Exception {
        var plan = new HostsBench.Plan(hosts, printers, Duration.ofSeconds(seconds), events);
        try (var own = TemporaryFolder.create("platen-hosts");
                var bench = new HostsBench(plan, own.path())) {
            return bench.run(System.out) ? 0 : 1;
        }
    }
}
