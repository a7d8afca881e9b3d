package platen.notices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.notices.smtp.SmtpPost;
import platen.notices.smtp.SmtpSettings;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.OfferDesk;
import platen.orders.OfferDesk.Offered;
import platen.orders.Order;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.Orders;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.people.MovableClock;
import platen.pricing.PersonPrice;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.queue.Act;
import platen.queue.Ending;
import platen.queue.Floor;
import platen.queue.Intake;
import platen.queue.Jobs;
import platen.shop.OpeningHours;
import platen.shop.Settings;
import platen.shop.Shop;
import platen.talk.Talk;
import platen.templating.Pages;
import platen.values.Actor;
import platen.values.MachineId;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// A shop with a press, that mails by a server on a port of this machine. It is Saturday noon.
final class NoticeShop implements AutoCloseable {
    static final Actor WORKER = Actor.worker("Wole");
    static final Contact ANN = Contact.of("Ann", "ann@example.org", null);

    final MovableClock clock = new MovableClock();
    final Database database;
    final OrderDesk desk;
    final OfferDesk offers;
    final Intake intake;
    final Floor floor;
    final Ending ending;
    final Talk talk;
    final MachineId press;
    final Reminders reminders;
    final Mailing mailing;
    final Mailroom mailroom;
    final ToTell toTell;
    private Locale language = Locale.US;

    /// `port` is that of the mail server, or 0 for a shop without one.
    NoticeShop(Store store, int port) throws IOException {
        database = store.open();
        var files = new FileStore(Scratch.folder(), database, clock);
        var quoting = new Quoting(Profiles.shipped(), Optional::empty, () -> 0);
        desk = new OrderDesk(database, files, (_, _, _) -> read(), quoting, clock);
        offers = new OfferDesk(database, quoting, clock);
        intake = new Intake(database, desk, files, clock);
        floor = new Floor(database, files, clock);
        ending = new Ending(database, clock);
        talk = new Talk(database, files, clock);
        reminders = new Reminders(database, clock);
        this.files = files;
        new Settings(database, files, clock).change(WORKER, NoticeShop::described);
        press = database.change(change -> {
            var books = change.attach(PriceBooks.class);
            books.publish(books.add(PriceBook.example(true), clock.instant()), clock.instant());
            return change.attach(Machines.class)
                    .add(new Machines.NewMachine(
                            "Press",
                            MachineKind.PRESS,
                            null,
                            null,
                            null,
                            null,
                            BedState.CLEAR,
                            null,
                            null,
                            clock.instant()));
        });
        var letters = new Letters(Pages.from(null, name -> name), () -> "https://print.example", (_, _) -> language);
        mailing = port == 0
                ? Mailing.none()
                : Mailing.by(
                        new SmtpPost(SmtpSettings.of("smtp://127.0.0.1:" + port + "?tls=none"), () -> FROM, clock),
                        () -> true);
        mailroom = new Mailroom(database, letters, mailing, clock);
        toTell = new ToTell(database, letters, clock);
    }

    static final String FROM = "print@example.com";
    final FileStore files;

    private static Contents.Outcome read() {
        return new Contents.Outcome.Read(new Contents.Document(4, List.of(215.9, 279.4), List.of()));
    }

    private static Shop described(Shop shop) {
        var hours = List.of(OpeningHours.day("10:00-18:00").orElseThrow().getFirst());
        return new Shop(
                "Gable & Daughters",
                "1 Type Lane\nJackson",
                "+1 601 555 0100",
                "hello@gable.example",
                null,
                new OpeningHours(Map.of(DayOfWeek.TUESDAY, hours, DayOfWeek.SATURDAY, hours)),
                shop.zone(),
                shop.currency(),
                shop.taxName(),
                shop.taxBasisPoints(),
                shop.units(),
                shop.paper(),
                true,
                true,
                shop.done());
    }

    void readInSpanish() {
        language = Locale.of("es", "US");
    }

    /// A draft of a flyer with a price.
    String draft() throws IOException, InterruptedException {
        var in = new ByteArrayInputStream("flyer".getBytes(UTF_8));
        var stored = assertInstanceOf(Stored.class, files.store(in, 1_000));
        var begun = desk.begin(Product.PAPER, Secrets.token(), stored.digest(), "flyer.pdf");
        var token = assertInstanceOf(Begun.Draft.class, begun).token();
        desk.choose(token, Choices.Paper.copies("Letter", "black", false, 50));
        return token;
    }

    Order approved(Contact contact) throws IOException, InterruptedException {
        var token = draft();
        var quote = requireNonNull(desk.view(token).orElseThrow().order().quote());
        assertInstanceOf(Approval.Approved.class, intake.approve(token, quote, contact));
        return desk.view(token).orElseThrow().order();
    }

    /// One whose price a person has named: it holds for so long.
    Order offered(Contact contact, Duration holds) throws IOException, InterruptedException {
        var token = draft();
        assertEquals(new OfferDesk.Outcome.Done(), offers.submit(token, contact, ""));
        var order = desk.view(token).orElseThrow().order();
        offer(order, holds, 5_000);
        return desk.view(token).orElseThrow().order();
    }

    void offer(Order order, Duration holds, long cents) {
        var lines = List.of(new PersonPrice.Named("Print and fold", new Money(cents)));
        var before = desk.view(order.id()).orElseThrow().order().quote();
        var offered = new Offered(before, lines, clock.instant().plus(holds), "On the thick paper.", null);
        assertEquals(new OfferDesk.Outcome.Done(), offers.offer(order.id(), offered, WORKER));
    }

    Order ready(Contact contact) throws IOException, InterruptedException {
        var order = approved(contact);
        var job = database.reading(Jobs.class).of(order.id()).getFirst();
        assertEquals(new Act.Done(), floor.start(job.id(), press, WORKER));
        assertEquals(new Act.Done(), floor.finish(job.id(), job.copies(), 0, WORKER));
        return order(order.id());
    }

    Order order(OrderId id) {
        return database.reading(Orders.class).find(id).orElseThrow();
    }

    List<Notice> notices(Order order) {
        return database.reading(Notices.class).of(order.id());
    }

    NoticeState state(Order order, What what) {
        return notices(order).stream()
                .filter(notice -> notice.what() == what)
                .findFirst()
                .orElseThrow()
                .state();
    }

    Talk.Written written(String body) {
        return new Talk.Written(Secrets.token(), body, List.of());
    }

    /// The words that an event of an order has, newest last.
    List<String> events(@Nullable Order order) {
        return desk.view(requireNonNull(order).id()).orElseThrow().events().stream()
                .map(event -> event.what().key())
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
