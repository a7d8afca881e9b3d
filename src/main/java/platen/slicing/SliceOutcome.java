package platen.slicing;

import java.nio.file.Path;
import platen.files.OnDisk;
import platen.gcode.Plan;
import platen.values.Message;

/// What came of slicing a plate of a part.
public sealed interface SliceOutcome {
    /// The program is in `file`, on disk; `plan` is what our own reader made of its commands, and `slicer` who made it.
    record Sliced(Path file, OnDisk onDisk, Plan plan, double filamentG, String slicer) implements SliceOutcome {}

    /// So many copies have no room on one plate; fewer may have.
    record PlateFull(int copies) implements SliceOutcome {}

    /// It cannot be sliced so, and `why` tells what to do.
    record Refused(Message why) implements SliceOutcome {}
}
