package platen.shop;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// When the shop is open. A day that has no span is a day off.
public record OpeningHours(Map<DayOfWeek, List<Span>> days) {
    public static final OpeningHours UNKNOWN = new OpeningHours(Map.of());
    private static final int SPANS_A_DAY = 4;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?::(\\d{2}))? ?(am|pm|)");

    public OpeningHours {
        days = Map.copyOf(days);
    }

    public record Span(LocalTime from, LocalTime until) {
        @Override
        public String toString() {
            return from + "-" + until;
        }
    }

    public List<Span> on(DayOfWeek day) {
        return days.getOrDefault(day, List.of());
    }

    /// One day as people write it: `9:00-12:30, 13:30-17:00`, `9am - 5 pm`, or nothing for a day off.
    public static Optional<List<Span>> day(String written) {
        var spans = new ArrayList<Span>();
        var text = written.strip().toLowerCase(Locale.ROOT).replace('–', '-').replace(".", "");
        if (text.isEmpty() || text.equals("closed")) return Optional.of(spans);
        for (var part : text.split("[,;]", -1)) {
            var ends = Arrays.stream(part.split("-| to ", -1))
                    .map(OpeningHours::time)
                    .flatMap(Optional::stream)
                    .toList();
            if (ends.size() != 2 || part.split("-| to ", -1).length != 2) return Optional.empty();
            if (!ends.getFirst().isBefore(ends.getLast())) return Optional.empty();
            if (!spans.isEmpty() && ends.getFirst().isBefore(spans.getLast().until())) return Optional.empty();
            spans.add(new Span(ends.getFirst(), ends.getLast()));
        }
        return spans.size() > SPANS_A_DAY ? Optional.empty() : Optional.of(List.copyOf(spans));
    }

    private static Optional<LocalTime> time(String written) {
        var parts = TIME.matcher(written.strip());
        if (!parts.matches()) return Optional.empty();
        var hour = Integer.parseInt(parts.group(1));
        var minute = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        var half = parts.group(3);
        if (!half.isEmpty() && (hour < 1 || hour > 12)) return Optional.empty();
        if (!half.isEmpty()) hour = hour % 12 + (half.equals("pm") ? 12 : 0);
        try {
            return Optional.of(LocalTime.of(hour, minute));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// As stored: `MONDAY 09:00-17:00;TUESDAY …`.
    String stored() {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> !on(day).isEmpty())
                .map(day -> day + " " + on(day).stream().map(Span::toString).collect(joining(",")))
                .collect(joining(";"));
    }

    static OpeningHours read(String stored) {
        var days = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var day : stored.split(";", -1)) {
            if (day.isEmpty()) continue;
            var blank = day.indexOf(' ');
            days.put(
                    DayOfWeek.valueOf(day.substring(0, blank)),
                    day(day.substring(blank + 1)).orElseThrow());
        }
        return new OpeningHours(days);
    }
}
