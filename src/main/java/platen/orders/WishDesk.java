package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.orders.OrderDesk.Begun;
import platen.pricing.PersonPrice;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.LineId;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;
import platen.values.Secrets;

/// Where people ask for what they have no file of: words, photos, measures, a part that they bring. A worker names the
/// price, and may draw the file that is then a line of the order. Orders at the counter begin here, too.
public final class WishDesk {
    public static final int MOST_PICTURES = 8;
    private static final Actor VISITOR = Actor.customer("");

    private final Database database;
    private final FileStore files;
    private final Arrivals arrivals;
    private final Quoting quoting;
    private final InstantSource clock;

    /// What became of an act.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    /// A wish as a customer writes it; `once` names the form.
    public record Asked(String once, Contact contact, String words, Wish wish, Handover handover) {}

    /// An order as a worker takes it at the counter, with what it costs, without tax.
    public record Counter(String once, Contact contact, String words, Wish wish, Money price) {}

    public WishDesk(Database database, FileStore files, Contents.Reader reader, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.arrivals = new Arrivals(database, files, reader, quoting, clock);
        this.quoting = quoting;
        this.clock = clock;
    }

    /// A customer asks; the order waits for a person at once. The contact was found right before.
    public Begun ask(Asked asked, List<Arrival> photos) throws InterruptedException {
        if (database.reading(PriceBooks.class).current(clock.instant()).isEmpty())
            return refused(photos, Message.of("orders.not-open"));
        if (photos.size() > MOST_PICTURES) return refused(photos, Message.of("orders.many-photos", MOST_PICTURES));
        for (var photo : photos) {
            if (arrivals.look(photo) instanceof Contents.Outcome.Refused(var why)) return refused(photos, why);
        }
        return new Begun.Draft(database.<String, RuntimeException>change(change -> {
            var orders = change.attach(Orders.class);
            var once = once(asked.once(), "ask");
            var known = orders.byOnce(once);
            if (known.isPresent()) return known.get().token();
            var now = clock.instant();
            var order = begun(change, once, asked.wish(), now);
            photos.forEach(photo -> keep(change, order.id(), photo));
            change.attach(Handovers.class).set(order.id(), asked.handover());
            OfferDesk.submit(change, order, asked.contact(), asked.words(), null, now);
            var who = Actor.customer(asked.contact().name());
            Events.write(change, now, who, Subject.of(order.id()), Message.of("orders.submitted"));
            return order.token();
        }));
    }

    private Begun.Refused refused(List<Arrival> photos, Message why) {
        photos.forEach(photo -> files.discard(photo.file()));
        return new Begun.Refused(why);
    }

    private static String once(String form, String what) {
        return Digest.of((form + " " + what).getBytes(UTF_8)).hex();
    }

    private static Order begun(Handle change, String once, Wish wish, Instant now) {
        var orders = change.attach(Orders.class);
        var id = orders.begin(OrderDesk.freeCode(orders), Secrets.token(), once, now);
        change.attach(Wishes.class).add(id, wish);
        return orders.find(id).orElseThrow();
    }

    /// A form can bring several.
    private static String once(Arrival photo) {
        return once(photo.once(), photo.file().hex());
    }

    private void keep(Handle change, OrderId order, Arrival photo) {
        change.attach(Wishes.class).addPicture(order, photo.file(), photo.fileName(), once(photo));
        files.use(change, photo.file(), OrderFiles.use(order));
    }

    /// Another photo, as long as nobody has said OK.
    public Outcome addPhoto(String token, Arrival photo) throws InterruptedException {
        if (arrivals.look(photo) instanceof Contents.Outcome.Refused(var why)) return new Outcome.Refused(why);
        var outcome = database.<Outcome, RuntimeException>change(change -> {
            var order = change.attach(Orders.class).byToken(token).orElse(null);
            if (order == null
                    || !isOpen(order)
                    || change.attach(Wishes.class).find(order.id()).isEmpty()) return refused("orders.too-late");
            if (change.attach(Wishes.class).pictures(order.id()).size() >= MOST_PICTURES)
                return new Outcome.Refused(Message.of("orders.many-photos", MOST_PICTURES));
            keep(change, order.id(), photo);
            var what = Message.of("orders.photo-added", photo.fileName());
            Events.write(change, clock.instant(), VISITOR, Subject.of(order.id()), what);
            return new Outcome.Done();
        });
        if (outcome instanceof Outcome.Refused) files.discard(photo.file());
        return outcome;
    }

    private static boolean isOpen(Order order) {
        return switch (order.state()) {
            case DRAFT, SUBMITTED, QUOTED -> true;
            case APPROVED, IN_PRODUCTION, READY, COLLECTED, DECLINED, CANCELLED, EXPIRED -> false;
        };
    }

