package platen.slicing;

import java.nio.charset.StandardCharsets;
import platen.printers.Material;
import platen.printers.Profile;
import platen.printers.Quality;
import platen.values.Digest;
import platen.values.Json;

/// What a plate shall be: so many copies of one part, on this printer, in this material and quality.
public record PlateWish(Profile profile, Material material, Quality quality, Extras extras, int copies) {

    public PlateWish {
        if (copies < 1) throw new IllegalArgumentException("a plate of " + copies);
    }

    /// One part, as the profile prints it.
    public static PlateWish one(Profile profile, Material material, Quality quality) {
        return new PlateWish(profile, material, quality, Extras.NONE, 1);
    }

    public PlateWish of(int other) {
        return new PlateWish(profile, material, quality, extras, other);
    }

    /// Stands for all that decides what comes of a part, but for the part, the slicer and the number of copies: each
    /// key of the slicer's configuration, and the profile by which we reckon the time.
    public Digest settings() {
        var all = SlicerConfig.of(of(1)).text() + Json.write(profile);
        return Digest.of(all.getBytes(StandardCharsets.UTF_8));
    }
}
