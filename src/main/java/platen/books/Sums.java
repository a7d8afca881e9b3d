package platen.books;

import org.jdbi.v3.core.Handle;
import platen.orders.Order;
import platen.orders.Orders;
import platen.orders.Quotes;
import platen.values.Money;
import platen.values.OrderId;

/// What an order costs, what credit notes took off, and what is paid. An order that is given up costs nothing.
public record Sums(Money total, Money credited, Money paid) {

    public static Sums of(Handle look, OrderId id) {
        var order = look.attach(Orders.class).find(id);
        var total = order.filter(Sums::isDue)
                .flatMap(one -> look.attach(Quotes.class).standing(one.id()))
                .map(quote -> quote.price().total())
                .orElse(Money.ZERO);
        var entries = look.attach(Entries.class);
        return new Sums(total, entries.credited(id), entries.paid(id));
    }

    /// Whether what it costs is to be paid.
    public static boolean isDue(Order order) {
        return switch (order.state()) {
            case APPROVED, IN_PRODUCTION, READY, COLLECTED -> true;
            case DRAFT, SUBMITTED, QUOTED, DECLINED, CANCELLED, EXPIRED -> false;
        };
    }

    /// What there is to pay in all.
    public Money due() {
        return most(total.minus(credited));
    }

    public Money open() {
        return most(due().minus(paid));
    }

    /// What the shop has to give back.
    public Money overpaid() {
        return most(paid.minus(due()));
    }

    public boolean isOpen() {
        return open().cents() > 0;
    }

    public boolean isOverpaid() {
        return overpaid().cents() > 0;
    }

    public boolean isPaid() {
        return paid.cents() > 0;
    }

    private static Money most(Money amount) {
        return amount.compareTo(Money.ZERO) < 0 ? Money.ZERO : amount;
    }
}
