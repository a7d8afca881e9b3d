package platen.queue;

import java.time.InstantSource;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Message;

/// Where a customer says OK to a file that the shop changed: its job goes on then, at the same price.
public final class ChangedDesk {
    private final Database database;
    private final InstantSource clock;

    public ChangedDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// False where nothing waits for that answer any more.
    public boolean approve(String token, long id) {
        return database.change(change -> {
            var order = change.attach(Orders.class).byToken(token);
            if (order.isEmpty()) return false;
            var jobs = change.attach(Jobs.class);
            jobs.lock(order.get().id());
            var files = change.attach(ChangedFiles.class);
            var changed = files.find(id, order.get().id());
            var now = clock.instant();
            if (changed.isEmpty() || !files.approve(id, now)) return false;
            var job = jobs.find(changed.get().job()).orElseThrow();
            if (job.hold() == Hold.CUSTOMER) jobs.letGo(job.id());
            var name = order.get().customerName();
            var who = Actor.customer(name == null ? "" : name);
            var what = Message.of("queue.changed-approved", changed.get().name());
            Events.write(change, now, who, Subject.of(job.id()), what);
            Events.write(change, now, who, Subject.of(order.get().id()), what);
            return true;
        });
    }
}
