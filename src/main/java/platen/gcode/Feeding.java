package platen.gcode;

import java.util.ArrayList;
import platen.gcode.FilamentUse.ToolUse;

/// How much filament each tool takes: what was pushed out at most, so that drawing back and pushing again counts once.
final class Feeding {
    static final int MOST_TOOLS = 32;

    private final double[] fed = new double[MOST_TOOLS];
    private final double[] most = new double[MOST_TOOLS];
    private int tool;
    private double purged;
    private double primed;
    private long retractions;
    private boolean drawing;

    void tool(int number) {
        if (number >= 0 && number < MOST_TOOLS) tool = number;
        drawing = false;
    }

    int tool() {
        return tool;
    }

    /// E moved by so much; `beside` says that the nozzle moved, too, `waste` that it prints what is thrown away.
    void feed(double length, boolean beside, boolean waste, boolean beforeLayers) {
        if (length < 0 && !drawing) retractions++;
        if (length != 0) drawing = length < 0;
        double now = fed[tool] + length;
        fed[tool] = now;
        double fresh = now - most[tool];
        if (fresh <= 0) return;
        most[tool] = now;
        if (beforeLayers) primed += fresh;
        else if (waste || !beside) purged += fresh;
    }

    /// The first layer begins: what came before primed the nozzle.
    void beginLayers() {
        primed = mm();
        purged = 0;
    }

    /// All tools together.
    double mm() {
        double sum = 0;
        for (double each : most) sum += each;
        return sum;
    }

    FilamentUse use(double filamentMm2) {
        var tools = new ArrayList<ToolUse>();
        double drawnBack = 0;
        for (int each = 0; each < MOST_TOOLS; each++) {
            if (most[each] > 0) tools.add(new ToolUse(each, most[each], most[each] * filamentMm2));
            drawnBack += most[each] - fed[each];
        }
        return new FilamentUse(tools, purged, primed, drawnBack, retractions);
    }
}
