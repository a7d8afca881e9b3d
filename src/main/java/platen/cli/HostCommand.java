package platen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import platen.host.PrinterHost;
import platen.host.ServerAddress;

/// `platen host`: the process beside the printers.
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = {
            "A printer host: asks the server for work, prints it over USB, and reports.",
            "It needs the server for nothing while it prints. `platen serve` starts one by itself.",
            "SIGTERM cancels what it prints, turns the heaters off, and ends it."
        })
final class HostCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The host's own folder.")
    Path data = Path.of("host");

    @Option(names = "--server", paramLabel = "URL", description = "The server, where DIR does not know it yet.")
    @Nullable
    String server;

    @Option(names = "--key", paramLabel = "KEY", description = "The key that the server knows this host by.")
    @Nullable
    String key;

    @Override
    public Integer call() throws InterruptedException {
        var stop = new PrinterHost.Stop();
        var end = new End();
        end.whenAsked(stop::ask);
        try {
            Files.createDirectories(data);
            if (server != null && key != null) new ServerAddress(server, key).write(data);
            PrinterHost.run(data.toAbsolutePath(), stop);
        } catch (IOException e) {
            if (spec == null) throw new IllegalStateException("picocli sets the spec");
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } finally {
            end.reached();
        }
        return 0;
    }
}
