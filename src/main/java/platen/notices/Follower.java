package platen.notices;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.database.Database;
import platen.events.Event;
import platen.events.Events;
import platen.notices.Notices.NewNotice;
import platen.orders.Order;
import platen.orders.Orders;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// Reads the events, and writes down what customers are to be told.
///
/// The notices and how far the events are read are one transaction, so that none is lost. Where a database has several
/// writers, a transaction may end after another whose events have higher numbers: so the last hundred are looked
/// through again, and what has become a notice does not become another.
final class Follower {
    private static final int LOOK_BACK = 100;
    private static final int EVENTS_AT_ONCE = 1_000;

    private final Database database;
    private final BooleanSupplier canMail;
    private final InstantSource clock;

    Follower(Database database, BooleanSupplier canMail, InstantSource clock) {
        this.database = database;
        this.canMail = canMail;
        this.clock = clock;
    }

    /// Whether there was something to tell.
    boolean follow() {
        var isNews = false;
        Step step;
        do {
            step = step();
            isNews |= step.isNews();
        } while (step.isFull());
        return isNews;
    }

    /// `isFull` when there may be more events than are read at once.
    private record Step(boolean isNews, boolean isFull) {
        static final Step NOTHING = new Step(false, false);
    }

    private Step step() {
        var cursor = database.reading(Notices.class).cursor();
        var from = Math.max(cursor.firstEvent(), cursor.lastEvent() - LOOK_BACK);
        var events = database.reading(Events.class).after(from, EVENTS_AT_ONCE);
        if (events.isEmpty()) return Step.NOTHING;
        var known = database.reading(Notices.class).eventsAfter(from);
        var fresh = events.stream()
                .filter(event -> What.of(event).isPresent() && !known.contains(event.id()))
                .filter(this::isOfCustomer)
                .toList();
        var last = events.getLast().id();
        if (fresh.isEmpty() && last <= cursor.lastEvent()) return Step.NOTHING;
        database.use(change -> write(change, fresh, last));
        return new Step(!fresh.isEmpty(), events.size() == EVENTS_AT_ONCE);
    }

    private void write(Handle change, List<Event> fresh, long last) {
        fresh.forEach(event -> write(change, event));
        change.attach(Notices.class).advance(last);
    }

    private void write(Handle change, Event event) {
        var order =
                change.attach(Orders.class).find(new OrderId(event.subjectId())).orElseThrow();
        var cannot = cannotMail(order);
        change.attach(Notices.class)
                .add(new NewNotice(
                        order.id(),
                        What.of(event).orElseThrow(),
                        event.id(),
                        event.what(),
                        cannot == null ? NoticeState.WAITING : NoticeState.TO_TELL,
                        Secrets.token(),
                        cannot,
                        clock.instant()));
    }

    /// Nobody is told of a draft that was thrown away before anybody gave a name.
    private boolean isOfCustomer(Event event) {
        return database.reading(Orders.class)
                .find(new OrderId(event.subjectId()))
                .filter(order -> order.email() != null || order.phone() != null)
                .isPresent();
    }

    private @Nullable Message cannotMail(Order order) {
        if (order.email() == null) return Message.of("notices.no-address");
        return canMail.getAsBoolean() ? null : Message.of("notices.no-mail");
    }
}
