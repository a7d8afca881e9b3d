package platen.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import platen.discovery.Finder;
import platen.host.HostProcess;
import platen.host.Installed;
import platen.host.Introduction;
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
        },
        exitCodeListHeading = "%nEnds with%n",
        exitCodeList = {" 0:when it was asked to", "75:when --installed leads to another version and nothing prints"})
final class HostCommand implements Callable<Integer> {
    private static final int START_AGAIN = 75; // EX_TEMPFAIL of sysexits.h
    private static final Duration PATIENCE = Duration.ofSeconds(6);

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

    @Option(
            names = "--pair",
            paramLabel = "CODE",
            description = {
                "Introduces this computer to the server of --server, or to the one found on the LAN, once:",
                "the page Machines, Printer computers shows the code."
            })
    @Nullable
    String code;

    @Option(names = "--name", paramLabel = "NAME", description = "What the pages call this computer; its host name.")
    @Nullable
    String name;

    @Option(
            names = "--installed",
            paramLabel = "LINK",
            description = {
                "A link to the folder of the version that is installed. When it leads to another than the one",
                "that runs, and no print is in hand, this process ends, so that the other is started."
            })
    @Nullable
    Path installed;

    @Override
    public Integer call() throws InterruptedException {
        var stop = new PrinterHost.Stop();
        var end = new End();
        end.whenAsked(stop::ask);
        try {
            Files.createDirectories(data);
            if (code != null) {
                introduce(code);
                if (HostProcess.isRunning(data)) {
                    System.out.println("The printer host that runs here already takes it from now on.");
                    return 0;
                }
            } else if (server != null && key != null) new ServerAddress(server, key).write(data);
            var version = installed == null ? null : new Installed(installed, ownFolder());
            return PrinterHost.run(data.toAbsolutePath(), version, stop) ? START_AGAIN : 0;
        } catch (IOException e) {
            throw wrong(e.getMessage());
        } finally {
            end.reached();
        }
    }

    /// Where the jar lies that runs.
    private static Path ownFolder() {
        var jar = HostCommand.class.getProtectionDomain().getCodeSource().getLocation();
        return Objects.requireNonNull(
                Path.of(URI.create(jar.toString())).toAbsolutePath().getParent());
    }

    private void introduce(String code) throws IOException, InterruptedException {
        var server = this.server == null ? found() : this.server;
        var called = name == null ? InetAddress.getLocalHost().getHostName() : name;
        var known = ServerAddress.read(data);
        if (known.isPresent())
            throw wrong(data + " belongs to the server at " + known.get().url() + " already. Choose another folder.");
        Introduction.at(server, code, called).write(data);
        System.out.println("This computer belongs to " + server + " now.");
    }

    /// The one server that answers on the LAN.
    private String found() throws IOException {
        System.out.println("Looking for the shop's server on the LAN …");
        var all = Finder.servers(Finder.own(), PATIENCE);
        if (all.size() == 1) return all.getFirst().toString();
        if (all.isEmpty())
            throw wrong("no server answers on the LAN by itself. Name it: --server http://192.168.1.20:8080");
        throw wrong("more than one server answers on the LAN. Choose one by --server: "
                + all.stream().map(URI::toString).collect(Collectors.joining(", ")));
    }

    private ParameterException wrong(@Nullable String why) {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return new ParameterException(spec.commandLine(), why);
    }
}
