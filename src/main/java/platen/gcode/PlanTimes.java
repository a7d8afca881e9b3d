package platen.gcode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the time of a program goes, in seconds: before its first layer, to each layer, and to each kind of line by the
/// slicer's own name. `travel`, `retraction`, `homing`, `waiting` and `other` are ours: what prints nothing, and what
/// the slicer has no name for. Either of the two sums is the time of the whole print.
public record PlanTimes(double beforeLayersS, List<Double> layersS, Map<String, Double> featuresS) {
    public static final PlanTimes NONE = new PlanTimes(0, List.of(), Map.of());

    public PlanTimes {
        layersS = List.copyOf(layersS);
        featuresS = Collections.unmodifiableMap(new LinkedHashMap<>(featuresS));
    }
}
