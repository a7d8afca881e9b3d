package platen.books;

import java.time.Instant;
import platen.values.Money;
import platen.values.OrderId;

/// Money taken for an order, or given back where the amount is negative. Never changed or deleted.
public record Payment(long id, OrderId orderId, Money amount, Method method, String takenBy, Instant at) {

    public enum Method {
        CASH,
        CARD,
        TRANSFER,
        OTHER
    }
}
