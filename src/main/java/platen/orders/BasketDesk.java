package platen.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.files.FileStore;
import platen.orders.OrderDesk.Begun;
import platen.values.Actor;
import platen.values.Digest;
import platen.values.LineId;
import platen.values.Message;
import platen.values.OrderId;
import platen.values.Secrets;

/// Where customers change what a draft consists of: a line gets another file, or goes; and begin with what they had
/// before.
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

    /// How a draft gets to its customer.
    public Outcome handOver(String token, Handover handover) {
        return database.change(change -> {
            var orders = change.attach(Orders.class);
            var order = orders.byToken(token).filter(one -> orders.touch(one.id(), clock.instant()));
            if (order.isEmpty()) return refused("orders.too-late");
            change.attach(Handovers.class).set(order.get().id(), handover);
            return new Outcome.Done();
        });
    }

    /// Begins a new draft with the files and choices of an order; what they cost is reckoned anew. A file that is kept
    /// no longer is left out. `form` names the form, so that a double click begins one.
    public Begun again(String token, String form) {
        var begun = database.<Begun, RuntimeException>change(change -> {
            var orders = change.attach(Orders.class);
            var before = orders.byToken(token).filter(order -> order.approvedAt() != null);
            if (before.isEmpty()) return new Begun.Refused(Message.of("orders.too-late"));
            var once = Digest.of((form + " again " + token).getBytes(UTF_8)).hex();
            var known = orders.byOnce(once);
            if (known.isPresent()) return new Begun.Draft(known.get().token());
            var kept = change.attach(OrderLines.class).of(before.get().id()).stream()
                    .filter(line -> OrderFiles.of(line).stream()
                            .allMatch(file -> files.find(file).isPresent()))
                    .toList();
            if (kept.isEmpty()) return new Begun.Refused(Message.of("orders.files-gone"));
            var now = clock.instant();
            var order = orders.begin(OrderDesk.freeCode(orders), Secrets.token(), once, now);
            for (var line : kept) copy(change, order, line, now);
            quoting.afresh(change, order, now);
            var what = Message.of("orders.begun-again", before.get().code());
            Events.write(change, now, VISITOR, Subject.of(order), what);
            return new Begun.Draft(orders.find(order).orElseThrow().token());
        });
        quoting.wake();
        return begun;
    }

    private void copy(Handle change, OrderId order, OrderLine line, Instant now) {
        var lines = change.attach(OrderLines.class);
        var id = lines.add(order, line.product(), line.file(), line.fileName(), line.contents(), null);
        var plain = lines.find(id).orElseThrow();
        var same =
                Optional.ofNullable(line.choices()).filter(choices -> quoting.isOffered(change, plain, choices, now));
        // What was put right suits the choices that it was put right for.
        if (same.isPresent()) lines.remake(id, line.remade());
        var copy = lines.find(id).orElseThrow();
        OrderFiles.keep(change, files, copy);
        same.or(() -> quoting.usual(change, copy, now))
                .ifPresent(choices -> quoting.choose(change, copy, choices, now));
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(Message.of(key));
    }
}
