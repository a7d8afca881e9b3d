package platen.printers;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A filament as this printer handles it; `slicer` holds what it changes in the slicer's configuration.
/// Colder than `minNozzleC` it is not pushed through the nozzle by hand.
public record Material(
        String name,
        double densityGCm3,
        double nozzleC,
        double firstLayerNozzleC,
        double bedC,
        double firstLayerBedC,
        double minNozzleC,
        double maxNozzleC,
        double maxFlowMm3S,
        Map<String, String> slicer) {

    public Material {
        slicer = Collections.unmodifiableMap(new TreeMap<>(slicer));
    }
}
