package platen.orders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// Drafts that their customers have left: after some time without a touch, they and their files go.
public final class Drafts {
    public static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 100;

    private final Database database;
    private final FileStore files;
    private final InstantSource clock;

    public Drafts(Database database, FileStore files, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.clock = clock;
    }

    /// To when a draft is kept that nobody touches any more.
    public static Instant keptUntil(Order order) {
        return order.touchedAt().plus(KEPT);
    }

    /// Deletes what nobody has touched for so long; each draft in a transaction of its own. Files go when nobody needs
    /// them any more.
    public int sweep() {
        var before = clock.instant().minus(KEPT);
        List<OrderId> left = database.reading(Orders.class).untouched(before, AT_ONCE);
        return (int) left.stream()
                .filter(id -> database.change(change -> delete(change, id, before)))
                .count();
    }

    /// False where somebody was quicker and came back. What was written and told about it goes with it.
    private boolean delete(Handle change, OrderId id, Instant before) {
        var orders = change.attach(Orders.class);
        if (!orders.hold(id) || orders.find(id).orElseThrow().touchedAt().isAfter(before)) return false;
        var lines = change.attach(OrderLines.class);
        for (var line : lines.of(id)) {
            change.attach(LinePlates.class).clear(line.id());
            lines.remove(line.id());
            OrderFiles.leave(change, files, line);
        }
        var wishes = change.attach(Wishes.class);
        wishes.forgetPictures(id);
        wishes.forget(id);
        change.attach(Handovers.class).forget(id);
        orders.forgetTerms(id);
        orders.forgetAsk(id);
        orders.forgetQuotes(id);
        orders.delete(id);
        files.endUses(change, OrderFiles.use(id));
        Events.write(change, clock.instant(), Actor.SYSTEM, Subject.of(id), Message.of("orders.draft-deleted"));
        return true;
    }
}
