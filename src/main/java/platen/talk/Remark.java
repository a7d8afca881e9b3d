package platen.talk;

import java.time.Instant;
import platen.values.OrderId;

/// Something that a customer or the shop wrote about an order. `waits` while a customer's words want an answer.
public record Remark(
        long id, OrderId orderId, boolean fromShop, String author, String body, boolean waits, Instant at) {}
