package platen.books;

import java.time.InstantSource;
import platen.database.Database;
import platen.events.Events;
import platen.events.Subject;
import platen.orders.Order;
import platen.orders.Orders;
import platen.orders.Quotes;
import platen.values.Actor;
import platen.values.Message;
import platen.values.Money;
import platen.values.OrderId;

/// Where money is taken for orders.
public final class Till {
    private final Database database;
    private final InstantSource clock;

    /// What became of a payment.
    public sealed interface Outcome {
        /// Also when the same form came twice; `open` is what is still to be paid.
        record Taken(Money open) implements Outcome {}

        record Refused(Message why) implements Outcome {}
    }

    public Till(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What an order's customer still owes.
    public Money open(OrderId order) {
        return database.look(look -> open(look.attach(Quotes.class), look.attach(Payments.class), order));
    }

    /// Takes `amount` for an order; `once` names the form, so that a double click pays once.
    public Outcome take(OrderId id, Money amount, Payment.Method method, String once, Actor who) {
        return database.change(change -> {
            var order = change.attach(Orders.class).find(id);
            if (order.isEmpty() || !isPayable(order.get())) return new Outcome.Refused(Message.of("books.not-payable"));
            var payments = change.attach(Payments.class);
            var open = open(change.attach(Quotes.class), payments, id);
            if (amount.cents() <= 0) return new Outcome.Refused(Message.of("books.not-an-amount"));
            var now = clock.instant();
            if (payments.isKnown(once)) return new Outcome.Taken(open);
            if (amount.compareTo(open) > 0) return new Outcome.Refused(Message.of("books.more-than-open", open));
            payments.add(id, amount, method, once, who.name(), now);
            Events.write(change, now, who, Subject.of(id), Message.of("books.paid", amount, method));
            return new Outcome.Taken(open.minus(amount));
        });
    }

    private static boolean isPayable(Order order) {
        return switch (order.state()) {
            case APPROVED, IN_PRODUCTION, READY, COLLECTED -> true;
            case DRAFT, SUBMITTED, QUOTED, DECLINED, CANCELLED, EXPIRED -> false;
        };
    }

    private static Money open(Quotes quotes, Payments payments, OrderId order) {
        return quotes.standing(order)
                .map(quote -> quote.price().total())
                .orElse(Money.ZERO)
                .minus(payments.paid(order));
    }
}
