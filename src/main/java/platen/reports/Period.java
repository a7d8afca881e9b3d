package platen.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import platen.shop.OpeningHours;

/// A span of days, both counted, three years at most: no report reads more.
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
    public static final int MOST_DAYS = 1_100;
    private static final int DAY_BY_DAY = 14;
    private static final int WEEK_BY_WEEK = 190;
    private static final int WEEK = 7;

    /// Ends that come the wrong way round are turned, and what is too long begins later.
    public static Period of(LocalDate from, LocalDate to, ZoneId zone) {
        if (from.isAfter(to)) return of(to, from, zone);
        var earliest = to.minusDays(MOST_DAYS - 1);
        return new Period(from.isBefore(earliest) ? earliest : from, to, zone);
    }

    public Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /// The moment after it.
    public Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// Its days, its weeks or its months, as many as can be told apart in a plot.
    List<Period> parts() {
        var days = ChronoUnit.DAYS.between(from, to) + 1;
        var parts = new ArrayList<Period>();
        for (var at = from; !at.isAfter(to); ) {
            var next = days <= DAY_BY_DAY
                    ? at.plusDays(1)
                    : days <= WEEK_BY_WEEK
                            ? at.plusDays(WEEK)
                            : at.withDayOfMonth(1).plusMonths(1);
            var last = next.minusDays(1);
            parts.add(new Period(at, last.isAfter(to) ? to : last, zone));
            at = next;
        }
        return parts;
    }

    /// How long the shop was open, up to now.
    Duration open(OpeningHours hours, Instant now) {
        var open = Duration.ZERO;
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            for (var span : hours.on(day.getDayOfWeek())) {
                var opens = day.atTime(span.from()).atZone(zone).toInstant();
                var closes = day.atTime(span.until()).atZone(zone).toInstant();
                if (closes.isAfter(now)) closes = now;
                if (closes.isAfter(opens)) open = open.plus(Duration.between(opens, closes));
            }
        }
        return open;
    }
}
