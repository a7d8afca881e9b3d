package platen.printers;

import java.util.Map;

/// How fine a part is printed; `slicer` holds what it changes in the slicer's configuration.
public record Quality(String name, double layerMm, double firstLayerMm, Map<String, String> slicer) {

    public Quality {
        slicer = Map.copyOf(slicer);
    }
}
