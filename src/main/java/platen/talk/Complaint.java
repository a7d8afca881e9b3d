package platen.talk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.OrderId;

/// Something was wrong with what was made; `remark` says what. A worker closes it.
public record Complaint(
        long id,
        OrderId orderId,
        long remark,
        State state,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy) {
    /// A column holds it, so every change is an update guarded by the state before.
    public enum State {
        OPEN,
        CLOSED
    }
}
