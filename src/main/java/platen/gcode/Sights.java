package platen.gcode;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What [Preflight] judges by, each with the place where it is worst or where it comes first; null if nowhere.
///
/// `coldestExtrusion` is the temperature asked of the nozzle while it extrudes; `longestLine` counts the bytes of a
/// command without its comment; `endsHot` is what the nozzle or the bed is still asked for at the end; `breaksOff` is
/// the last line of a file whose slicer's last words are missing; `tooDense` counts the seconds of motion for which the
/// wire is too slow. `others` is what a [Lookout] saw, and `tooFast` has the seconds for which more has to be melted
/// than the hot end can, by the name of the material.
public record Sights(
        @Nullable Sighting hottestNozzle,
        @Nullable Sighting hottestBed,
        @Nullable Sighting coldestExtrusion,
        @Nullable Sighting longestLine,
        @Nullable Sighting notAscii,
        @Nullable Sighting star,
        @Nullable Sighting colon,
        @Nullable Sighting twoCommands,
        @Nullable Sighting notACommand,
        @Nullable Sighting mostExtruded,
        @Nullable Sighting movesUnhomed,
        @Nullable Sighting otherTool,
        @Nullable Sighting endsHot,
        @Nullable Sighting breaksOff,
        @Nullable Sighting tooDense,
        Map<Sight, Sighting> others,
        Map<String, Sighting> tooFast) {

    public Sights {
        others = Collections.unmodifiableMap(new TreeMap<>(others));
        tooFast = Collections.unmodifiableMap(new TreeMap<>(tooFast));
    }

    @Nullable
    Sighting of(Sight sight) {
        return others.get(sight);
    }
}
