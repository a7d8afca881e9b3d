package platen.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Starts a server in an empty folder, asks it for its pages, and ends: the launcher keeps the
/// classes that this loads as an archive, from which later starts are quick.
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {
    private static final List<String> PATHS = List.of("/", "/order/part", "/sign-in", "/work", "/no-such-page");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = new ServerOptions();
        options.port = 0;
        try (var folder = TemporaryFolder.create("platen-warm-up")) {
            options.data = folder.path();
            askForPages(options);
        }
        return 0;
    }

    private static void askForPages(ServerOptions options) throws IOException, InterruptedException {
        try (var server = ShopServer.open(options);
                var browser = HttpClient.newHttpClient()) {
            for (var path : PATHS) {
                var address = URI.create("http://127.0.0.1:" + server.port() + path);
                browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            }
        }
    }
}
