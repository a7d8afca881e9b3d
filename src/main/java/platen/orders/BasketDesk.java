package platen.orders;

import java.time.InstantSource;
import java.util.Optional;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.values.Actor;
import platen.values.LineId;
import platen.values.Message;

/// Where customers change what a draft consists of: a line gets another file, or goes.
public final class BasketDesk {
    private static final Actor VISITOR = Actor.customer("");

    private final Database database;
    private final FileStore files;
    private final Arrivals arrivals;
    private final Quoting quoting;
    private final InstantSource clock;

    /// What became of the wish.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    public BasketDesk(
            Database database, FileStore files, Contents.Reader reader, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.arrivals = new Arrivals(database, files, reader, quoting, clock);
        this.quoting = quoting;
        this.clock = clock;
    }

    /// Takes a line away. The last one stays: an order is about something. One that is gone already is gone.
    public Outcome remove(String token, LineId id) {
        return database.change(change -> {
            var now = clock.instant();
            var orders = change.attach(Orders.class);
            var order = orders.byToken(token).filter(one -> orders.touch(one.id(), now));
            if (order.isEmpty()) return refused("orders.too-late");
            var lines = change.attach(OrderLines.class);
            var line = lines.find(order.get().id(), id);
            if (line.isEmpty()) return new Outcome.Done();
            if (lines.of(order.get().id()).size() == 1) return refused("orders.last-line");
            change.attach(LinePlates.class).clear(id);
            lines.remove(id);
            OrderFiles.leave(change, files, line.get());
            quoting.afresh(change, order.get().id(), now);
            var what = Message.of("orders.line-removed", line.get().fileName());
            Events.write(change, now, VISITOR, Subject.of(order.get().id()), what);
            return new Outcome.Done();
        });
    }

    /// Gives a line another file; its choices stay where they can be had for that one, too.
    public Outcome replace(String token, LineId id, Arrival arrival) throws InterruptedException {
        return switch (arrivals.look(arrival)) {
            case Contents.Outcome.Refused(var why) -> new Outcome.Refused(why);
            case Contents.Outcome.Read(var contents) -> {
                var outcome = replace(token, id, arrival, contents);
                if (outcome instanceof Outcome.Refused) files.discard(arrival.file());
                quoting.wake();
                yield outcome;
            }
        };
    }

    private Outcome replace(String token, LineId id, Arrival arrival, Contents contents) {
        return database.change(change -> {
            var now = clock.instant();
            var orders = change.attach(Orders.class);
            var order = orders.byToken(token).filter(one -> orders.touch(one.id(), now));
            var lines = change.attach(OrderLines.class);
            var before = order.flatMap(one -> lines.find(one.id(), id));
            if (before.isEmpty()) return refused("orders.too-late");
            lines.replace(id, arrival.product(), arrival.file(), arrival.fileName(), contents);
            var line = lines.find(id).orElseThrow();
            OrderFiles.keep(change, files, line);
            OrderFiles.leave(change, files, before.get());
            var wanted = Optional.ofNullable(line.choices())
                    .filter(choices -> quoting.isOffered(change, line, choices, now))
                    .or(() -> quoting.usual(change, line, now));
            if (wanted.isPresent()) quoting.choose(change, line, wanted.get(), now);
            else quoting.unchosen(change, line, now);
            var what = Message.of("orders.line-replaced", before.get().fileName(), arrival.fileName());
            Events.write(change, now, VISITOR, Subject.of(line.orderId()), what);
            return new Outcome.Done();
        });
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
