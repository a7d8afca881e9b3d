package platen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import platen.database.Database;
import platen.files.FileStore;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.orders.PriceBooks;
import platen.pricing.PriceBook;
import platen.values.Digest;

/// A shop with the example's prices and one printer that nobody feeds: a real server in a process of its own.
final class BenchShop implements AutoCloseable {
    private static final String MODEL = "ender3";
    private static final int SERVER_MB = 512;
    private static final long LOOK_MS = 25;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final SoakBrowser browser;
    private final Thread hook = new Thread(this::close, "end of the benched shop");
    private final Process server;

    /// Opens it in an empty folder, where also its log lies.
    BenchShop(Path folder) throws IOException, InterruptedException {
        this(folder, SERVER_MB, BenchShop::furnish);
    }

    /// The same with a server of so much memory for what lives, and with what `furnish` puts into its records.
    BenchShop(Path folder, int heapMb, Consumer<Database> furnish) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = Soak.freePort();
        this.browser = new SoakBrowser(site(), null);
        try (var records = records()) {
            furnish.accept(records);
        }
        var command = Soak.program(
                heapMb, "serve", "--no-host", "--data", data().toString(), "--port", Integer.toString(port));
        server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(hook);
        until("the server answers", LONGEST_START, () -> page("/").contains("/order/part"));
    }

    private static void furnish(Database records) {
        records.use(change -> {
            var now = Instant.now();
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), now), now);
            change.attach(Machines.class)
                    .add(new NewMachine(
                            "Printer",
                            MachineKind.PRINTER_3D,
                            null,
                            null,
                            MODEL,
                            null,
                            BedState.UNKNOWN,
                            "PLA",
                            "black",
                            now));
        });
    }

    int port() {
        return port;
    }

    /// What the server has used; nothing where it has ended.
    Optional<ProcessUse> use() {
        return ProcessUse.of(server.pid());
    }

    String site() {
        return "http://127.0.0.1:" + port;
    }

    Path log() {
        return folder.resolve("server.log");
    }

    private Path data() throws IOException {
        return Files.createDirectories(folder.resolve("data"));
    }

    /// The shop's records, read beside the server.
    Database records() throws IOException {
        return Database.sqlite(data().resolve("platen.db"));
    }

    /// Where a stored file lies.
    Path stored(Digest digest) throws IOException {
        try (var records = records()) {
            return new FileStore(data().resolve("files"), records, InstantSource.system()).path(digest);
        }
    }

    /// What the page says; nothing where it is not answered.
    String page(String path) {
        try {
            return browser.get(path).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    void until(String what, Duration longest, BooleanSupplier condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new IOException("not within " + longest.toSeconds() + " s: " + what);
            if (!server.isAlive()) throw new IOException("the server ended: see " + log());
            Thread.sleep(LOOK_MS);
        }
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
