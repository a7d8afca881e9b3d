package platen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import platen.printers.Profiles;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// `platen demo`: a whole shop to play with. It runs the same code as a real one.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "A whole shop with sample orders and a virtual printer on a real tty, in a folder of its own.",
            "Ctrl-C ends all of it; nothing is kept."
        })
final class Demo implements Callable<Integer> {
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port for browsers; 0 takes a free one (${DEFAULT-VALUE}).")
    int port = 8080;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "20",
            description = "How many times faster than a real printer the virtual one is (${DEFAULT-VALUE}).")
    double speed = 20;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the virtual printer writes what it executed, when the host leaves it.")
    @Nullable
    Path report;

    @Option(
            names = "--smtp-url",
            paramLabel = "URL",
            description = "A mail server that takes the demo's mail, like smtp://localhost:2525?tls=none.")
    @Nullable
    String smtpUrl;

    @Option(names = "--templates", paramLabel = "DIR", hidden = true, description = "Pages in development.")
    @Nullable
    Path templates;

    @Override
    public Integer call() throws InterruptedException {
        var end = new End();
        try (var folder = TemporaryFolder.create("platen-demo")) {
            run(folder.path(), end);
        } catch (IOException e) {
            if (spec == null) throw new IllegalStateException("picocli sets the spec");
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } finally {
            end.reached();
        }
        return 0;
    }

    private void run(Path folder, End end) throws IOException, InterruptedException {
        var profile = Profiles.shipped().profile("virtual").orElseThrow();
        var tty = folder.resolve("printer");
        var options = new ServerOptions();
        options.localDevices = true;
        options.data = folder;
        options.port = port;
        options.smtpUrl = smtpUrl;
        options.templates = templates;
        try (var _ = VirtualPrinter.open(Settings.of(profile).withSpeed(speed).withFiles(tty, report));
                var server = ShopServer.open(options)) {
            var host = LocalHost.start(folder, server.parts(), server.nearAddress());
            var worker = DemoShop.fill(server.parts(), host.id(), tty);
            System.out.println("The shop, as customers see it:    " + server.address() + "/");
            System.out.println("Sign in as a worker (works once): " + server.address() + "/link/" + worker);
            if (!server.canSlice()) {
                System.out.println(
                        "PrusaSlicer is not installed, so prices of 3D parts are estimates, and jobs wait for");
                System.out.println("G-code. Add it by:  sudo apt-get install prusa-slicer");
            }
            System.out.println("Ctrl-C ends the demo.");
            System.out.flush();
            end.await();
            System.out.println("Ending: a print that runs is cancelled, its heaters are turned off …");
            if (!host.process().end(LONGEST_END)) System.err.println("The printer host did not end in time.");
        }
    }
}
