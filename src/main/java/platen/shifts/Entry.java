package platen.shifts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import platen.values.JobId;
import platen.values.OrderId;
import platen.values.PersonId;

/// So long somebody worked on a day; `day` is written 2026-05-02, and no minutes mean that it was taken back.
public record Entry(
        long id,
        PersonId person,
        String name,
        String day,
        int minutes,
        WorkKind kind,
        @Nullable OrderId orderId,
        @Nullable String code,
        @Nullable JobId job,
        String note,
        Instant at) {
    public Duration time() {
        return Duration.ofMinutes(minutes);
    }

    public LocalDate date() {
        return LocalDate.parse(day);
    }
}
