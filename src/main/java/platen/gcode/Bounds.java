package platen.gcode;

import java.util.List;

/// The box that moves stay in: x y z in millimetres, and where the program goes farthest. Empty for no moves.
public record Bounds(List<Double> minMm, List<Double> maxMm, List<Sighting> lowest, List<Sighting> highest) {
    static final Bounds NONE = new Bounds(List.of(), List.of(), List.of(), List.of());

    public Bounds {
        minMm = List.copyOf(minMm);
        maxMm = List.copyOf(maxMm);
        lowest = List.copyOf(lowest);
        highest = List.copyOf(highest);
    }

    public boolean isEmpty() {
        return minMm.isEmpty();
    }
}
