package platen.queue.planning;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.queue.Job;
import platen.values.JobId;
import platen.values.MachineId;
import platen.values.Message;
import platen.values.OrderId;

/// When each job is likely to begin and to end. What somebody holds, and what no machine can do, has no slot.
public record Forecast(Map<JobId, Slot> slots) {
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

    public Forecast {
        slots = Map.copyOf(slots);
    }

    public Optional<Slot> of(JobId job) {
        return Optional.ofNullable(slots.get(job));
    }

    /// When the last job of an order ends; nothing while one of them has no slot, or none is open.
    public Optional<Instant> ready(OrderId order) {
        return slots.values().stream()
                .filter(slot -> order.equals(slot.job().orderId()))
                .map(Slot::end)
                .max(Instant::compareTo);
    }
}
