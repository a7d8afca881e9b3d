package platen.gcode;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A program, read once: what it takes, where it goes, and what [Preflight] needs to judge it for a printer.
///
/// `timeS` is the whole print with heating and homing, `motionTimeS` moves and dwells only, both for the
/// profile that it was read for. What the slicer says of itself stands beside our own figures. `firstLines`
/// has each kind of command with the line where it first occurs.
public record Plan(
        String profile,
        String slicer,
        long bytes,
        long lines,
        long commands,
        String programDigest,
        double timeS,
        double motionTimeS,
        double heatingTimeS,
        @Nullable Double slicerTimeS,
        double filamentMm,
        double filamentMm3,
        @Nullable Double slicerFilamentMm,
        @Nullable Double slicerFilamentG,
        int layers,
        double heightMm,
        Bounds extruding,
        Bounds moving,
        Map<String, Long> firstLines,
        Sights sights,
        SlicerSays slicerSays,
        PlanTimes timeShares,
        FilamentUse filament) {

    /// Plans that were stored before their times and tools were told have none.
    public Plan {
        timeShares = Objects.requireNonNullElse(timeShares, PlanTimes.NONE);
        filament = Objects.requireNonNullElse(filament, FilamentUse.NONE);
        firstLines = Map.copyOf(firstLines);
    }

    /// What its plastic weighs: of several tools each by what the slicer says of its own, else all by this density.
    public double filamentG(double densityGCm3) {
        if (filament.tools().size() < 2) return filamentMm3 / 1000 * densityGCm3;
        return filament.tools().stream()
                .mapToDouble(tool -> filamentG(tool, densityGCm3))
                .sum();
    }

    /// The same of one tool.
    public double filamentG(FilamentUse.ToolUse tool, double densityGCm3) {
        var said = slicerSays.densityGCm3();
        boolean isSaid = filament.tools().size() > 1 && tool.tool() < said.size() && said.get(tool.tool()) > 0;
        return tool.filamentMm3() / 1000 * (isSaid ? said.get(tool.tool()) : densityGCm3);
    }

    /// Its commands that are words, as Klipper's macros are: what they do cannot be known from the program.
    public boolean usesMacros() {
        return firstLines.keySet().stream().anyMatch(command -> command.length() > 1 && isLetter(command.charAt(1)));
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || character == '_';
    }
}
