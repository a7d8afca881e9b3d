package platen.shifts;

import org.jspecify.annotations.Nullable;
import platen.values.JobId;
import platen.values.OrderId;

/// What somebody works for: an order, a job, or neither.
public record Task(
        WorkKind kind, @Nullable OrderId orderId, @Nullable JobId job, String note) {}
