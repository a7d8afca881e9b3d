package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import platen.database.Store;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.MachineKind;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.WishDesk.Outcome;
import platen.pricing.PersonPrice.Named;
import platen.queue.Intake;
import platen.queue.Job;
import platen.queue.Jobs;
import platen.values.Digest;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// What people ask for without a file, from their words to the jobs; and orders that are taken at the counter.
@ParameterizedClass
@EnumSource
class WishTest extends PlateShop {
    private static final Wish HANDLE = new Wish(2, MachineKind.BENCH, "about 80 mm", true);

    private WishDesk wishes;
    private OfferDesk offers;

    @SuppressWarnings("NullAway.Init")
    WishTest(Store store) {
        super(store);
    }

    @BeforeEach
    void openTheDesks() {
        desk = new OrderDesk(database, files, this::read, quoting, () -> now);
        intake = new Intake(database, desk, files, () -> now);
        wishes = new WishDesk(database, files, this::read, quoting, () -> now);
        offers = new OfferDesk(database, quoting, () -> now);
    }

    private Contents.Outcome read(Path file, String name, String profile) {
        if (name.endsWith(".exe")) return new Contents.Outcome.Refused(Message.of("orders.not-a-document"));
        return new Contents.Outcome.Read(
                name.endsWith(".jpg") ? new Contents.Document(1, List.of(), List.of()) : contents);
    }

    @Test
    void goesFromWordsToAPersonsPriceAndToAJobByHand() throws Exception {
        var token = asked("a", Optional.of(arrival("a", "handle.jpg", Product.PAPER)));
        assertEquals(token, asked("a", Optional.empty()), "a double click");
        var view = view(token);
        assertEquals(OrderState.SUBMITTED, view.order().state());
        assertEquals(HANDLE, view.wish());
        assertEquals(1, view.photos().size());
        assertEquals("A handle for an old drawer", view.name());
        assertNull(view.quote());

        var quote =
                offered(token, new Named("Design time", new Money(2_000)), new Named("Two handles", new Money(900)));
        assertEquals(new Money(2_900), quote.price().total());
        assertInstanceOf(Approval.Approved.class, intake.accept(token, quote.id()));
        var job = jobs(token).getFirst();
        assertEquals(MachineKind.BENCH, job.kind());
        assertEquals(2, job.copies());
        assertEquals("A handle for an old drawer", job.title());
    }

    @Test
    void printsTheModelThatAWorkerDrewAndTheCustomerSaw() throws Exception {
        var token = asked("a", Optional.empty());
        var id = view(token).order().id();
        var early = offered(token, new Named("Two handles", new Money(900)));
        assertEquals(new Outcome.Done(), wishes.attach(id, arrival("m", "handle.stl", Product.PART), 2, WORKER));
        assertEquals(OrderState.SUBMITTED, view(token).order().state(), "that price was for something else");
        assertEquals(new Approval.Already(), intake.accept(token, early.id()));
        assertEquals(2, requireNonNull(view(token).line().choices()).quantity());
        var quote = offered(token, new Named("Design time", new Money(2_000)), new Named("Printing", new Money(700)));
        assertEquals(1, quote.asked().items().size(), "what the rules know is kept with it");
        assertInstanceOf(Approval.Approved.class, intake.accept(token, quote.id()));
        var job = jobs(token).getFirst();
        assertEquals(view(token).line().file(), job.file());
        assertEquals(MachineKind.PRINTER_3D, job.kind());
        assertEquals(2, job.copies());
        var late = wishes.attach(id, arrival("late", "late.stl", Product.PART), 1, WORKER);
        assertEquals(new Outcome.Refused(Message.of("orders.too-late")), late);
    }

    @Test
    void takesAnAttachedModelOutAgain() throws Exception {
        var token = asked("a", Optional.empty());
        var id = view(token).order().id();
        wishes.attach(id, arrival("m", "wrong.stl", Product.PART), 1, WORKER);
        var wrong = view(token).line();
        assertEquals(new Outcome.Done(), wishes.detach(id, wrong.id(), WORKER));
        assertTrue(view(token).lines().isEmpty());
        now = now.plus(Duration.ofDays(2));
        files.sweep();
        assertTrue(files.find(wrong.file()).isEmpty());
    }

