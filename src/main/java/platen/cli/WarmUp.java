package platen.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import platen.orders.PriceBooks;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.virtual.Settings;
import platen.virtual.VirtualPrinter;

/// Serves a shop's pages, takes orders, checks and prices a part, prints it on a virtual printer, and ends: the
/// launcher keeps the classes that this loads, and what of them is hot, in a cache from which later starts are quick.
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {
    private static final List<String> PATHS = List.of("/", "/order/part", "/sign-in", "/work", "/no-such-page");
    private static final double SPEED = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(WarmUp::giveUpAtLast);
        var options = new ServerOptions();
        options.port = 0;
        try (var folder = TemporaryFolder.create("platen-warm-up")) {
            options.data = Files.createDirectory(folder.path().resolve("shop"));
            var part = sample("cube.stl", folder.path());
            var document = sample("flyer.pdf", folder.path());
            askForPages(options, Map.of("part", part, "paper", document));
            var program = sample("cube.gcode", folder.path());
            run("check", part);
            run("check", program);
            run("check", document);
            run("quote", part);
            print(program);
        }
        return 0;
    }

    /// Starts are slower without the cache; a launcher that waits for ever would be worse.
    private static void giveUpAtLast() {
        try {
            Thread.sleep(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /// `files` are ordered, by the product that is made of them; nothing is sliced.
    private static void askForPages(ServerOptions options, Map<String, String> files)
            throws IOException, InterruptedException {
        try (var server = ShopServer.open(options);
                var browser = HttpClient.newHttpClient()) {
            for (var path : PATHS) {
                var address = URI.create("http://127.0.0.1:" + server.port() + path);
                browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            }
            var now = Instant.now();
            server.parts().database().use(change -> {
                var books = change.attach(PriceBooks.class);
                books.publish(books.add(PriceBook.example(true), now), now);
            });
            for (var file : files.entrySet()) order(file.getKey(), Path.of(file.getValue()), server.port(), browser);
        }
    }

    /// By the page's own form; then the page with the price.
    private static void order(String product, Path file, int port, HttpClient browser)
            throws IOException, InterruptedException {
        var head = """
            --cut
            Content-Disposition: form-data; name="file"; filename="%s"
            Content-Type: application/octet-stream

            """.formatted(file.getFileName());
        var form = new ByteArrayOutputStream();
        form.writeBytes(head.replace("\n", "\r\n").getBytes(US_ASCII));
        Files.copy(file, form);
        form.writeBytes("\r\n--cut--\r\n".getBytes(US_ASCII));
        var site = "http://127.0.0.1:" + port;
        var upload = HttpRequest.newBuilder(URI.create(site + "/order/" + product))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                .build();
        var place = browser.send(upload, BodyHandlers.discarding()).headers().firstValue("Location");
        if (place.isEmpty()) return;
        browser.send(
                HttpRequest.newBuilder(URI.create(site).resolve(place.get())).build(), BodyHandlers.discarding());
    }

    private static void print(String program) throws IOException {
        var settings = Settings.of(Profiles.shipped().profile("virtual").orElseThrow());
        try (var printer = VirtualPrinter.open(settings.withSpeed(SPEED))) {
            run("stream", program, "--port", printer.path().toString(), "--profile", "virtual", "--json");
        }
    }

    private static void run(String... command) {
        new CommandLine(new Platen()).execute(command);
    }

    private static String sample(String name, Path folder) throws IOException {
        try (var in = WarmUp.class.getResourceAsStream("/samples/" + name)) {
            var file = folder.resolve(name);
            Files.copy(Objects.requireNonNull(in), file);
            return file.toString();
        }
    }
}
