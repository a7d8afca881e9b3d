package platen.slicerdoor;

import platen.values.Message;

/// What became of a file that a slicer sent.
public sealed interface Arrival {
    /// It waits in the queue: as a new job, or in the place of a file of the same name.
    record Waits(SlicerUpload upload) implements Arrival {}

    /// The same file is there already: there is no second job.
    record Known(SlicerUpload upload) implements Arrival {}

    /// A machine prints a file of this name just now.
    record NameTaken(String name) implements Arrival {}

    /// It is no program that can be printed here.
    record Refused(Message why) implements Arrival {}
}
