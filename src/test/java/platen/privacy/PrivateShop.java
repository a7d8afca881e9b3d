package platen.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import platen.books.Booked;
import platen.books.Method;
import platen.books.Till;
import platen.database.Database;
import platen.database.Scratch;
import platen.database.Store;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.files.FileStore.Outcome.Stored;
import platen.machines.BedState;
import platen.machines.MachineKind;
import platen.machines.Machines;
import platen.orders.BasketDesk;
import platen.orders.Choices;
import platen.orders.Contact;
import platen.orders.Contents;
import platen.orders.OfferDesk;
import platen.orders.Order;
import platen.orders.OrderDesk;
import platen.orders.OrderDesk.Approval;
import platen.orders.OrderDesk.Begun;
import platen.orders.Orders;
import platen.orders.PriceBooks;
import platen.orders.Product;
import platen.orders.Quoting;
import platen.people.MovableClock;
import platen.pricing.PriceBook;
import platen.printers.Profiles;
import platen.queue.Act;
import platen.queue.Ending;
import platen.queue.Floor;
import platen.queue.Intake;
import platen.queue.Jobs;
import platen.talk.Attached;
import platen.talk.Talk;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.MachineId;
import platen.values.Secrets;

/// A shop with a press, whose customers order flyers, pick them up, and think of their files.
final class PrivateShop implements AutoCloseable {
    static final Actor WORKER = Actor.worker("Wole");
    static final Contact MARA = Contact.of("Mara Quill", "mara@example.org", "+1 601 555 0123");

    final MovableClock clock = new MovableClock();
    final Database database;
    final FileStore files;
    final OrderDesk desk;
    final OfferDesk offers;
    final BasketDesk basket;
    final Intake intake;
    final Floor floor;
    final Ending ending;
    final Talk talk;
    final Till till;
    final FileKeeping keeping;
    final Forgetting forgetting;
    final Export export;
    private final MachineId press;

    PrivateShop(Store store) throws IOException {
        database = store.open();
        files = new FileStore(Scratch.folder(), database, clock);
        var quoting = new Quoting(Profiles.shipped(), Optional::empty, () -> 0);
        Contents.Reader reader = (_, _, _) -> read();
        desk = new OrderDesk(database, files, reader, quoting, clock);
        offers = new OfferDesk(database, quoting, clock);
        basket = new BasketDesk(database, files, reader, quoting, clock);
        intake = new Intake(database, desk, files, clock);
        floor = new Floor(database, files, clock);
        ending = new Ending(database, clock);
        talk = new Talk(database, files, clock);
        till = new Till(database, clock);
        keeping = new FileKeeping(database, files, clock);
        forgetting = new Forgetting(database, files, clock);
        export = new Export(database, files, clock);
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
    }

    private static Contents.Outcome read() {
        return new Contents.Outcome.Read(new Contents.Document(4, List.of(215.9, 279.4), List.of()));
    }

    Digest store(String content) throws IOException {
        return assertInstanceOf(Stored.class, files.store(new ByteArrayInputStream(content.getBytes(UTF_8)), 1_000))
                .digest();
    }

    /// A draft of a flyer with a price.
    String draft(String content, String name) throws IOException, InterruptedException {
        var begun = desk.begin(Product.PAPER, Secrets.token(), store(content), name);
        var token = assertInstanceOf(Begun.Draft.class, begun).token();
        desk.choose(token, Choices.Paper.copies("Letter", "black", false, 50));
        return token;
    }

    Order approved(String content, String name) throws IOException, InterruptedException {
        var token = draft(content, name);
        var quote = requireNonNull(desk.view(token).orElseThrow().order().quote());
        assertInstanceOf(Approval.Approved.class, intake.approve(token, quote, MARA));
        return desk.view(token).orElseThrow().order();
    }

    /// One that is made and waits.
    Order ready(String content, String name) throws IOException, InterruptedException {
        var order = approved(content, name);
        var job = database.reading(Jobs.class).of(order.id()).getFirst();
        assertEquals(new Act.Done(), floor.start(job.id(), press, WORKER));
        assertEquals(new Act.Done(), floor.finish(job.id(), job.copies(), 0, WORKER));
        return again(order);
    }

    Order collected(String content, String name) throws IOException, InterruptedException {
        var order = ready(content, name);
        assertEquals(new Act.Done(), floor.collected(order.id(), WORKER));
        return again(order);
    }

    void pay(Order order) {
        var open = till.open(order.id());
        assertInstanceOf(Booked.Done.class, till.take(order.id(), open, Method.CASH, Secrets.token(), WORKER));
    }

    void write(Order order, String body, String file) throws IOException {
        var attached = List.of(new Attached.New(store(file), file + ".png", file.length()));
        assertEquals(new Talk.Outcome.Kept(), talk.ask(order.id(), new Talk.Written(Secrets.token(), body, attached)));
    }

    Order again(Order order) {
        return database.reading(Orders.class).find(order.id()).orElseThrow();
    }

    Stay stay(Order order) {
        return keeping.of(again(order));
    }

    List<Event> events(Order order) {
        return database.reading(Events.class)
                .about(Subject.Kind.ORDER, order.id().value());
    }

    long count(Order order, String key) {
        return events(order).stream()
                .filter(event -> event.what().key().equals(key))
                .count();
    }

    /// Every text in all tables that tells something of orders and people.
    String everything() {
        var all = new StringBuilder();
        for (var table : List.of(
                "customer_order",
                "order_line",
                "order_ask",
                "order_wish",
                "wish_picture",
                "order_handover",
                "order_billing",
                "order_exemption",
                "order_start",
                "remark",
                "remark_file",
                "notice",
                "job",
                "job_took",
                "attempt",
                "event",
                "quote",
                "order_keeping")) {
            var rows = database.<List<Map<String, Object>>, RuntimeException>look(look ->
                    look.createQuery("select * from " + table).mapToMap().list());
            rows.forEach(row -> all.append(table).append(' ').append(row).append('\n'));
        }
        return all.toString();
    }

    @Override
    public void close() {
        database.close();
    }
}
