package platen.orders;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Actor;
import platen.values.Message;
import platen.values.OrderId;

/// Where customers say that they are free of tax, and workers look whether it is so. Before the approval the price is
/// reckoned anew without tax; what is approved already stays as it is (the fifth law), and the books correct it.
public final class ExemptionDesk {
    private final Database database;
    private final Quoting quoting;
    private final InstantSource clock;

    /// A number to be looked at, and whose it is.
    public record Claim(Order order, Exemptions.Row exemption) {}

    public ExemptionDesk(Database database, Quoting quoting, InstantSource clock) {
        this.database = database;
        this.quoting = quoting;
        this.clock = clock;
    }

    public Optional<Exemptions.Row> of(OrderId order) {
        return database.reading(Exemptions.class).find(order);
    }

    /// What waits for a person's look.
    public List<Claim> open() {
        return database.look(look -> look.attach(Exemptions.class).open().stream()
                .flatMap(row ->
                        look.attach(Orders.class).find(row.orderId()).stream().map(order -> new Claim(order, row)))
                .toList());
    }

    /// Somebody says that an order is free of tax.
    public void claim(OrderId id, String number, Actor who) {
        database.use(change -> {
            var now = clock.instant();
            if (!change.attach(Exemptions.class).claim(id, number, now)) return;
            Events.write(change, now, who, Subject.of(id), Message.of("orders.exempt-claimed", number));
        });
    }

    /// A person has looked. False where nothing was to be looked at any more.
    public boolean decide(OrderId id, boolean right, Actor who) {
        return database.change(change -> decide(change, id, right, who, clock.instant()));
    }

    /// The same in the caller's transaction.
    public boolean decide(Handle change, OrderId id, boolean right, Actor who, Instant now) {
        var row = change.attach(Exemptions.class).find(id);
        if (row.isEmpty() || !change.attach(Exemptions.class).decide(id, right)) return false;
        var what = right ? "orders.exempt-confirmed" : "orders.exempt-refused";
        Events.write(
                change, now, who, Subject.of(id), Message.of(what, row.get().number()));
        var isDraft = change.attach(Orders.class)
                .find(id)
                .filter(order -> order.state() == OrderState.DRAFT)
                .isPresent();
        if (right && isDraft) quoting.anew(change, id, now);
        return true;
    }
}
