package platen.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.events.Event;
import platen.events.Events;
import platen.events.Subject;
import platen.pricing.PriceLine;
import platen.values.LineId;
import platen.values.Message;

/// An order as its page shows it. `quote` is null while no price stands; `platesOf` are what the price of each line
/// waits for or came from; `shares` are the lines of the price that are of each line of the order, as far as somebody
/// knows; `terms` are how it is wanted, and why a person has to price it; `ask` is what the customer asked a person;
/// `wish` and its `photos` what is wanted without a file.
public record OrderView(
        Order order,
        List<OrderLine> lines,
        @Nullable Quote quote,
        Map<LineId, List<Plated>> platesOf,
        Map<LineId, List<PriceLine>> shares,
        Terms.@Nullable Row terms,
        Asks.@Nullable Row ask,
        @Nullable Wish wish,
        List<Wishes.Picture> photos,
        Handover handover,
        List<Event> events) {
    private static final int SHORT = 60;

    public static OrderView of(Handle look, Order order) {
        var lines = look.attach(OrderLines.class).of(order.id());
        var plates = new LinkedHashMap<LineId, List<Plated>>();
        for (var line : lines) plates.put(line.id(), Plated.of(look, line.id()));
        var quote = look.attach(Quotes.class).standing(order.id()).orElse(null);
        var about = Subject.of(order.id());
        var terms = look.attach(Terms.class).find(order.id()).orElse(null);
        var ask = look.attach(Asks.class).find(order.id()).orElse(null);
        return new OrderView(
                order,
                lines,
                quote,
                plates,
                quote == null ? Map.of() : shares(look, lines, quote),
                terms,
                ask,
                look.attach(Wishes.class).find(order.id()).orElse(null),
                look.attach(Wishes.class).pictures(order.id()),
                look.attach(Handovers.class).find(order.id()).orElse(Handover.USUAL),
                look.attach(Events.class).about(about.kind(), about.id()));
    }

    private static Map<LineId, List<PriceLine>> shares(Handle look, List<OrderLine> lines, Quote quote) {
        var shares = Shares.of(look, quote);
        var reckoned = lines.stream().filter(OrderLine::isReckoned).toList();
        var of = new LinkedHashMap<LineId, List<PriceLine>>();
        for (int i = 0; i < reckoned.size() && i < shares.size(); i++)
            of.put(reckoned.get(i).id(), shares.get(i));
        return of;
    }

    /// What lists call it: its files, or what was wanted in words.
    public String name() {
        if (!lines.isEmpty()) return lines.stream().map(OrderLine::fileName).collect(Collectors.joining(", "));
        return ask == null ? order.code() : shortened(ask.wish());
    }

    /// The beginning of what somebody wrote.
    public static String shortened(String words) {
        var line = words.strip().lines().findFirst().orElse("");
        return line.length() <= SHORT ? line : line.substring(0, SHORT).strip() + "…";
    }

    /// The first line of an order that has one.
    public OrderLine line() {
        return lines.getFirst();
    }

    public Optional<OrderLine> line(LineId id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }

    /// The plates of all lines.
    public List<Plated> plates() {
        return platesOf.values().stream().flatMap(List::stream).toList();
    }

    /// Why a part can't be printed or sliced, if that is so.
    public @Nullable Message problem() {
        return lines.stream()
                .flatMap(line -> Optional.ofNullable(problem(line)).stream())
                .findFirst()
                .orElse(null);
    }

    /// The same of one line.
    public @Nullable Message problem(OrderLine line) {
        if (line.contents() instanceof Contents.Part mesh && mesh.stop() != null) return mesh.stop();
        return platesOf.getOrDefault(line.id(), List.of()).stream()
                .flatMap(plate -> Optional.ofNullable(plate.slice().problem()).stream())
                .findFirst()
                .orElse(null);
    }

    /// Whether the exact price is still to come, and the one that stands is a guess.
    public boolean isPending() {
        return problem() == null && lines.stream().anyMatch(this::isPending);
    }

    /// Whether it waits for this line.
    public boolean isPending(OrderLine line) {
        return problem(line) == null
                && (isUnseen(line) || !Plated.areDone(platesOf.getOrDefault(line.id(), List.of())));
    }

    /// Whether we are still looking into the file of a line.
    public static boolean isUnseen(OrderLine line) {
        return line.contents() instanceof Contents.Part mesh && mesh.unseen();
    }
}
