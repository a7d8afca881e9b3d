package platen.gcode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as slicers write them for people.
final class RemarkNumbers {
    private static final int MOST = 32;
    private static final Pattern SPAN = Pattern.compile("(?i)(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(d|h|m|s)[a-z]*");
    private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,12}(?:\\.\\d{1,12})?)\\s*(mm|m|g)?");

    private RemarkNumbers() {}

    /// `1d 2h 3m 4s`, `2 hours 29 minutes`, or `1.83 minutes`.
    static @Nullable Double seconds(String text) {
        double seconds = 0;
        var spans = SPAN.matcher(text);
        boolean any = false;
        while (spans.find()) {
            any = true;
            double unit = switch (spans.group(2).charAt(0) | 0x20) {
                case 'd' -> 86_400;
                case 'h' -> 3_600;
                case 'm' -> 60;
                default -> 1;
            };
            seconds += Double.parseDouble(spans.group(1)) * unit;
        }
        return any ? seconds : null;
    }

    /// One number for each extruder, with or without units: `12.5, 3.0`, `1.2m`, `6500.1 mm (6.50 m)`. Metres become
    /// millimetres.
    static List<Double> in(String text) {
        var bracket = text.indexOf('(');
        var matches = NUMBER.matcher(bracket < 0 ? text : text.substring(0, bracket));
        var numbers = new ArrayList<Double>();
        while (numbers.size() < MOST && matches.find()) {
            numbers.add(Double.parseDouble(matches.group(1)) * ("m".equals(matches.group(2)) ? 1_000 : 1));
        }
        return numbers;
    }
}
