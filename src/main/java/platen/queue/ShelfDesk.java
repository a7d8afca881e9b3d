package platen.queue;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// Where people name the places of the pick-up shelf, and put orders on them.
public final class ShelfDesk {
    public static final int LONGEST_NAME = 20;
    public static final int MOST_PLACES = 500;

    private final Database database;
    private final InstantSource clock;

    public ShelfDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Names with commas between: A1, A2, window sill.
    public Act name(String names, Actor who) {
        var each = Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (each.isEmpty()) return Act.refused("queue.shelf-no-name");
        if (each.stream().anyMatch(name -> name.length() > LONGEST_NAME))
            return Act.refused("queue.shelf-long-name", LONGEST_NAME);
        return database.change(change -> {
            var shelves = change.attach(Shelves.class);
            if (shelves.places().size() + each.size() > MOST_PLACES)
                return Act.refused("queue.shelf-most", MOST_PLACES);
            each.forEach(shelves::add);
            var what = Message.of("queue.shelf-named", String.join(", ", each));
            Events.write(change, clock.instant(), who, Subject.SHOP, what);
            return new Act.Done();
        });
    }

    /// Takes an empty place away.
    public Act remove(long place, Actor who) {
        return database.change(change -> {
            var shelves = change.attach(Shelves.class);
            var found =
                    shelves.places().stream().filter(one -> one.id() == place).findFirst();
            var now = clock.instant();
            if (found.isEmpty() || !shelves.remove(place, now)) return Act.refused("queue.shelf-not-empty");
            Events.write(
                    change,
                    now,
                    who,
                    Subject.SHOP,
                    Message.of("queue.shelf-gone", found.get().name()));
            return new Act.Done();
        });
    }

    /// Puts an order that is ready on one of the places.
    public Act put(OrderId id, long place, Actor who) {
        return database.change(change -> {
            change.attach(Jobs.class).lock(id);
            var order = change.attach(Orders.class).find(id);
            var shelves = change.attach(Shelves.class);
            var found =
                    shelves.places().stream().filter(one -> one.id() == place).findFirst();
            if (order.isEmpty() || order.get().state() != OrderState.READY) return Act.refused("queue.shelf-not-ready");
            if (found.isEmpty()) return Act.refused("queue.shelf-no-place");
            if (shelves.of(id).filter(found.get().name()::equals).isPresent()) return Act.refused("queue.already-so");
            var now = clock.instant();
            shelves.put(id, place, now);
            Events.write(
                    change,
                    now,
                    who,
                    Subject.of(id),
                    Message.of("queue.shelved", found.get().name()));
            return new Act.Done();
        });
    }

    public List<Shelves.Place> places() {
        return database.reading(Shelves.class).places();
    }
}
