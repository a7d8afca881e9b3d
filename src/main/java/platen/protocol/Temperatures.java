package platen.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One report of temperatures, in degrees Celsius; what is not told is not a number.
public record Temperatures(List<Reading> readings) {
    private static final String NUMBER = "(-?\\d+(?:\\.\\d*)?|(?i:-?nan|-?inf))";
    private static final Pattern READING =
            Pattern.compile("(?<![A-Za-z0-9@_])([A-Z][A-Z0-9_]{0,8}): ?" + NUMBER + "(?: ?/ ?" + NUMBER + ")?");
    private static final Pattern START = Pattern.compile("^ ?[TB]\\d{0,2}: ?(?:-?\\d|-?nan|-?inf).*");
    private static final Pattern TARGET = Pattern.compile("^Target(Extr(\\d)|Bed): ?" + NUMBER + ".*");
    private static final String SECONDS_LEFT = "W";
    private static final double REACHED_C = 3;

    /// A sensor as the firmware names it: T or T0 is a nozzle, B the bed, C the chamber.
    public record Reading(String sensor, double celsius, double target) {

        /// Whether it is asked to be warm. The target of another sensor, as of a Prusa's heatbreak (X), is for a fan.
        boolean isHeated() {
            return target > 0 && "TBC".indexOf(sensor.charAt(0)) >= 0;
        }
    }

    public static final Temperatures NONE = new Temperatures(List.of());

    public Temperatures {
        readings = List.copyOf(readings);
    }

    /// The active nozzle. Where T stands beside T0, T repeats the active tool; else T0 is it.
    public Reading nozzle() {
        var active = sensor("T");
        return Double.isNaN(active.celsius()) && Double.isNaN(active.target()) ? sensor("T0") : active;
    }

    public Reading bed() {
        return sensor("B");
    }

    /// True when the firmware told a target for each heater that it named and none is above zero.
    public boolean saysCold() {
        var told = readings.stream()
                .filter(reading -> !Double.isNaN(reading.target()))
                .toList();
        return !told.isEmpty() && told.stream().allMatch(reading -> reading.target() <= 0);
    }

    public boolean saysHot() {
        return readings.stream().anyMatch(Reading::isHeated);
    }

    /// True when every heater that has a target is there: whoever waits for heat does not wait much longer.
    /// A nozzle may be far from it while its target is not told, as in the reports of a Prusa that heats up.
    public boolean areReached() {
        if (Double.isNaN(nozzle().target())) return false;
        var heated = readings.stream().filter(Reading::isHeated).toList();
        return !heated.isEmpty()
                && heated.stream().allMatch(reading -> Math.abs(reading.celsius() - reading.target()) <= REACHED_C);
    }

    /// This report, completed with what only an earlier one told.
    public Temperatures after(Temperatures earlier) {
        if (earlier.readings.stream().allMatch(old -> has(old.sensor()))) return this;
        var all = new ArrayList<>(readings);
        earlier.readings.stream().filter(old -> !has(old.sensor())).forEach(all::add);
        return new Temperatures(all);
    }

    /// Whether a line, without its `ok`, reports temperatures. Look-alikes are settings that are echoed
    /// and positions, which have words before the first sensor.
    static boolean isReport(String line) {
        return START.matcher(line).matches() || TARGET.matcher(line).matches();
    }

    static Temperatures parse(String line) {
        var target = TARGET.matcher(line);
        if (target.matches()) {
            var sensor = target.group(2) == null ? "B" : "T" + target.group(2);
            return new Temperatures(List.of(new Reading(sensor, Double.NaN, number(target.group(3)))));
        }
        return new Temperatures(READING.matcher(line)
                .results()
                .filter(found ->
                        !found.group(1).equals(SECONDS_LEFT) && !found.group(1).equals("E"))
                .map(found -> new Reading(found.group(1), number(found.group(2)), number(found.group(3))))
                .toList());
    }

    private static double number(@Nullable String text) {
        if (text == null || !text.matches("-?[0-9.]+")) return Double.NaN;
        return Double.parseDouble(text);
    }

    private boolean has(String name) {
        return readings.stream().anyMatch(reading -> reading.sensor().equals(name));
    }

    private Reading sensor(String name) {
        for (var reading : readings) {
            if (reading.sensor().equals(name)) return reading;
        }
        return new Reading(name, Double.NaN, Double.NaN);
    }
}