    @Test
    void sendsAWishToAPersonAgainThatWasTakenBack() throws Exception {
        var token = asked("a", Optional.empty());
        offers.withdraw(token);
        assertEquals(OrderState.DRAFT, view(token).order().state());
        assertNull(view(token).quote(), "no rule knows what words cost");
        assertEquals(
                Message.of("orders.wish"),
                requireNonNull(requireNonNull(view(token).terms()).ask()).first());
        assertEquals(new OfferDesk.Outcome.Done(), offers.submit(token, ANN, "Three handles, rather"));
        assertEquals("Three handles, rather", view(token).name());
    }

    @Test
    void refusesAPhotoThatIsNone() throws Exception {
        var photo = arrival("a", "photo.exe", Product.PAPER);
        var begun = wishes.ask(new WishDesk.Asked("a", ANN, "A handle", HANDLE, Handover.USUAL), List.of(photo));
        assertInstanceOf(Begun.Refused.class, begun);
        assertTrue(files.find(photo.file()).isEmpty());
        assertTrue(database.reading(Orders.class).asking().isEmpty());
        var token = asked("b", Optional.empty());
        assertInstanceOf(Outcome.Refused.class, wishes.addPhoto(token, arrival("x", "more.exe", Product.PAPER)));
        assertEquals(new Outcome.Done(), wishes.addPhoto(token, arrival("y", "more.jpg", Product.PAPER)));
        assertEquals(1, view(token).photos().size());
    }

    @Test
    void takesAnOrderAtTheCounterInOneAct() throws Exception {
        var taken = new WishDesk.Counter(
                "form", ANN, "50 flyers, black", new Wish(50, MachineKind.RISO, "", false), new Money(1_250));
        var token = assertInstanceOf(Begun.Draft.class, wishes.take(taken, Optional.empty(), WORKER, intake::addJobs))
                .token();
        assertEquals(new Begun.Draft(token), wishes.take(taken, Optional.empty(), WORKER, intake::addJobs));
        var view = view(token);
        assertEquals(OrderState.APPROVED, view.order().state());
        assertEquals(new Money(1_250), requireNonNull(view.quote()).price().total());
        var job = jobs(token).getFirst();
        assertEquals(MachineKind.RISO, job.kind());
        assertEquals(50, job.copies());
        assertEquals(1, jobs(token).size());
    }

    @Test
    void printsTheFileThatCameWithAnOrderAtTheCounter() throws Exception {
        var taken = new WishDesk.Counter(
                "form", ANN, "2 tiles", new Wish(2, MachineKind.PRINTER_3D, "", false), new Money(1_250));
        var file = Optional.of(arrival("f", "tile.stl", Product.PART));
        var token = assertInstanceOf(Begun.Draft.class, wishes.take(taken, file, WORKER, intake::addJobs))
                .token();
        var job = jobs(token).getFirst();
        assertEquals(file.get().file(), job.file());
        assertEquals(2, job.copies());
    }

    private String asked(String form, Optional<Arrival> photo) throws Exception {
        var asked = new WishDesk.Asked(form, ANN, "A handle for an old drawer\nof wood", HANDLE, Handover.USUAL);
        return assertInstanceOf(
                        Begun.Draft.class, wishes.ask(asked, photo.stream().toList()))
                .token();
    }

    private Quote offered(String token, Named... lines) {
        OrderId id = view(token).order().id();
        var before = view(token).order().quote();
        var offered = new OfferDesk.Offered(before, List.of(lines), now.plus(Duration.ofDays(7)), "", null);
        assertEquals(new OfferDesk.Outcome.Done(), offers.offer(id, offered, WORKER));
        return requireNonNull(view(token).quote());
    }

    private List<Job> jobs(String token) {
        return database.reading(Jobs.class).of(view(token).order().id());
    }

    private Arrival arrival(String form, String name, Product product) throws IOException {
        return new Arrival(product, form, stored(name), name, Optional.empty());
    }

    private Digest stored(String content) throws IOException {
        var in = new ByteArrayInputStream(content.getBytes(UTF_8));
        return assertInstanceOf(Stored.class, files.store(in, 100)).digest();
    }
}
