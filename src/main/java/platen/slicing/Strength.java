package platen.slicing;

import java.util.Map;

/// How much a customer wants inside a part. The usual is what the printer's profile says.
public enum Strength {
    LIGHT(8, 2),
    USUAL(0, 0),
    STRONG(40, 3);

    private final int fillPercent;
    private final int walls;

    Strength(int fillPercent, int walls) {
        this.fillPercent = fillPercent;
        this.walls = walls;
    }

    /// What it changes in the slicer's configuration.
    Map<String, String> keys() {
        return this == USUAL
                ? Map.of()
                : Map.of("fill_density", fillPercent + "%", "perimeters", Integer.toString(walls));
    }
}
