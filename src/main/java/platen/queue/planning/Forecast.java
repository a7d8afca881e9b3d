package platen.queue.planning;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// When each job is likely to begin and to end, and each order to be ready. What somebody holds, and what no machine
/// can do, has no slot.
public record Forecast(Map<JobId, Slot> slots, Map<OrderId, Instant> ready) {
    /// `machine` is nothing where it is done by hand; `endsAlone` when nobody is there at its end, and `isGuess` when
    /// nobody has reckoned how long it takes; `because` says why it comes before others of the queue.
    public record Slot(
            Job job,
            @Nullable MachineId machine,
            Instant start,
            Instant end,
            boolean endsAlone,
            boolean isGuess,
            @Nullable Message because) {
        Slot because(Message why) {
            return new Slot(job, machine, start, end, endsAlone, isGuess, why);
        }
    }

    Forecast(Map<JobId, Slot> slots) {
        this(Map.copyOf(slots), ready(slots.values()));
    }

    private static Map<OrderId, Instant> ready(Collection<Slot> slots) {
        var ready = new HashMap<OrderId, Instant>();
        for (var slot : slots) {
            var order = slot.job().orderId();
            if (order != null) ready.merge(order, slot.end(), (one, other) -> one.isAfter(other) ? one : other);
        }
        return ready;
    }

    public Optional<Slot> of(JobId job) {
        return Optional.ofNullable(slots.get(job));
    }

    /// When the last job of an order ends, as far as its jobs have slots.
    public Optional<Instant> ready(OrderId order) {
        return Optional.ofNullable(ready.get(order));
    }
}
