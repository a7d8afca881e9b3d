package platen.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import platen.sync.PrinterLive;

/// The temperatures of one printer in the last hours, in memory only: a point every five seconds at most, in a ring.
public final class Thermograph {
    static final Duration EVERY = Duration.ofSeconds(5);
    static final Duration KEPT = Duration.ofHours(4);
    private static final int POINTS = (int) (KEPT.toSeconds() / EVERY.toSeconds());
    private static final int MOST_SENSORS = 10;
    private static final double A_DEGREE = 10;
    private static final short UNTOLD = Short.MIN_VALUE;

    private final long[] atS = new long[POINTS];
    private final Map<String, short[][]> series = new LinkedHashMap<>();
    private int count;
    private int next;

    /// What is known of one sensor: for each time a temperature and a target in degrees Celsius, null where untold.
    public record Series(String sensor, List<@Nullable Double> actual, List<@Nullable Double> target) {}

    /// The times in seconds since 1970, the oldest first.
    public record Hours(List<Long> at, List<Series> series) {}

    synchronized void note(PrinterLive live, Instant now) {
        int last = (next + POINTS - 1) % POINTS;
        long second = now.getEpochSecond();
        if (count > 0 && second - atS[last] < EVERY.toSeconds() && second >= atS[last]) return;
        if (live.nozzleC() == null && live.bedC() == null) return;
        atS[next] = second;
        for (var each : series.values()) {
            each[0][next] = UNTOLD;
            each[1][next] = UNTOLD;
        }
        put("T", live.nozzleC(), live.nozzleTargetC());
        put("B", live.bedC(), live.bedTargetC());
        var detail = live.detail();
        if (detail != null && detail.others() != null) {
            for (var other : detail.others()) put(other.sensor(), other.celsius(), other.targetC());
        }
        next = (next + 1) % POINTS;
        count = Math.min(count + 1, POINTS);
    }

    private void put(String sensor, @Nullable Double celsius, @Nullable Double target) {
        if (celsius == null && target == null) return;
        var both = series.get(sensor);
        if (both == null) {
            if (series.size() >= MOST_SENSORS) return;
            both = new short[2][POINTS];
            for (var each : both) Arrays.fill(each, UNTOLD);
            series.put(sensor, both);
        }
        both[0][next] = packed(celsius);
        both[1][next] = packed(target);
    }

    private static short packed(@Nullable Double celsius) {
        return celsius == null ? UNTOLD : (short) Math.clamp(Math.round(celsius * A_DEGREE), -32_000, 32_000);
    }

    /// What was noted after `after`, and within the hours that are kept.
    synchronized Hours since(Instant after, Instant now) {
        long from = Math.max(after.getEpochSecond(), now.minus(KEPT).getEpochSecond());
        var places = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            int place = (next + POINTS - count + i) % POINTS;
            if (atS[place] > from) places.add(place);
        }
        var all = new ArrayList<Series>();
        series.forEach((sensor, both) -> all.add(new Series(sensor, read(both[0], places), read(both[1], places))));
        return new Hours(places.stream().map(place -> atS[place]).toList(), all);
    }

    private static List<@Nullable Double> read(short[] packed, List<Integer> places) {
        var all = new ArrayList<@Nullable Double>(places.size());
        for (int place : places) all.add(packed[place] == UNTOLD ? null : packed[place] / A_DEGREE);
        return all;
    }
}