    /// A worker's model or layout becomes a line, which the customer sees and approves with the price. A price that was
    /// offered before holds no longer: it was for something else.
    public Outcome attach(OrderId id, Arrival arrival, int quantity, Actor who) throws InterruptedException {
        return switch (arrivals.look(arrival)) {
            case Contents.Outcome.Refused(var why) -> new Outcome.Refused(why);
            case Contents.Outcome.Read(var contents) -> {
                var outcome = database.<Outcome, RuntimeException>change(
                        change -> attach(change, id, arrival, contents, quantity, who));
                if (outcome instanceof Outcome.Refused) files.discard(arrival.file());
                yield outcome;
            }
        };
    }

    private Outcome attach(Handle change, OrderId id, Arrival arrival, Contents contents, int quantity, Actor who) {
        if (!toPrice(change, id)) return refused("orders.too-late");
        var lines = change.attach(OrderLines.class);
        if (lines.byOnce(arrival.once()).isPresent()) return new Outcome.Done();
        if (lines.of(id).size() >= OrderDesk.MOST_LINES)
            return new Outcome.Refused(Message.of("orders.many-lines", OrderDesk.MOST_LINES));
        var now = clock.instant();
        addLine(change, id, arrival, contents, quantity, now);
        var what = Message.of("orders.file-attached", arrival.fileName());
        Events.write(change, now, who, Subject.of(id), what);
        return new Outcome.Done();
    }

    /// Nothing is chosen for what the rules do not offer: a person makes it as was said.
    private void addLine(Handle change, OrderId id, Arrival arrival, Contents contents, int quantity, Instant now) {
        var lines = change.attach(OrderLines.class);
        var added = lines.add(id, arrival.product(), arrival.file(), arrival.fileName(), contents, arrival.once());
        var line = lines.find(added).orElseThrow();
        OrderFiles.keep(change, files, line);
        var book = change.attach(PriceBooks.class).current(now).orElseThrow().book();
        quoting.usual(change, line, now)
                .or(() -> UsualPaper.of(book, line))
                .map(choices -> choices.times(quantity))
                .filter(choices -> quoting.isOffered(change, line, choices, now))
                .ifPresent(choices -> lines.choose(line.id(), choices));
    }

    /// Takes a line out again that a worker attached.
    public Outcome detach(OrderId id, LineId which, Actor who) {
        return database.change(change -> {
            var lines = change.attach(OrderLines.class);
            var line = lines.find(id, which);
            var isOnly = lines.of(id).size() == 1
                    && change.attach(Wishes.class).find(id).isEmpty();
            if (line.isEmpty() || isOnly || !toPrice(change, id)) return refused("orders.too-late");
            change.attach(LinePlates.class).clear(which);
            lines.remove(which);
            OrderFiles.leave(change, files, line.get());
            var what = Message.of("orders.line-removed", line.get().fileName());
            Events.write(change, clock.instant(), who, Subject.of(id), what);
            return new Outcome.Done();
        });
    }

    /// An order whose price is still to be named, or is to be named again; kept as it is until the transaction ends.
    private static boolean toPrice(Handle change, OrderId id) {
        var orders = change.attach(Orders.class);
        return orders.move(id, OrderState.QUOTED, OrderState.SUBMITTED)
                || orders.move(id, OrderState.SUBMITTED, OrderState.SUBMITTED);
    }

    /// A worker takes an order at the counter: priced by them and approved by the customer before them, in one act.
    /// `made` goes on to make the jobs, in the same transaction.
    public Begun take(Counter taken, Optional<Arrival> file, Actor who, OfferDesk.Approved made)
            throws InterruptedException {
        var contents = file.isEmpty() ? null : arrivals.look(file.get());
        if (contents instanceof Contents.Outcome.Refused(var why)) return new Begun.Refused(why);
        var book = database.reading(PriceBooks.class).current(clock.instant());
        if (book.isEmpty()) return new Begun.Refused(Message.of("orders.not-open"));
        return new Begun.Draft(database.<String, RuntimeException>change(change -> {
            var orders = change.attach(Orders.class);
            var once = once(taken.once(), "counter");
            var known = orders.byOnce(once);
            if (known.isPresent()) return known.get().token();
            var now = clock.instant();
            var order = begun(change, once, taken.wish(), now);
            if (file.isPresent() && contents instanceof Contents.Outcome.Read(var read))
                addLine(change, order.id(), file.get(), read, taken.wish().quantity(), now);
            approve(change, order, taken, book.get(), who, now);
            made.approved(change, order.id(), who, now);
            return order.token();
        }));
    }

    private void approve(Handle change, Order order, Counter taken, PriceBooks.Version book, Actor who, Instant now) {
        OfferDesk.submit(change, order, taken.contact(), taken.words(), null, now);
        var request = quoting.asked(change, order.id(), now);
        var named = new PersonPrice(request, List.of(new PersonPrice.Named(taken.words(), taken.price())));
        var price = named.price(book.book());
        var quote = change.attach(Quotes.class).add(order.id(), book.version(), named, price, who, null, "", now);
        var orders = change.attach(Orders.class);
        if (!orders.offer(order.id(), Orders.key(null), quote) || !orders.accept(order.id(), quote, now))
            throw new IllegalStateException("a new order was changed by somebody else: " + order.id());
        Events.write(change, now, who, Subject.of(order.id()), Message.of("orders.taken-at-counter", price.total()));
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
