package platen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import platen.discovery.Announcer;
import platen.host.HostProcess;
import platen.queue.Job;
import platen.queue.JobState;
import platen.queue.Jobs;

/// `platen serve`: the shop's server.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "The shop's server: pages for customers and workers, orders, prices, queue.",
            "The first start prints a link with which the first worker makes an account.",
            "It starts a printer host, which goes on with a print when the server ends."
        },
        footer = {"", "Each option can also stand in the environment (PLATEN_PORT) or in DIR/platen.toml (port = 80)."})
final class Serve implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    ServerOptions options = new ServerOptions();

    @Option(names = "--no-host", description = "Starts no printer host: one runs as a service of its own.")
    boolean noHost;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        var wrong = OptionsCheck.of(options, spec.commandLine().getDefaultValueProvider());
        if (!wrong.isEmpty()) throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
        var end = new End();
        try (var server = ShopServer.open(options)) {
            var host = noHost
                    ? null
                    : LocalHost.start(options.data, server.parts(), server.nearAddress())
                            .process();
            greet(server);
            var announcer = Announcing.start(options, server.parts(), server.port());
            try {
                end.await();
            } finally {
                announcer.ifPresent(Announcer::close);
            }
            if (host != null) leave(server, host);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } finally {
            end.reached();
        }
        return 0;
    }

    private void greet(ShopServer server) {
        var address = server.address();
        server.addresses().forEach(System.out::println);
        server.parts().accounts().setUpLink().ifPresent(token -> {
            System.out.println("Nobody has an account yet. Open this link to make the first one (it works once):");
            System.out.println("  " + address + "/link/" + token);
        });
        server.unprotected().forEach(System.out::println);
        System.out.flush();
    }

    /// The host stays, with what it prints; the terminal says so.
    private static void leave(ShopServer server, HostProcess host) {
        host.close();
        var running = server.parts().database().reading(Jobs.class).open().stream()
                .filter(job -> job.state() == JobState.RUNNING || job.state() == JobState.PAUSED)
                .map(Job::title)
                .toList();
        if (running.isEmpty()) System.out.println("The server has ended; the printer host waits for the next one.");
        else System.out.println("The server has ended. This goes on printing: " + String.join(", ", running));
    }
}
