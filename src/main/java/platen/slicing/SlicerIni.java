package platen.slicing;

import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Quality;

/// The shop's settings for a slicer on somebody's own computer: PrusaSlicer and its relatives import them.
public final class SlicerIni {
    private SlicerIni() {}

    public static String of(Profile profile, Material material, Quality quality) {
        var title = "# " + profile.title() + ", " + material.name() + ", " + quality.name() + "\n";
        return title
                + SlicerConfig.of(PlateWish.one(profile, material, quality)).text();
    }
}
