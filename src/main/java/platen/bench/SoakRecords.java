package platen.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.machines.BedState;
import platen.machines.Hosts;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.orders.PriceBooks;
import platen.people.Accounts;
import platen.people.Role;
import platen.people.Sessions;
import platen.pricing.PriceBook;
import platen.values.Digest;
import platen.values.Secrets;

/// The shop's records, read beside the server that works on them.
///
/// They are never open while a server dies or starts: what its death leaves behind, the next server has to put
/// right by itself.
final class SoakRecords implements AutoCloseable {
    private final Path file;
    private @Nullable Database database;

    SoakRecords(Path file) {
        this.file = file;
    }

    /// What an empty shop was furnished with: the keys of its hosts, and the session of its worker.
    record Furniture(List<String> keys, String session) {}

    /// Fills an empty shop: a worker, prices, and a printer at each of these ports, each with a host of its own.
    Furniture furnish(List<Path> ports) {
        var clock = InstantSource.system();
        try (var empty = Database.sqlite(file)) {
            var keys = new ArrayList<String>();
            for (var port : ports) keys.add(addPrinter(empty, keys.size() + 1, port));
            empty.use(change -> {
                var books = change.attach(PriceBooks.class);
                books.publish(books.add(PriceBook.example(true), clock.instant()), clock.instant());
            });
            var worker = new Accounts(empty, clock).openWithoutPassword("Worker", "worker@example.org", Role.WORKER);
            return new Furniture(keys, new Sessions(empty, clock).begin(worker).token());
        }
    }

    private static String addPrinter(Database empty, int number, Path port) {
        var key = Secrets.token();
        var now = InstantSource.system().instant();
        empty.use(change -> {
            var host = change.attach(Hosts.class)
                    .add("Computer " + number, Digest.of(key.getBytes(UTF_8)).hex(), now);
            change.attach(Machines.class)
                    .add(new NewMachine(
                            "Printer " + number,
                            MachineKind.PRINTER_3D,
                            host,
                            port.toString(),
                            "virtual",
                            null,
                            BedState.UNKNOWN,
                            "PLA",
                            "black",
                            now));
        });
        return key;
    }

    synchronized void open() {
        if (database == null) database = Database.sqlite(file);
    }

    synchronized boolean isOpen() {
        return database != null;
    }

    @Override
    public synchronized void close() {
        if (database == null) return;
        database.close();
        database = null;
    }

    /// Empty while they are closed.
    synchronized <T> Optional<T> look(Function<Database, T> question) {
        return database == null ? Optional.empty() : Optional.of(question.apply(database));
    }
}
