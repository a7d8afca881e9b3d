package platen.gcode.pictures;

import java.util.Locale;
import java.util.stream.Stream;

/// What a line of plastic is for, as far as a picture tells it; known by the slicers' many names for it.
enum Bead {
    WALL(0),
    FILL(1),
    SUPPORT(2),
    /// Skirt, brim, raft, what is thrown away.
    BESIDE(3);

    static final int KINDS = 4;

    private final int number;

    Bead(int number) {
        this.number = number;
    }

    /// What stands for it in the data.
    int number() {
        return number;
    }

    static Bead of(String feature) {
        var name = feature.toLowerCase(Locale.ROOT);
        if (hasAny(name, "support")) return SUPPORT;
        if (hasAny(name, "skirt", "brim", "raft", "purge", "prime", "tower", "wipe", "custom", "flush", "ooze"))
            return BESIDE;
        if (hasAny(name, "fill", "solid", "bridge", "ironing", "bottom surface", "top surface", "skin")) return FILL;
        return WALL;
    }

    private static boolean hasAny(String name, String... words) {
        return Stream.of(words).anyMatch(name::contains);
    }
}
