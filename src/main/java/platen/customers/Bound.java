package platen.customers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import platen.orders.Order;
import platen.orders.OrderLines;
import platen.orders.OrderState;
import platen.orders.Orders;
import platen.orders.Wishes;
import platen.values.Digest;
import platen.values.OrderId;

/// What a yes is bound to, as an OK to print is: the price, and the content of the files.
final class Bound {
    private Bound() {}

    /// Whether an order is still what was asked about.
    static boolean isCurrent(Handle look, Consent consent) {
        var order = look.attach(Orders.class).find(consent.orderId()).orElseThrow();
        return isOpen(order)
                && consent.quote().equals(order.quote())
                && consent.files().equals(files(look, order.id()));
    }

    /// Whether it can still get its OK.
    static boolean isOpen(Order order) {
        return order.state() == OrderState.DRAFT || order.state() == OrderState.QUOTED;
    }

    /// Stands for the content of all files of an order.
    static Digest files(Handle look, OrderId order) {
        var lines = look.attach(OrderLines.class).of(order).stream()
                .map(line -> line.id().value() + " " + line.file().hex() + " "
                        + line.printed().hex());
        var photos = look.attach(Wishes.class).pictures(order).stream()
                .map(photo -> photo.file().hex());
        return Digest.of(
                Stream.concat(lines, photos).collect(Collectors.joining("\n")).getBytes(UTF_8));
    }
}
