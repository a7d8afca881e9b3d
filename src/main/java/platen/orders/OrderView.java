package platen.orders;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;

/// An order as its page shows it. `quote` is null while no price stands; `slice` is the slice that
/// the price waits for or came from; `terms` are how it is wanted, and why a person has to
/// price it; `ask` is what the customer asked a person.
public record OrderView(
        Order order,
        List<OrderLine> lines,
        @Nullable Quote quote,
        @Nullable Slice slice,
        Terms.@Nullable Row terms,
        Asks.@Nullable Row ask,
        List<Event> events) {

    public static OrderView of(Handle look, Order order) {
        var lines = look.attach(OrderLines.class).of(order.id());
        var slices = look.attach(Slices.class);
        var slice = lines.stream()
                .flatMap(line -> line.slice() == null ? Stream.empty() : slices.find(line.slice()).stream())
                .findFirst()
                .orElse(null);
        var quote = look.attach(Quotes.class).standing(order.id()).orElse(null);
        var about = Subject.of(order.id());
        var terms = look.attach(Terms.class).find(order.id()).orElse(null);
        var ask = look.attach(Asks.class).find(order.id()).orElse(null);
        return new OrderView(
                order,
                lines,
                quote,
                slice,
                terms,
                ask,
                look.attach(Events.class).about(about.kind(), about.id()));
    }

    /// The first line; today an order has one.
    public OrderLine line() {
        return lines.getFirst();
    }
}
