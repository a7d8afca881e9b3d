package platen.printers;

/// The kind of firmware that a printer speaks; its habits live in `protocol`.
public enum Dialect {
    MARLIN,
    PRUSA,
    PRUSA_BUDDY,
    REPETIER,
    REPRAPFIRMWARE,
    SMOOTHIE,
    KLIPPER
}
