package platen.road;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.orders.PriceBooks;
import platen.pricing.PriceBook;
import platen.values.Digest;
import platen.values.Secrets;

/// A backup while customers order, and the way back on a computer that has never seen the shop: whatever was
/// acknowledged before it began is there, with its file, at the same private link.
class BackupIT {
    private static final int CUSTOMERS = 3;
    private static final int BEFORE = 8;
    private static final String CUT = "cut-here";

    @TempDir
    private Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Queue<Ordered> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> broken = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOver = new AtomicBoolean();

    private record Ordered(String place, Digest file) {}

    @Test
    void whatWasAcknowledgedIsThereAfterARestoreElsewhere() throws IOException, InterruptedException {
        var data = folder.resolve("shop");
        var secret = Files.writeString(folder.resolve("passphrase"), "four words that nobody guesses\n");
        var file = folder.resolve("drive").resolve("shop.platen");
        Files.createDirectories(file.getParent());
        List<Ordered> before;
        try (var server = serve(data)) {
            var site = site(server);
            publish(data);
            var street = new ArrayList<Thread>();
            for (int number = 0; number < CUSTOMERS; number++)
                street.add(Thread.ofVirtual().start(() -> keepOrdering(site)));
            PlatenProcess.until("customers order", () -> acknowledged.size() >= BEFORE || !broken.isEmpty());
            before = List.copyOf(acknowledged);
            var backup =
                    run("backup", file.toString(), "--data", data.toString(), "--backup-passphrase-file", "" + secret);
            assertTrue(backup.contains("opened and checked"), backup);
            isOver.set(true);
            for (var customer : street) customer.join();
            assertEquals(List.of(), List.copyOf(broken));
            server.end();
        }
        var elsewhere = folder.resolve("elsewhere");
        var refused = run("restore", file.toString(), "--data", elsewhere.toString());
        assertTrue(refused.contains("is sealed"), refused);
        assertFalse(Files.exists(elsewhere));
        var restored = run(
                "restore", file.toString(), "--data", elsewhere.toString(), "--backup-passphrase-file", "" + secret);
        assertTrue(restored.contains("Start it with"), restored);
        try (var server = serve(elsewhere)) {
            var site = site(server);
            assertEquals(200, get(site + "/"));
            for (var one : before) {
                assertEquals(200, get(site + one.place()), one.place());
                var hex = one.file().hex();
                var upload =
                        elsewhere.resolve("files").resolve(hex.substring(0, 2)).resolve(hex);
                assertEquals(one.file(), Digest.of(Files.readAllBytes(upload)));
            }
            server.end();
        }
        assertTrue(run("scrub", "--data", elsewhere.toString()).contains("all are what they were"));
    }

    @Test
    void aCoordinatorReadsWhenTheLastBackupWasAndTriesIt() throws IOException, InterruptedException {
        try (var demo = PlatenProcess.start(folder, "demo", "--port", "0");
                var own = new Browser()) {
            var shop = demo.says("customers see it: +(\\S+)/\\n");
            var worker = own.person(true);
            worker.navigate(demo.says("works once\\): +(\\S+)\\n"));
            worker.locator("main button").first().click();
            worker.waitForURL("**/work/today");
            worker.navigate(shop + "/work/keeping");
            Browser.picture(worker, "keeping-none");
            worker.getByText("Make one now").click();
            await(worker, "opened and checked");
            worker.getByText("Drill: try the last one").click();
            await(worker, "came back whole");
            Browser.picture(worker, "keeping");
            assertEquals(PlatenProcess.TERMINATED, demo.end(), demo.output());
        }
    }

    private static void await(Page worker, String words) {
        PlatenProcess.until(words, () -> {
            worker.reload();
            return worker.content().contains(words);
        });
    }

    private PlatenProcess serve(Path data) throws IOException {
        return PlatenProcess.start(folder, "serve", "--data", data.toString(), "--port", "0", "--no-host");
    }

    private static String site(PlatenProcess server) {
        return server.says("Platen is at (\\S+)/\\n");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        try (var process = PlatenProcess.start(folder, arguments)) {
            process.exit();
            return process.output();
        }
    }

    private static void publish(Path data) {
        try (var database = Database.sqlite(data.resolve("platen.db"))) {
            database.use(change -> {
                var books = change.attach(PriceBooks.class);
                var now = InstantSource.system().instant();
                books.publish(books.add(PriceBook.example(true), now), now);
            });
        }
    }

    private void keepOrdering(String site) {
        try {
            while (!isOver.get()) order(site);
        } catch (IOException e) {
            broken.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends a flyer, as a browser's form does; an answer with the private link acknowledges it.
    private void order(String site) throws IOException, InterruptedException {
        var once = Secrets.token();
        var content = flyer() + "\n% " + once + "\n";
        var body = """
                --%1$s
                Content-Disposition: form-data; name="once"

                %2$s
                --%1$s
                Content-Disposition: form-data; name="file"; filename="flyer.pdf"

                """.formatted(CUT, once).replace("\n", "\r\n") + content + "\r\n--" + CUT + "--\r\n";
        var request = HttpRequest.newBuilder(URI.create(site + "/order/paper"))
                .header("Content-Type", "multipart/form-data; boundary=" + CUT)
                .POST(BodyPublishers.ofString(body, ISO_8859_1))
                .build();
        var answer = browser.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 303) throw new IOException(answer.statusCode() + " " + answer.body());
        var place = URI.create(answer.headers().firstValue("Location").orElseThrow())
                .getPath();
        acknowledged.add(new Ordered(place, Digest.of(content.getBytes(ISO_8859_1))));
    }

    private static String flyer() throws IOException {
        try (var in = requireNonNull(BackupIT.class.getResourceAsStream("/samples/flyer.pdf"))) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private int get(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).GET().build();
        return browser.send(request, BodyHandlers.discarding()).statusCode();
    }
}
