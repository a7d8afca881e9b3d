package platen.printers;

/// How a firmware chooses its speed through a corner; it decides the time of fine curves.
public enum Cornering {
    JERK,
    JUNCTION,
    KLIPPER
}
