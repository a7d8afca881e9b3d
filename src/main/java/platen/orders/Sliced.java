package platen.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;
import platen.gcode.Plan;

/// What a slicer says of a program that it made, and what we counted in it: for people who decide where it is printed.
public record Sliced(
        String slicer,
        String printer,
        List<String> materials,
        @Nullable Double layerMm,
        @Nullable Double nozzleMm,
        @Nullable Double filamentG,
        int layers,
        double heightMm) {
    public Sliced {
        materials = List.copyOf(materials);
    }

    static Sliced of(Plan plan, double filamentG) {
        var says = plan.slicerSays();
        return new Sliced(
                plan.slicer(),
                says.printerModel(),
                says.filamentTypes(),
                says.layerHeightMm(),
                says.nozzleMm().isEmpty() ? null : says.nozzleMm().getFirst(),
                plan.slicerFilamentG() == null ? filamentG : plan.slicerFilamentG(),
                plan.layers(),
                plan.heightMm());
    }
}
