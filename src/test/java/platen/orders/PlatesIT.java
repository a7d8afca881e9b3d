package platen.orders;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.inspection.Inspector;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.pricing.PriceRequest;
import platen.printers.Profiles;
import platen.queue.Intake;
import platen.queue.Jobs;
import platen.slicing.Slicer;

/// Copies of a customer's part through our own reader and the real PrusaSlicer to the programs of their plates.
class PlatesIT {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Contact ANN = Contact.of("Ann", "ann@example.org", "");

    @TempDir
    private Path folder;

    private Inspector inspector;
    private Database database;
    private FileStore files;
    private Slicer slicer;
    private Quoting quoting;
    private OrderDesk desk;
    private PartSlicing work;

    @BeforeEach
    void openTheShop() throws Exception {
        slicer = Slicer.find(folder.resolve("work")).orElseThrow();
        open();
        PlateShop.fill(database);
    }

    private void open() throws IOException {
        database = Database.sqlite(folder.resolve("platen.db"));
        files = new FileStore(folder.resolve("files"), database, () -> NOON);
        inspector = new Inspector(folder.resolve("work"), folder.resolve("printers"));
        quoting = new Quoting(Profiles.shipped(), () -> Optional.of(slicer.version()), () -> 0);
        desk = new OrderDesk(database, files, new FileReading(inspector), quoting, () -> NOON);
        work = new PartSlicing(inspector, slicer);
    }

    @AfterEach
    void closeTheShop() {
        database.close();
        inspector.close();
    }

    @Test
    void slicesThePlatesOfSeventyGears() throws Exception {
        var token = begin();
        assertEquals(new Chosen.Done(), desk.choose(token, new Choices.Part("PLA", "black", "draft", 70)));
        var guess = part(token);
        slice(work);
        assertFalse(requireNonNull(desk.view(token).orElseThrow().quote()).estimate());
        var real = part(token);
        var plates = requireNonNull(real.plates());
        assertEquals(requireNonNull(guess.plates()).words(), plates.words(), "as many on a plate as were guessed");
        assertTrue(plates.count() > 1, plates.words());
        var jobs = new Intake(database, desk, files, () -> NOON);
        var approved = assertInstanceOf(
                Approval.Approved.class,
                jobs.approve(
                        token,
                        requireNonNull(desk.view(token).orElseThrow().order().quote()),
                        ANN));
        int copies = 0;
        for (var job : database.reading(Jobs.class).of(approved.order().id())) {
            assertEquals(job.copies(), objects(files.path(requireNonNull(job.program()))), job.title());
            copies += job.copies();
        }
        assertEquals(70, copies);
    }

    /// What was sliced is found again after a restart: nobody slices it a second time.
    @Test
    void keepsWhatWasSlicedThroughARestart() throws Exception {
        begin();
        slice(work);
        database.close();
        open();
        var again = begin();
        slice((_, _, _) -> {
            throw new IOException("this was sliced before");
        });
        var view = desk.view(again).orElseThrow();
        assertFalse(requireNonNull(view.quote()).estimate());
        assertFalse(view.isPending());
    }

    private void slice(SliceBench.Work by) throws Exception {
        var bench = new SliceBench(database, files, quoting, by, () -> NOON);
        while (bench.sliceNext())
            ;
    }

    private PriceRequest.Part part(String token) {
        var quote = requireNonNull(desk.view(token).orElseThrow().quote());
        return (PriceRequest.Part) quote.asked().items().getFirst();
    }

    private String begin() throws Exception {
        try (var gear = requireNonNull(PlatesIT.class.getResourceAsStream("/samples/gear.stl"))) {
            var stored = assertInstanceOf(Stored.class, files.store(gear, 1 << 24));
            var form = "form " + database.reading(Quotes.class).all().size();
            return assertInstanceOf(Begun.Draft.class, desk.begin(Product.PART, form, stored.digest(), "gear.stl"))
                    .token();
        }
    }

    private static int objects(Path program) throws IOException {
        try (var lines = Files.lines(program, StandardCharsets.ISO_8859_1)) {
            List<String> objects = lines.filter(line -> line.startsWith("; printing object "))
                    .distinct()
                    .toList();
            return objects.size();
        }
    }
}
