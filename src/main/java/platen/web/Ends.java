package platen.web;

import java.util.List;
import platen.events.Event;
import platen.values.Message;

/// Why an order is over.
final class Ends {
    private Ends() {}

    /// What changed it last; what was written or mailed about it since is no reason.
    static Message of(List<Event> events) {
        return events.reversed().stream()
                .map(Event::what)
                .filter(what -> isChange(what.key()))
                .findFirst()
                .orElseGet(() -> events.getLast().what());
    }

    private static boolean isChange(String key) {
        return key.startsWith("orders.") || key.startsWith("talk.cancelled") || key.equals("talk.unclaimed");
    }
}
