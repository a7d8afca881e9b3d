package platen.machines;

/// What sort of work a machine does. Only 3D printers have a wire; the others are started by hand.
public enum MachineKind {
    PRINTER_3D,
    PRESS,
    RISO,
    BENCH
}
