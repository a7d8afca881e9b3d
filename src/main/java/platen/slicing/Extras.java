package platen.slicing;

import java.util.Map;
import java.util.TreeMap;

/// What is printed beside the part or in it: its filling, supports under what hangs over, a rim that holds it down.
public record Extras(Strength strength, boolean supports, boolean brim) {
    public static final Extras NONE = new Extras(Strength.USUAL, false, false);
    static final double BRIM_MM = 5;

    /// What it changes in the slicer's configuration. The slicer puts supports only where more than 45° hang over,
    /// which is how our own reader measures it.
    Map<String, String> keys() {
        var keys = new TreeMap<>(strength.keys());
        if (supports) {
            keys.put("support_material", "1");
            keys.put("support_material_auto", "1");
            keys.put("support_material_threshold", "45");
        }
        if (brim) {
            keys.put("brim_type", "outer_only");
            keys.put("brim_width", Integer.toString((int) BRIM_MM));
        }
        return keys;
    }
}
