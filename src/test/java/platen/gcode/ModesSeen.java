package platen.gcode;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a program has set after some of its lines, read in the plainest way: a second opinion beside [Survey].
final class ModesSeen {
    private static final Pattern WORD = Pattern.compile("([A-Z])(-?[0-9.]+)");

    private final Map<String, Double> set = new TreeMap<>();
    private final Map<Character, Double> at = new TreeMap<>(Map.of('X', 0.0, 'Y', 0.0, 'Z', 0.0, 'E', 0.0));
    private boolean relative;
    private boolean relativeE;

    static ModesSeen after(String lines) {
        var seen = new ModesSeen();
        lines.lines()
                .map(line -> line.replaceAll(";.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(seen::take);
        return seen;
    }

    private void take(String line) {
        var words = new TreeMap<Character, Double>();
        var found = WORD.matcher(line.replaceAll("^[GMT]\\d+", ""));
        while (found.find()) words.put(found.group(1).charAt(0), Double.valueOf(found.group(2)));
        var command = line.split("\\s", 2)[0];
        switch (command) {
            case "G0", "G1", "G2", "G3" -> words.forEach(this::move);
            case "G90", "G91" -> relative = relativeE = command.equals("G91");
            case "M82", "M83" -> relativeE = command.equals("M83");
            case "G92" -> words.forEach(at::put);
            case "G28" -> {
                for (char axis : "XYZ".toCharArray()) {
                    if (line.length() == 3 || line.indexOf(axis) > 0) at.put(axis, 0.0);
                }
            }
            case "M104", "M109" -> set.put("nozzle", words.get('S'));
            case "M140", "M190" -> set.put("bed", words.get('S'));
            case "M106", "M107" -> set.put("fan", words.getOrDefault('S', 0.0));
            default -> words.forEach((letter, value) -> set.put(command + letter, value));
        }
    }

    private void move(char letter, double value) {
        if (letter == 'F') set.put("feed", value);
        else if (at.containsKey(letter)) {
            boolean adds = letter == 'E' ? relativeE : relative;
            at.merge(letter, value, (before, now) -> adds ? before + now : now);
        }
    }

    /// Everything but the height, and what stands for nothing: a fan that nobody has turned on is off.
    Map<String, String> all() {
        var all = new TreeMap<String, String>();
        set.forEach((key, value) -> all.put(key, "%.3f".formatted(value)));
        all.putIfAbsent("fan", "0.000");
        at.forEach((axis, value) -> all.put("" + axis, "%.3f".formatted(value)));
        all.put("relative", relative + " " + relativeE);
        all.remove("Z");
        return all;
    }

    double height() {
        return at.getOrDefault('Z', 0.0);
    }
}
