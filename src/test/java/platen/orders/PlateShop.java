package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.files.OnDisk;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.meshes.Measures;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.pricing.Plates;
import platen.pricing.PriceBook;
import platen.pricing.PriceLine;
import platen.pricing.PriceRequest;
import platen.printers.Profiles;
import platen.queue.Floor;
import platen.queue.Intake;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.queue.LessPlates;
import platen.slicing.PlateWish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.QuoteId;

/// A shop with one Ender-3 and a slicer of which each plate takes what its copies take: what tests of plates begin
/// with.
abstract class PlateShop {
    static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    static final Actor WORKER = Actor.worker("Wole");
    static final Contact ANN = Contact.of("Ann", "ann@example.org", "");
    /// Three by three on an Ender-3.
    static final Measures TILE = new Measures(List.of(66.0, 66.0, 5.0), 21_780, 10_032, 12, 0, 0, 0, false);
    static final long START_S = 300;
    static final long EACH_S = 1_000;
    static final long EACH_MG = 9_000;

    final Database database;
    Instant now = NOON;
    String slicer = "PrusaSlicer 2.5.0";
    Contents.Part contents = new Contents.Part(TILE, List.of());
    int mostOnPlate = 100;
    final List<Integer> sliced = new ArrayList<>();
    FileStore files;
    Quoting quoting;
    OrderDesk desk;
    SliceBench bench;
    Intake intake;
    Floor floor;
    LessPlates less;

    @TempDir
    Path folder;

    PlateShop(Store store) {
        database = store.open();
    }

    @BeforeEach
    void openTheShop() throws IOException {
        files = new FileStore(folder, database, () -> now);
        quoting = new Quoting(Profiles.shipped(), () -> Optional.of(slicer), () -> 0);
        desk = new OrderDesk(database, files, (_, _, _) -> new Contents.Outcome.Read(contents), quoting, () -> now);
        less = new LessPlates(files, () -> now);
        bench = bench(1 << 20);
        intake = new Intake(database, desk, files, () -> now);
        floor = new Floor(database, files, () -> now);
        fill(database);
    }

    /// Prices that are published, and an Ender-3 with black PLA.
    static void fill(Database database) {
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), NOON), NOON);
            var ender = new NewMachine(
                    "Ender",
                    MachineKind.PRINTER_3D,
                    null,
                    null,
                    "ender3",
                    null,
                    BedState.UNKNOWN,
                    "PLA",
                    "black",
                    NOON);
            change.attach(Machines.class).add(ender);
        });
    }

    @AfterEach
    void closeTheShop() {
        database.close();
    }

    FileLooks looks(Contents.Outcome outcome) {
        return new FileLooks(database, files, (_, _, _) -> outcome, quoting, () -> now);
    }

    String beginMeasured() throws Exception {
        var stored = assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream("tile".getBytes(UTF_8)), 100));
        var begun = desk.begin(Product.PART, "form", stored.digest(), "tile.stl", Optional.of(TILE));
        return assertInstanceOf(Begun.Draft.class, begun).token();
    }

    SliceBench bench(long mostBytes) {
        return new SliceBench(database, files, quoting, this::slice, () -> now, mostBytes, less::sliced);
    }

    SliceBench.Made slice(Path mesh, PlateWish wish, Path program) throws IOException {
        if (wish.copies() > mostOnPlate) return new SliceBench.Made.PlateFull();
        sliced.add(wish.copies());
        Files.writeString(program, "plate of " + wish.copies());
        return new SliceBench.Made.Sliced(
                START_S + EACH_S * wish.copies(), EACH_MG * wish.copies(), OnDisk.of(program));
    }

    void sliceAll() throws Exception {
        while (bench.sliceNext())
            ;
    }

    String begin(String form) throws Exception {
        var stored = assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream("tile".getBytes(UTF_8)), 100));
        return assertInstanceOf(Begun.Draft.class, desk.begin(Product.PART, form, stored.digest(), "tile.stl"))
                .token();
    }

    void choose(String token, int quantity) {
        assertEquals(new Chosen.Done(), desk.choose(token, new Choices.Part("PLA", "black", "normal", quantity)));
    }

    OrderView view(String token) {
        return desk.view(token).orElseThrow();
    }

    Plates plates(String token) {
        var part = (PriceRequest.Part)
                requireNonNull(view(token).quote()).asked().items().getFirst();
        return requireNonNull(part.plates());
    }

    static PriceLine.Sum sum(Quote quote, String key) {
        return quote.price().lines().stream()
                .flatMap(line -> line.sums().stream())
                .filter(sum -> sum.what().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    List<Job> approved(String token) {
        var approved = assertInstanceOf(Approval.Approved.class, intake.approve(token, standing(token), ANN));
        return database.reading(Jobs.class).of(approved.order().id());
    }

    QuoteId standing(String token) {
        return requireNonNull(view(token).order().quote());
    }

    Job job(Job job) {
        return database.reading(Jobs.class).find(job.id()).orElseThrow();
    }

    static Digest program(Job job) {
        return requireNonNull(job.program());
    }

    void toCheck(Job job) {
        database.use(change -> {
            var jobs = change.attach(Jobs.class);
            var ender = change.attach(Machines.class).all().getFirst().id();
            assertTrue(jobs.release(job.id(), ender) && jobs.started(job.id(), now) && jobs.finished(job.id(), now));
        });
    }
}
