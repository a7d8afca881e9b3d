package platen.queue;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import platen.orders.OrderLine;
import platen.orders.OrderLines;
import platen.values.LineId;
import platen.values.OrderId;

/// Where the lines of an order stand in its price.
final class Lines {
    private Lines() {}

    /// Which of the items that were priced a line is; the first where nobody knows.
    static int position(Handle look, OrderId order, @Nullable LineId line) {
        var reckoned = look.attach(OrderLines.class).of(order).stream()
                .filter(OrderLine::isReckoned)
                .map(OrderLine::id)
                .toList();
        return Math.max(0, reckoned.indexOf(line));
    }
}
