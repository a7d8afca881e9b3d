package platen.gcode;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a slicer says of its program and of the printer that it was made for; of plastic and nozzles there is one
/// figure for each extruder. Empty or null where it says nothing. `plateMm` is width and depth of the plate.
///
/// What was stored before densities were told has none.
public record SlicerSays(
        List<Double> filamentMm,
        List<Double> filamentCm3,
        List<Double> filamentG,
        @Nullable Double layerHeightMm,
        @Nullable Integer layers,
        List<Double> nozzleMm,
        List<Double> filamentDiameterMm,
        List<String> filamentTypes,
        String printerModel,
        List<Double> plateMm,
        List<Double> densityGCm3) {

    public SlicerSays {
        filamentMm = List.copyOf(filamentMm);
        filamentCm3 = List.copyOf(filamentCm3);
        filamentG = List.copyOf(filamentG);
        nozzleMm = List.copyOf(nozzleMm);
        filamentDiameterMm = List.copyOf(filamentDiameterMm);
        filamentTypes = List.copyOf(filamentTypes);
        plateMm = List.copyOf(plateMm);
        densityGCm3 = List.copyOf(Objects.requireNonNullElse(densityGCm3, List.of()));
    }
}
