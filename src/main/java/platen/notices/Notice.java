package platen.notices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.Message;
import platen.values.OrderId;

/// Something that a customer is told. `said` is what the event numbered `event` said; `problem` says why it
/// could not
/// be mailed.
public record Notice(
        long id,
        OrderId orderId,
        What what,
        long event,
        Message said,
        NoticeState state,
        String mailKey,
        int tries,
        Instant dueAt,
        @Nullable Message problem,
        Instant createdAt,
        @Nullable Instant endedAt) {}
