package platen.printers;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How fine a part is printed; `slicer` holds what it changes in the slicer's configuration.
public record Quality(String name, double layerMm, double firstLayerMm, Map<String, String> slicer) {

    public Quality {
        slicer = Collections.unmodifiableMap(new TreeMap<>(slicer));
    }
}
