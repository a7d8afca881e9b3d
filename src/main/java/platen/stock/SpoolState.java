package platen.stock;

/// A spool is sealed until it is used first, and stays empty for good.
public enum SpoolState {
    SEALED,
    OPEN,
    EMPTY
}
