package platen.privacy;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import platen.books.Sums;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.orders.Handovers;
import platen.orders.Order;
import platen.orders.OrderLines;
import platen.orders.Orders;
import platen.orders.Wishes;
import platen.privacy.FileKeeping.Outcome;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.Message;
import platen.values.OrderId;

/// Deletes what is known of an order's customer: who they are, what they wrote and sent, what was written to them.
/// What an order cost, its state, and what the law wants kept of money stay, without a name where no paper has it.
public final class Forgetting {
    private static final String BLANK = "…";
    /// Events whose figures, days and codes tell of the order and of nobody; of all others only the key stays.
    private static final Set<String> HARMLESS = Set.of(
            "orders.approved",
            "orders.agreed",
            "orders.offered",
            "orders.taken-at-counter",
            "orders.begun-again",
            "orders.plate-full",
            "books.paid",
            "books.invoiced",
            "talk.delayed",
            "talk.still-here",
            "talk.last-call",
            "queue.pay-first",
            "queue.counted",
            "fleet.reached",
            "fleet.reached-layer",
            "data.kept-until");

    private final Database database;
    private final FileStore files;
    private final FileKeeping keeping;
    private final InstantSource clock;

    public Forgetting(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.keeping = new FileKeeping(database, files, clock);
        this.clock = clock;
    }

    /// Why an order can't be forgotten now; nothing where it can.
    public Optional<Message> reason(OrderId id) {
        return database.look(
                look -> reason(look, look.attach(Orders.class).find(id).orElseThrow()));
    }

    /// Whether numbered papers and entries of it stay.
    public boolean keepsPapers(OrderId id) {
        return database.reading(Traces.class).papers(id) > 0;
    }

    private static Optional<Message> reason(Handle look, Order order) {
        var sums = Sums.of(look, order.id());
        var why = switch (order.state()) {
            case DRAFT, SUBMITTED, QUOTED, APPROVED -> Message.of("data.cancel-first");
            case IN_PRODUCTION, READY -> Message.of("data.in-work");
            case COLLECTED, DECLINED, CANCELLED, EXPIRED -> {
                if (look.attach(Keepings.class).isHeld(order.id())) yield Message.of("data.held");
                if (sums.isOpen()) yield Message.of("data.owed", sums.open());
                if (sums.isOverpaid()) yield Message.of("data.we-owe", sums.overpaid());
                yield null;
            }
        };
        return Optional.ofNullable(why);
    }

    /// All of it in one transaction. A customer who asks for it is not named. A second time nothing is left to do.
    public Outcome forget(OrderId id, Actor who) {
        var gone = database.<Done, RuntimeException>change(change -> forget(change, id, who));
        files.release(gone.files());
        return gone.refused().<Outcome>map(Outcome.Refused::new).orElseGet(Outcome.Done::new);
    }

    private record Done(Optional<Message> refused, Set<Digest> files) {}

    private Done forget(Handle change, OrderId id, Actor who) {
        var keepings = change.attach(Keepings.class);
        keepings.open(id);
        keepings.hold(id);
        var order = change.attach(Orders.class).find(id).orElseThrow();
        var reason = reason(change, order);
        if (reason.isPresent()) return new Done(reason, Set.of());
        var gone = keeping.delete(change, id, who);
        if (!keepings.forgotten(id, clock.instant())) return new Done(Optional.empty(), gone);
        if (!change.attach(Orders.class).forgetCustomer(id)) {
            throw new IllegalStateException("an order that is over is forgotten, and not " + order.code());
        }
        forgetWords(change, id);
        forgetNames(change, id);
        forgetEvents(change, id);
        Events.write(change, clock.instant(), who, Subject.of(id), Message.of("data.forgotten"));
        return new Done(Optional.empty(), gone);
    }

    /// What was wanted and written, and what was written to them.
    private static void forgetWords(Handle change, OrderId id) {
        var wishes = change.attach(Wishes.class);
        wishes.forgetPictures(id);
        wishes.forget(id);
        change.attach(Handovers.class).forget(id);
        var orders = change.attach(Orders.class);
        orders.forgetAsk(id);
        orders.forgetNotes(id);
        var traces = change.attach(Traces.class);
        traces.forgetRemarks(id);
        traces.forgetNotices(id);
        traces.forgetBilling(id);
        traces.forgetExemption(id);
        traces.forgetLetGo(id);
        traces.forgetConsents(id, BLANK);
        traces.forgetTook(id);
        traces.forgetRuns(id);
    }

    /// A file's name may be that of a person.
    private static void forgetNames(Handle change, OrderId id) {
        var lines = change.attach(OrderLines.class).of(id);
        var number = 1;
        for (var line : lines) change.attach(Orders.class).rename(line.id(), BLANK + " " + number++);
        var traces = change.attach(Traces.class);
        traces.renameJobs(id, BLANK);
        traces.renamePrints(id, BLANK);
    }

    private static void forgetEvents(Handle change, OrderId id) {
        var traces = change.attach(Traces.class);
        traces.forgetActors(id);
        for (var told : traces.told(id)) {
            if (HARMLESS.contains(told.what().key())) continue;
            var blanks = told.what().args().stream().map(_ -> BLANK).toList();
            traces.retell(told.id(), new Message(told.what().key(), blanks));
        }
    }
}
