package platen.gcode;

import java.util.List;

/// What a program takes of filament, tool by tool, and how much of it is thrown away, in mm.
///
/// `purgedMm` went to wipe and prime towers and to whatever was pushed out without a move beside it, as far as the
/// slicer's remarks tell; `primedMm` is what came before the first layer. `retractedMm` is drawn back at the end, of
/// `retractions`.
public record FilamentUse(List<ToolUse> tools, double purgedMm, double primedMm, double retractedMm, long retractions) {
    public static final FilamentUse NONE = new FilamentUse(List.of(), 0, 0, 0, 0);

    /// What one tool takes.
    public record ToolUse(int tool, double filamentMm, double filamentMm3) {}

    public FilamentUse {
        tools = List.copyOf(tools);
    }
}
