package platen.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import platen.database.Database;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.gcode.binary.BinaryFiles;
import platen.gcode.binary.ProgramFile;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.values.Digest;
import platen.values.Json;

/// A program that comes as binary G-code: the order keeps what came, the printer gets its text.
class WrappedProgramTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final String PROGRAM = "G28\nM104 S210\nG1 X10 Y10 E5\n";

    @TempDir
    private Path folder;

    private final Database database = Store.SQLITE.open();
    private boolean opens = true;
    private FileStore files;
    private OrderDesk desk;
    private Intake intake;

    /// Reads in this very process what the shop reads in another.
    private final Contents.Reader reader = new Contents.Reader() {
        @Override
        public Contents.Outcome read(Path file, String name, String profile) {
            return new Contents.Outcome.Read(new Contents.Program(profile, 3_600, 12_000, List.of()));
        }

        @Override
        public boolean unwrap(Path file, Path text) throws IOException {
            if (opens) ProgramFile.unwrap(file, text);
            return opens;
        }
    };

    @BeforeEach
    void openTheShop() throws IOException {
        var clock = InstantSource.fixed(NOON);
        files = new FileStore(folder, database, clock);
        desk = new OrderDesk(
                database,
                files,
                reader,
                new Quoting(Profiles.shipped(), () -> Optional.of("PrusaSlicer 2.5.0"), () -> 0),
                clock);
        intake = new Intake(database, desk, files, clock);
        database.use(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), NOON), NOON);
        });
    }

    @AfterEach
    void closeTheShop() {
        database.close();
    }

    @Test
    void keepsBothAndPrintsTheText() throws Exception {
        var came = store(BinaryFiles.of(PROGRAM, 3, 2, 100));
        var job = ordered(came);
        assertEquals(came, job.file());
        var text = requireNonNull(job.program());
        assertNotEquals(came, text);
        var written = Files.readString(files.path(text));
        assertEquals(
                PROGRAM,
                written.lines().filter(line -> !line.startsWith(";")).reduce("", (all, line) -> all + line + "\n"));
        assertEquals(0, files.sweep(), "both are used");
    }

    @Test
    void printsPlainTextAsItCame() throws Exception {
        var came = store(PROGRAM.getBytes(UTF_8));
        assertEquals(came, ordered(came).program());
    }

    @Test
    void refusesWhatCannotBeOpened() throws Exception {
        opens = false;
        var came = store(BinaryFiles.of(PROGRAM, 0, 0, 100));
        assertInstanceOf(Begun.Refused.class, desk.begin(Product.PART, "form", came, "part.bgcode"));
        assertEquals(false, Files.exists(files.path(came)));
    }

    @Test
    void readsOrdersOfFormerVersions() {
        var old = "{\"is\":\"program\",\"profile\":\"mk3s\",\"seconds\":5,\"filamentMm3\":7.0,\"notes\":[]}";
        assertEquals(new Contents.Program("mk3s", 5, 7, List.of()), Json.read(old, Contents.class));
        var text = Digest.of(new byte[0]);
        var now = new Contents.Program("mk3s", 5, 7, List.of(), text, null);
        assertEquals(now, Json.read(Json.write(now), Contents.class));
    }

    private Digest store(byte[] content) throws IOException {
        return assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream(content), 1 << 20))
                .digest();
    }

    private Job ordered(Digest file) throws Exception {
        var begun = desk.begin(Product.PART, "form", file, "part.bgcode");
        var token = assertInstanceOf(Begun.Draft.class, begun).token();
        desk.choose(token, new Choices.Part("PLA", "black", "normal", 1));
        var quote = requireNonNull(desk.view(token).orElseThrow().order().quote());
        var approval = intake.approve(token, quote, Contact.of("Ann", "ann@example.org", ""));
        var order = assertInstanceOf(Approval.Approved.class, approval).order().id();
        return database.reading(Jobs.class).of(order).getFirst();
    }
}
