package platen.gcode;

import org.jspecify.annotations.Nullable;

/// What [Preflight] judges by, each with the place where it is worst or where it comes first; null if nowhere.
///
/// `coldestExtrusion` is the temperature asked of the nozzle while it extrudes; `longestLine` counts the
/// bytes of a command without its comment; `endsHot` is what the nozzle or the bed is still asked for at
/// the end; `breaksOff` is the last line of a file whose slicer's last words are missing; `tooDense` counts the
/// seconds of motion for which the wire is too slow.
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
        @Nullable Sighting tooDense) {}
