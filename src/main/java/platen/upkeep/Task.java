package platen.upkeep;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import platen.values.MachineId;

/// What a machine wants again and again: after `everyUnits` of a meter, after `everyDays`, or whichever comes first.
/// `doneReading` is what the meter stood at when it was done last.
public record Task(
        long id,
        MachineId machine,
        String machineName,
        String name,
        @Nullable Meter meter,
        @Nullable Long everyUnits,
        @Nullable Integer everyDays,
        Instant doneAt,
        long doneReading) {
    /// Of its interval so much is left when it is said to come soon.
    private static final int SOON_PERCENT = 10;

    public enum State {
        DUE,
        SOON,
        FINE
    }

    /// How a task stands now: what is left of either interval, less than nothing where it is overdue.
    public record Standing(
            Task task,
            State state,
            @Nullable Long unitsLeft,
            @Nullable Long daysLeft) {
        public boolean isDue() {
            return state == State.DUE;
        }

        public boolean isSoon() {
            return state == State.SOON;
        }
    }

    /// `readings` are those of its machine.
    public Standing standing(Readings readings, Instant now) {
        Long unitsLeft = meter == null || everyUnits == null ? null : everyUnits - (readings.of(meter) - doneReading);
        Long daysLeft = everyDays == null
                ? null
                : everyDays - Duration.between(doneAt, now).toDays();
        var state = State.FINE;
        if (isSoon(unitsLeft, everyUnits) || isSoon(daysLeft, everyDays)) state = State.SOON;
        if (isUp(unitsLeft) || isUp(daysLeft)) state = State.DUE;
        return new Standing(this, state, unitsLeft, daysLeft);
    }

    private static boolean isUp(@Nullable Long left) {
        return left != null && left <= 0;
    }

    private static boolean isSoon(@Nullable Long left, @Nullable Number every) {
        return left != null && every != null && left * 100 <= every.longValue() * SOON_PERCENT;
    }
}
