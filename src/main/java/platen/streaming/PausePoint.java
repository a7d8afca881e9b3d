package platen.streaming;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.gcode.Numbers;
import platen.protocol.Reply.Position;
import platen.protocol.Temperatures;

/// Where a print stood and how warm it was when it paused, for the scripts that leave that place and come back.
final class PausePoint {
    private final Modes modes;
    private @Nullable Position at;
    private double nozzleC = Double.NaN;
    private double bedC = Double.NaN;

    PausePoint(Modes modes) {
        this.modes = modes;
    }

    void reached(Position position, Temperatures temperatures) {
        at = position;
        nozzleC = target(temperatures.nozzle().target(), modes.nozzleTarget());
        bedC = target(temperatures.bed().target(), modes.bedTarget());
    }

    private static double target(double told, double asked) {
        return Double.isNaN(told) ? asked : told;
    }

    void forget() {
        at = null;
    }

    boolean isKnown() {
        return at != null;
    }

    /// A script with what was true at the pause in the place of `{x}` and the like. A line that needs
    /// what nobody knows is left out.
    List<String> fill(List<String> script) {
        return script.stream()
                .map(this::fill)
                .filter(line -> line.indexOf('{') < 0)
                .toList();
    }

    private String fill(String line) {
        var filled = line;
        if (at != null) {
            filled = put(filled, "{x}", at.xMm());
            filled = put(filled, "{y}", at.yMm());
            filled = put(filled, "{z}", at.zMm());
            filled = put(filled, "{e}", at.eMm());
        }
        filled = put(filled, "{feedrate}", modes.feedrate());
        filled = put(filled, "{nozzle_c}", nozzleC);
        return put(filled, "{bed_c}", bedC);
    }

    private static String put(String line, String name, double value) {
        return Double.isNaN(value) ? line : line.replace(name, Numbers.plain(value));
    }

    /// The commands that bring back how the program means its coordinates.
    List<String> restoring() {
        return modes.restoring(at == null ? Double.NaN : at.eMm());
    }
}
