package platen.machines;

/// Whether the plate of a printer is empty, or a press is free. Only a person sets [#CLEAR]; a
/// restart of the server makes it [#UNKNOWN], because a person may have been at the machine.
public enum BedState {
    CLEAR,
    OCCUPIED,
    UNKNOWN
}
