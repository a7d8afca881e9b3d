package platen.queue.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import platen.shop.OpeningHours;

/// The hours at which somebody is there. Where no hours are known, somebody always is.
public record Staffed(OpeningHours hours, ZoneId zone) {
    private static final int DAYS_AHEAD = 400;

    /// From one moment to another without a break.
    public record Span(Instant opens, Instant closes) {}

    /// Of so many days, in order; one that goes on where another ends is one with it.
    List<Span> spans(Instant from, int days) {
        var spans = new ArrayList<Span>();
        var first = from.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead < days; ahead++) {
            var day = first.plusDays(ahead);
            for (var span : hours.on(day.getDayOfWeek())) {
                var opens = day.atTime(span.from()).atZone(zone).toInstant();
                var closes = day.atTime(span.until()).atZone(zone).toInstant();
                if (!opens.isBefore(closes)) continue;
                if (!spans.isEmpty() && !opens.isAfter(spans.getLast().closes()))
                    spans.add(new Span(spans.removeLast().opens(), closes));
                else spans.add(new Span(opens, closes));
            }
        }
        return spans;
    }

    boolean isUnknown() {
        return hours.days().values().stream().allMatch(List::isEmpty);
    }

    public boolean isStaffed(Instant at) {
        return !next(at).isAfter(at);
    }

    /// That moment, or the next at which somebody is there.
    public Instant next(Instant from) {
        if (isUnknown()) return from;
        var local = from.atZone(zone);
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            var day = local.toLocalDate().plusDays(ahead);
            for (var span : hours.on(day.getDayOfWeek())) {
                var opens = day.atTime(span.from()).atZone(zone).toInstant();
                var closes = day.atTime(span.until()).atZone(zone).toInstant();
                if (from.isBefore(closes)) return opens.isAfter(from) ? opens : from;
            }
        }
        return from;
    }

    /// When work that begins then is done, if people do it while they are there.
    public Instant after(Instant from, Duration work) {
        if (isUnknown()) return from.plus(work);
        var at = next(from);
        var left = work;
        for (int spans = 0; spans < DAYS_AHEAD; spans++) {
            var closes = closes(at);
            var here = Duration.between(at, closes);
            if (left.compareTo(here) <= 0) return at.plus(left);
            left = left.minus(here);
            at = next(closes);
        }
        return at.plus(left);
    }

    private Instant closes(Instant at) {
        var local = at.atZone(zone);
        return hours.on(local.getDayOfWeek()).stream()
                .map(span ->
                        local.toLocalDate().atTime(span.until()).atZone(zone).toInstant())
                .filter(at::isBefore)
                .findFirst()
                .orElse(at.plus(Duration.ofDays(1)));
    }
}
