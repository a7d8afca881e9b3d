package platen.web;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import platen.machines.Machine;
import platen.orders.Order;
import platen.queue.planning.Forecast;

/// The forecast by hours: a lane for each machine, with what will run there. Lengths are whole units of a drawing.
final class Timeline {
    private static final int UNITS_AN_HOUR = 72;
    private static final int UNITS_AN_HOUR_OF_A_WEEK = 12;
    private static final int LEAST_WIDTH = 6;
    private static final int MOST_LANES = 40;
    private static final int MOST_BLOCKS_OF_A_LANE = 100;
    private static final Duration SHORTEST = Duration.ofHours(6);

    private final FloorNow floor;
    private final InstantSource clock;

    Timeline(FloorNow floor, InstantSource clock) {
        this.floor = floor;
        this.clock = clock;
    }

    enum Span {
        TODAY,
        TOMORROW,
        WEEK
    }

    /// What is asked for; `skip` lanes are left out before the first.
    record Asked(Span span, int skip) {}

    /// From `x` on, `width` long.
    public record Stretch(int x, int width) {}

    public record Tick(int x, LocalTime time, DayOfWeek day) {}

    /// One job on a lane; `endsAlone` when nobody is there at its end.
    public record Block(
            Forecast.Slot slot,
            @Nullable Order order,
            int x,
            int width,
            boolean isLate,
            DayOfWeek day,
            LocalTime start,
            LocalTime end) {
        public boolean isOn() {
            return slot.job().state().isOnMachine();
        }

        public boolean isShort() {
            return width < 40;
        }
    }

    /// `machine` is nothing for what is done by hand.
    public record Lane(@Nullable Machine machine, List<Block> blocks) {}

    /// `now` is -1 where it is not in sight; `more` lanes follow.
    public record Drawing(
            Instant from,
            Instant until,
            int width,
            int now,
            List<Stretch> closed,
            List<Tick> ticks,
            List<Lane> lanes,
            int more) {}

    Drawing draw(Asked asked) {
        var seen = floor.seen();
        var zone = seen.staffed.zone();
        var now = clock.instant();
        var today = now.atZone(zone).toLocalDate();
        var from = switch (asked.span()) {
            case TODAY -> now.minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
            case TOMORROW -> midnight(today.plusDays(1), zone);
            case WEEK -> midnight(today, zone);
        };
        var until = switch (asked.span()) {
            case TODAY -> later(midnight(today.plusDays(1), zone), from.plus(SHORTEST));
            case TOMORROW -> midnight(today.plusDays(2), zone);
            case WEEK -> midnight(today.plusDays(7), zone);
        };
        var scale = new Scale(from, until, asked.span() == Span.WEEK ? UNITS_AN_HOUR_OF_A_WEEK : UNITS_AN_HOUR);
        var lanes = lanes(seen, scale);
        var shown = lanes.stream().skip(asked.skip()).limit(MOST_LANES).toList();
        return new Drawing(
                from,
                until,
                scale.x(until),
                now.isBefore(from) || !now.isBefore(until) ? -1 : scale.x(now),
                closed(seen, scale, zone),
                ticks(scale, zone),
                shown,
                Math.max(0, lanes.size() - asked.skip() - shown.size()));
    }

    private record Scale(Instant from, Instant until, int anHour) {
        int x(Instant at) {
            var inside = at.isBefore(from) ? from : at.isAfter(until) ? until : at;
            return Math.toIntExact(Duration.between(from, inside).toSeconds() * anHour / 3_600);
        }

        boolean shows(Instant start, Instant end) {
            return start.isBefore(until) && end.isAfter(from);
        }
    }

    private List<Lane> lanes(FloorNow.Seen seen, Scale scale) {
        var byMachine = seen.plan.slots().values().stream()
                .filter(slot -> slot.machine() != null && scale.shows(slot.start(), slot.end()))
                .collect(Collectors.groupingBy(Forecast.Slot::machine));
        var lanes = new ArrayList<Lane>();
        seen.floor.machines().stream()
                .sorted(Comparator.comparing(Machine::kind).thenComparing(Machine::name))
                .forEach(machine ->
                        lanes.add(lane(machine, byMachine.getOrDefault(machine.id(), List.of()), seen, scale)));
        var byHand = seen.plan.slots().values().stream()
                .filter(slot -> slot.machine() == null && scale.shows(slot.start(), slot.end()))
                .toList();
        if (!byHand.isEmpty()) lanes.add(lane(null, byHand, seen, scale));
        return lanes;
    }

    private static Lane lane(@Nullable Machine machine, List<Forecast.Slot> slots, FloorNow.Seen seen, Scale scale) {
        return new Lane(
                machine,
                slots.stream()
                        .sorted(Comparator.comparing(Forecast.Slot::start))
                        .limit(MOST_BLOCKS_OF_A_LANE)
                        .map(slot -> block(slot, seen, scale))
                        .toList());
    }

    private static Block block(Forecast.Slot slot, FloorNow.Seen seen, Scale scale) {
        var order = seen.order(slot.job());
        var x = scale.x(slot.start());
        var isLate = order != null
                && order.promised() != null
                && !slot.end().isBefore(order.promised().plus(Board.A_DAY));
        var zone = seen.staffed.zone();
        return new Block(
                slot,
                order,
                x,
                Math.max(LEAST_WIDTH, scale.x(slot.end()) - x),
                isLate,
                slot.start().atZone(zone).getDayOfWeek(),
                slot.start().atZone(zone).toLocalTime(),
                slot.end().atZone(zone).toLocalTime());
    }

    /// When nobody is there; nothing where the shop has not told its hours.
    private static List<Stretch> closed(FloorNow.Seen seen, Scale scale, ZoneId zone) {
        var hours = seen.staffed.hours();
        if (hours.days().values().stream().allMatch(List::isEmpty)) return List.of();
        var closed = new ArrayList<Stretch>();
        var at = scale.from();
        for (var day = at.atZone(zone).toLocalDate();
                midnight(day, zone).isBefore(scale.until());
                day = day.plusDays(1)) {
            for (var open : hours.on(day.getDayOfWeek())) {
                var opens = day.atTime(open.from()).atZone(zone).toInstant();
                var closes = day.atTime(open.until()).atZone(zone).toInstant();
                if (opens.isAfter(at)) closed.add(stretch(scale, at, opens));
                at = later(at, closes);
            }
        }
        if (at.isBefore(scale.until())) closed.add(stretch(scale, at, scale.until()));
        return closed;
    }

    private static Stretch stretch(Scale scale, Instant from, Instant until) {
        return new Stretch(scale.x(from), scale.x(until) - scale.x(from));
    }

    private static List<Tick> ticks(Scale scale, ZoneId zone) {
        var ticks = new ArrayList<Tick>();
        var isWeek = scale.anHour() == UNITS_AN_HOUR_OF_A_WEEK;
        for (var at = scale.from(); at.isBefore(scale.until()); ) {
            var local = at.atZone(zone);
            ticks.add(new Tick(scale.x(at), local.toLocalTime(), local.getDayOfWeek()));
            at = isWeek ? midnight(at.atZone(zone).toLocalDate().plusDays(1), zone) : at.plus(Duration.ofHours(1));
        }
        return ticks;
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
