package platen.shifts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.JobId;
import platen.values.OrderId;
import platen.values.PersonId;

/// Somebody is at work since then.
public record Clock(
        PersonId person,
        Instant beganAt,
        WorkKind kind,
        @Nullable OrderId orderId,
        @Nullable JobId job,
        String note) {
    Task task() {
        return new Task(kind, orderId, job, note);
    }
}
