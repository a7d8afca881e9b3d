package platen.orders;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.values.Message;

/// An order as its page shows it. `quote` is null while no price stands; `plates` are what the price waits for or came
/// from; `terms` are how it is wanted, and why a person has to price it; `ask` is what the customer asked a person.
public record OrderView(
        Order order,
        List<OrderLine> lines,
        @Nullable Quote quote,
        List<Plated> plates,
        Terms.@Nullable Row terms,
        Asks.@Nullable Row ask,
        List<Event> events) {

    public static OrderView of(Handle look, Order order) {
        var lines = look.attach(OrderLines.class).of(order.id());
        var plates = lines.stream()
                .flatMap(line -> Plated.of(look, line.id()).stream())
                .toList();
        var quote = look.attach(Quotes.class).standing(order.id()).orElse(null);
        var about = Subject.of(order.id());
        var terms = look.attach(Terms.class).find(order.id()).orElse(null);
        var ask = look.attach(Asks.class).find(order.id()).orElse(null);
        return new OrderView(
                order,
                lines,
                quote,
                plates,
                terms,
                ask,
                look.attach(Events.class).about(about.kind(), about.id()));
    }

    /// The first line; today an order has one.
    public OrderLine line() {
        return lines.getFirst();
    }

    /// Why a part can't be printed or sliced, if that is so.
    public @Nullable Message problem() {
        if (line().contents() instanceof Contents.Part mesh && mesh.stop() != null) return mesh.stop();
        return plates.stream()
                .flatMap(plate -> Optional.ofNullable(plate.slice().problem()).stream())
                .findFirst()
                .orElse(null);
    }

    /// Whether the exact price is still to come, and the one that stands is a guess.
    public boolean isPending() {
        return problem() == null && (isUnseen() || !Plated.areDone(plates));
    }

    /// Whether we are still looking into the file.
    public boolean isUnseen() {
        return line().contents() instanceof Contents.Part mesh && mesh.unseen();
    }
}
