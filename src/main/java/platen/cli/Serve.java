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
        var end = new End();
        try (var server = ShopServer.open(options)) {
            var address =
                    "http://" + (options.bind.equals("0.0.0.0") ? "localhost" : options.bind) + ":" + server.port();
            System.out.println("Platen is at " + address + "/");
            server.parts().accounts().setUpLink().ifPresent(token -> {
                System.out.println("Nobody has an account yet. Open this link to make the first one (it works once):");
                System.out.println("  " + address + "/link/" + token);
            });
            System.out.flush();
            end.await();
        } catch (IOException e) {
            if (spec == null) throw new IllegalStateException("picocli sets the spec");
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        end.reached();
        return 0;
    }
}
