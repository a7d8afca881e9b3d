package platen.queue;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.books.Booked;
import platen.books.Method;
import platen.books.Till;
import platen.database.Database;
import platen.database.Store;
import platen.events.Events;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.files.OnDisk;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.machines.Machines.NewMachine;
import platen.meshes.Measures;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.OrderDesk.Chosen;
import platen.orders.OrderState;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Quotes;
import platen.orders.Quoting;
import platen.orders.SliceBench;
import platen.pricing.Price.Priced;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.queue.planning.Forecasts;
import platen.slicing.PlateWish;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.QuoteId;

/// A day in the shop without a wire: orders come in, are priced, approved, made by hand, paid and
/// collected. What files hold and what a slicer makes is told here; other tests read real ones.
@ParameterizedClass
@EnumSource
class ShopDayTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");
    private static final Contact ANN = Contact.of("Ann", "ann@example.org", "");
    private static final Actor WORKER = Actor.worker("Wole");
    private static final Contents DOCUMENT = new Contents.Document(4, List.of(215.9, 279.4), List.of());
    private static final Contents CUBE =
            new Contents.Part(new Measures(List.of(20.0, 20.0, 20.0), 8_000, 2_400, 12, 0, 0, 0, false), List.of());

    private final Database database;
    private Contents contents = DOCUMENT;
    private OrderDesk desk;
    private SliceBench bench;
    private Intake intake;
    private Floor floor;
    private Till till;

    @TempDir
    private Path folder;

    private FileStore files;
    private MachineId press;

    ShopDayTest(Store store) {
        database = store.open();
    }

    @BeforeEach
    void openTheShop() throws Exception {
        var clock = InstantSource.fixed(NOON);
        var profiles = Profiles.shipped();
        files = new FileStore(folder, database, clock);
        var quoting = new Quoting(profiles, () -> Optional.of("PrusaSlicer 2.5.0"), () -> 0);
        desk = new OrderDesk(database, files, this::read, quoting, clock);
        bench = new SliceBench(database, files, quoting, this::slice, clock);
        intake = new Intake(database, desk, files, clock);
        floor = new Floor(database, files, clock);
        till = new Till(database, clock);
        press = database.change(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), NOON), NOON);
            return change.attach(Machines.class)
                    .add(new NewMachine(
                            "Press", MachineKind.PRESS, null, null, null, null, BedState.UNKNOWN, null, null, NOON));
        });
    }

    @AfterEach
    void closeTheShop() {
        database.close();
    }

    @Test
    void takesPaperFromTheFileToTheTill() throws Exception {
        var token = begin(Product.PAPER, "form 1");
        assertInstanceOf(Chosen.Done.class, desk.choose(token, Choices.Paper.copies("Letter", "black", true, 50)));
        var approval = assertInstanceOf(Approval.Approved.class, approve(token));
        var order = approval.order().id();

        var job = database.reading(Jobs.class).of(order).getFirst();
        assertEquals(Message.of("queue.machine-not-free", "Press"), whyWaiting(job));
        assertInstanceOf(Act.Refused.class, floor.start(job.id(), press, WORKER), "nobody said that it is free");
        assertEquals(new Act.Done(), floor.clear(press, WORKER));
        assertEquals(Message.of("queue.can-start", "Press"), whyWaiting(job));
        assertEquals(new Act.Done(), floor.start(job.id(), press, WORKER));
        assertInstanceOf(Act.Refused.class, floor.start(job.id(), press, WORKER), "a second click");
        assertEquals(OrderState.IN_PRODUCTION, state(token));

        assertEquals(new Act.Done(), floor.finish(job.id(), 48, 3, WORKER));
        assertEquals(
                JobState.WAITING,
                database.reading(Jobs.class).find(job.id()).orElseThrow().state());
        assertEquals(new Act.Done(), floor.start(job.id(), press, WORKER));
        assertInstanceOf(Act.Refused.class, floor.finish(job.id(), 3, 0, WORKER), "only two are wanted");
        assertEquals(new Act.Done(), floor.finish(job.id(), 2, 0, WORKER));
        assertEquals(OrderState.READY, state(token));

        var open = till.open(order);
        assertEquals(new Booked.Done(Money.ZERO, "R-2026-000001"), till.take(order, open, Method.CASH, "once", WORKER));
        assertEquals(new Booked.Done(Money.ZERO, "R-2026-000001"), till.take(order, open, Method.CASH, "once", WORKER));
        assertEquals(Money.ZERO, till.open(order));
        assertEquals(new Act.Done(), floor.collected(order, WORKER));
        assertEquals(OrderState.COLLECTED, state(token));
        assertTrue(database.reading(Events.class).last() > 8);
    }

    @Test
    void guessesThePriceOfAPartUntilItIsSliced() throws Exception {
        addPrinter();
        contents = CUBE;
        var token = begin(Product.PART, "form 1");
        assertEquals(new Chosen.Done(), desk.choose(token, new Choices.Part("PLA", "black", "normal", 2)));
        assertTrue(requireNonNull(desk.view(token).orElseThrow().quote()).estimate(), "a guess at once");
        assertEquals(new Approval.PriceChanged(), approve(token), "nobody approves a guess");
        assertTrue(bench.sliceNext());

        var quote = requireNonNull(desk.view(token).orElseThrow().quote());
        assertEquals(false, quote.estimate());
        // 2.00 to start, a plate with 20 g at 30.00/kg and 2 h at 2.50, a tenth for failures
        assertEquals(new Money(200 + 60 + 500 + 56), quote.price().total());
        var order = assertInstanceOf(Approval.Approved.class, approve(token))
                .order()
                .id();
        var job = database.reading(Jobs.class).of(order).getFirst();
        assertEquals("virtual", job.profile());
        assertEquals(2, job.copies());
        assertEquals("G28", Files.readString(files.path(requireNonNull(job.program()))));
    }

    @Test
    void beginsOneOrderForADoubleClick() throws Exception {
        assertEquals(begin(Product.PAPER, "form 1"), begin(Product.PAPER, "form 1"));
    }

    @Test
    void promisesTheDayThatTheCustomerSaw() throws Exception {
        var reckoned = promised("form 1", null);
        var later = reckoned.plus(Duration.ofDays(1));
        assertEquals(later, promised("form 2", later));
        assertEquals(reckoned, promised("form 3", reckoned.minus(Duration.ofDays(1))), "never sooner than we can");
    }

    private Instant promised(String form, @Nullable Instant shown) throws Exception {
        var token = begin(Product.PAPER, form);
        desk.choose(token, Choices.Paper.copies("Letter", "black", true, 50));
        assertInstanceOf(Approval.Approved.class, intake.approve(token, standing(token), ANN, shown));
        return Objects.requireNonNull(desk.view(token).orElseThrow().order().promised());
    }

    @Test
    void knowsWhenAMachineIsFreeAndWhichPromisesWillBeMissed() throws Exception {
        var token = begin(Product.PAPER, "form 1");
        desk.choose(token, Choices.Paper.copies("Letter", "black", true, 50));
        assertInstanceOf(Approval.Approved.class, approve(token));
        var order = desk.view(token).orElseThrow().order();
        var due = Objects.requireNonNull(order.promised());
        var now = NOON;
        assertTrue(
                database.look(look -> new Forecasts().missed(look, order, now)).isEmpty());
        database.use(change -> change.execute("update job set seconds = 360000"));
        Instant free = database.look(look -> new Forecasts().load(look, now).free(Product.PAPER, due));
        assertTrue(free.isAfter(due), "so many copies take years");
        var plan = database.look(look -> new Forecasts().plan(look, now));
        assertEquals(
                List.of(order.id()),
                Forecasts.missed(plan, List.of(order), now).stream()
                        .map(missed -> missed.order().id())
                        .toList());
    }

    @Test
    void approvesOnceAndOnlyThePriceThatWasShown() throws Exception {
        var token = begin(Product.PAPER, "form 1");
        desk.choose(token, Choices.Paper.copies("Letter", "black", true, 50));
        var shown = standing(token);
        desk.choose(token, Choices.Paper.copies("Letter", "colour", true, 50));
        assertEquals(new Approval.PriceChanged(), intake.approve(token, shown, ANN));
        var approved = assertInstanceOf(Approval.Approved.class, approve(token));
        assertEquals(new Approval.Already(), approve(token));
        assertEquals(1, database.reading(Jobs.class).of(approved.order().id()).size());
        assertEquals(new Chosen.Closed(), desk.choose(token, Choices.Paper.copies("Letter", "colour", true, 1)));
    }

    @Test
    void saysAtEachFieldWhatIsWrong() throws Exception {
        var token = begin(Product.PAPER, "form 1");
        assertEquals(
                Set.of("quantity", "size"),
                assertInstanceOf(
                                Chosen.Refused.class,
                                desk.choose(token, Choices.Paper.copies("Foolscap", "black", true, -3)))
                        .problems()
                        .keySet());
        desk.choose(token, Choices.Paper.copies("Letter", "black", true, 1));
        var quote = standing(token);
        assertEquals(
                Set.of("name", "email"),
                assertInstanceOf(Approval.Refused.class, intake.approve(token, quote, Contact.of(" ", null, null)))
                        .problems()
                        .keySet());
    }

    @Test
    void reckonsEveryOldQuoteAgainToTheCent() throws Exception {
        var token = begin(Product.PAPER, "form 1");
        for (int copies = 1; copies <= 40; copies += 13) {
            desk.choose(token, Choices.Paper.copies("Tabloid", copies % 2 == 0 ? "colour" : "black", true, copies));
        }
        var books = database.reading(PriceBooks.class);
        for (var quote : database.reading(Quotes.class).all()) {
            var book = books.find(quote.priceBook()).orElseThrow();
            assertEquals(quote.price(), assertInstanceOf(Priced.class, quote.again(book)));
        }
    }

    @Test
    void isClosedUntilPricesArePublished() throws Exception {
        database.use(change -> change.execute("update price_book set published_at = null"));
        assertEquals(
                new Begun.Refused(Message.of("orders.not-open")),
                desk.begin(Product.PAPER, "form 1", store(), "flyer.pdf"));
    }

    private void addPrinter() {
        database.change(change -> change.attach(Machines.class)
                .add(new NewMachine(
                        "Virtual",
                        MachineKind.PRINTER_3D,
                        null,
                        null,
                        "virtual",
                        null,
                        BedState.UNKNOWN,
                        "PLA",
                        "black",
                        NOON)));
    }

    private String begin(Product product, String once) throws Exception {
        return assertInstanceOf(Begun.Draft.class, desk.begin(product, once, store(), "flyer.pdf"))
                .token();
    }

    private Digest store() throws Exception {
        var content = contents.toString().getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream(content), 1 << 20))
                .digest();
    }

    private Approval approve(String token) {
        return intake.approve(token, standing(token), ANN);
    }

    private QuoteId standing(String token) {
        return requireNonNull(desk.view(token).orElseThrow().order().quote());
    }

    private OrderState state(String token) {
        return desk.view(token).orElseThrow().order().state();
    }

    private Message whyWaiting(Job job) {
        return database.look(
                look -> Shopfloor.of(look, NOON).why(job, Shopfloor.Senses.NONE).what());
    }

    private Contents.Outcome read(Path file, String name, String profile) {
        return new Contents.Outcome.Read(contents);
    }

    private SliceBench.Made slice(Path mesh, PlateWish wish, Path program) throws IOException {
        Files.writeString(program, "G28");
        return new SliceBench.Made.Sliced(3_600L * wish.copies(), 10_000L * wish.copies(), OnDisk.of(program));
    }
}
